import UserOutlined from '@ant-design/icons/UserOutlined'
import { Button } from 'antd'
import { useEffect, useId, useRef, useState } from 'react'
import { useConsole } from './console-context.ts'
import { useShellWords } from './words.ts'

/** Who is logged in, what is theirs, and the way out. */
export function AccountMenu() {
  const t = useShellWords()
  const { start, beside } = useConsole()
  const [isOpen, setOpen] = useState(false)
  const whole = useRef<HTMLDivElement>(null)
  const panelId = useId()
  useEffect(() => {
    if (!isOpen) return
    const closeOutside = ({ target }: Event) => {
      if (target instanceof Node && !whole.current?.contains(target)) setOpen(false)
    }
    for (const kind of ['pointerdown', 'focusin']) document.addEventListener(kind, closeOutside)
    return () => {
      for (const kind of ['pointerdown', 'focusin']) document.removeEventListener(kind, closeOutside)
    }
  }, [isOpen])
  const closeByKey = (event: { key: string }) => {
    if (event.key !== 'Escape' || !isOpen) return
    setOpen(false)
    whole.current?.querySelector('button')?.focus()
  }
  const sites = start.sites.includes('*') ? t('allSites') : t('sites', { sites: start.sites.join(', ') })
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears Escape from what stands in it.
    <div ref={whole} className="account" onKeyDown={closeByKey}>
      <Button
        type="text"
        icon={<UserOutlined aria-hidden />}
        aria-label={`${t('you')}: ${start.name}`}
        aria-expanded={isOpen}
        aria-controls={panelId}
        onClick={() => setOpen(!isOpen)}
      >
        <span className="account-name">{start.name}</span>
      </Button>
      <div id={panelId} className="account-panel" hidden={!isOpen}>
        <p>
          {t(`role.${start.role}`)} · {sites}
        </p>
        <a href={beside('staff/factors')}>{t('ownFactors')}</a>
        <a href={beside('staff/sessions')}>{t('ownSessions')}</a>
        <a href={beside('staff')}>{t('worklists')}</a>
        <form method="post" action={beside('staff/log-out')}>
          <button type="submit">{t('logOut')}</button>
        </form>
      </div>
    </div>
  )
}
