import ClockCircleOutlined from '@ant-design/icons/ClockCircleOutlined'
import MenuOutlined from '@ant-design/icons/MenuOutlined'
import UserOutlined from '@ant-design/icons/UserOutlined'
import { Button, Dropdown, Layout, Segmented, Tooltip } from 'antd'
import { useEffect, useState } from 'react'
import { useConsole } from './console-context.ts'
import { CONSOLE_LANGUAGES, type ConsoleLanguage, useSpeak } from './language.tsx'
import { useSession } from './session-end.ts'
import { useShellWords } from './words.ts'

const MINUTE_MS = 60_000
/** From then on the time that is left is shown in seconds, and stands out. */
const SOON_MS = 2 * MINUTE_MS
const OWN_NAMES: Readonly<Record<ConsoleLanguage, string>> = { 'zh-CN': '中文', en: 'English' }

/** Who is logged in, for how long, and in which language. */
export function TopBar({ onMenu }: { readonly onMenu?: () => void }) {
  const t = useShellWords()
  const { language, speak } = useSpeak()
  return (
    <Layout.Header className="top-bar">
      {onMenu && <Button type="text" icon={<MenuOutlined />} aria-label={t('menu')} onClick={onMenu} />}
      <span className="top-space" />
      <TimeLeft />
      <Segmented
        aria-label={t('language')}
        size="small"
        value={language}
        onChange={speak}
        options={CONSOLE_LANGUAGES.map(value => ({ value, label: <span lang={value}>{OWN_NAMES[value]}</span> }))}
      />
      <Account />
    </Layout.Header>
  )
}

function Account() {
  const t = useShellWords()
  const { start, beside } = useConsole()
  const logOut = () => (document.getElementById('log-out') as HTMLFormElement | null)?.requestSubmit()
  const sites = start.sites.includes('*') ? t('allSites') : t('sites', { sites: start.sites.join(', ') })
  return (
    <>
      <form id="log-out" method="post" action={beside('staff/log-out')} hidden />
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'who', type: 'group', label: `${t(`role.${start.role}`)} · ${sites}` },
            { key: 'factors', label: <a href={beside('staff/factors')}>{t('ownFactors')}</a> },
            { key: 'sessions', label: <a href={beside('staff/sessions')}>{t('ownSessions')}</a> },
            { key: 'worklists', label: <a href={beside('staff')}>{t('worklists')}</a> },
            { type: 'divider' },
            { key: 'out', label: t('logOut'), onClick: logOut },
          ],
        }}
      >
        <Button type="text" icon={<UserOutlined />} aria-label={`${t('you')}: ${start.name}`}>
          <span className="account-name">{start.name}</span>
        </Button>
      </Dropdown>
    </>
  )
}

/** How long the session lasts if nothing more is asked; a press lets it go on. */
function TimeLeft() {
  const t = useShellWords()
  const { endsAtMs, onStay } = useSession()
  const [now, setNow] = useState(Date.now)
  const leftMs = endsAtMs === null ? null : Math.max(0, endsAtMs - now)
  const isSoon = leftMs !== null && leftMs < SOON_MS
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), isSoon ? 1_000 : 10_000)
    return () => clearInterval(timer)
  }, [isSoon])
  if (leftMs === null) return null
  const left = clockOf(leftMs, isSoon)
  return (
    <Tooltip title={t('sessionLeftHint')}>
      <Button
        type="text"
        danger={isSoon}
        icon={<ClockCircleOutlined />}
        aria-label={t('sessionLeft', { left })}
        onClick={onStay}
      >
        <span className="time-left">{left}</span>
      </Button>
    </Tooltip>
  )
}

/** `0:14`, as hours and minutes, or with `isSoon` `1:59`, as minutes and seconds. */
function clockOf(ms: number, isSoon: boolean): string {
  const units = isSoon ? Math.ceil(ms / 1_000) : Math.ceil(ms / MINUTE_MS)
  return `${Math.trunc(units / 60)}:${String(units % 60).padStart(2, '0')}`
}
