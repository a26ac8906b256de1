import ClockCircleOutlined from '@ant-design/icons/ClockCircleOutlined'
import MenuOutlined from '@ant-design/icons/MenuOutlined'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { AccountMenu } from './account-menu.tsx'
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
    <header className="top-bar">
      {onMenu && <Button type="text" icon={<MenuOutlined aria-hidden />} aria-label={t('menu')} onClick={onMenu} />}
      <span className="top-space" />
      <TimeLeft />
      <fieldset className="languages" aria-label={t('language')}>
        {CONSOLE_LANGUAGES.map(one => (
          <button key={one} type="button" lang={one} aria-pressed={one === language} onClick={() => speak(one)}>
            {OWN_NAMES[one]}
          </button>
        ))}
      </fieldset>
      <AccountMenu />
    </header>
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
    <Button
      type="text"
      title={t('sessionLeftHint')}
      danger={isSoon}
      icon={<ClockCircleOutlined aria-hidden />}
      aria-label={t('sessionLeft', { left })}
      onClick={onStay}
    >
      <span className="time-left">{left}</span>
    </Button>
  )
}

/** `0:14`, as hours and minutes, or with `isSoon` `1:59`, as minutes and seconds. */
function clockOf(ms: number, isSoon: boolean): string {
  const units = isSoon ? Math.ceil(ms / 1_000) : Math.ceil(ms / MINUTE_MS)
  return `${Math.trunc(units / 60)}:${String(units % 60).padStart(2, '0')}`
}
