import { Segmented } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Settings } from '../../../src/settings/settings.ts'
import { useConsole } from '../shell/console-context.ts'
import { CONSOLE_LANGUAGES, useLanguage } from '../shell/language.tsx'
import { firstScreen, type PictureOf } from './kiosk-view.ts'
import { useSettingsWords } from './words.ts'

const READY = 'kiosk-picture-ready'
/** Of the kiosk's glass; drawn smaller here. */
const GLASS = { width: 1080, height: 1920 }
const SCALE = 0.3
const LANGUAGE_NAMES = { 'zh-CN': '中文', en: 'English' } as const

/** The kiosk's own screen, drawn by the kiosk's own program, as it would look with what was typed. */
export function KioskPicture({ settings, of }: { readonly settings: Settings; readonly of: PictureOf }) {
  const t = useSettingsWords()
  const { beside } = useConsole()
  const [isClosed, setClosed] = useState(false)
  const [language, setLanguage] = useState(useLanguage())
  const [isReady, setReady] = useState(false)
  const frame = useRef<HTMLIFrameElement>(null)
  const address = beside('kiosk-picture/')
  const view = useMemo(
    () => firstScreen(settings, of, { isClosed, language, nowMs: Date.now() }),
    [settings, of, isClosed, language],
  )
  useEffect(() => {
    const hear = ({ source, data }: MessageEvent) => {
      if (source === frame.current?.contentWindow && data === READY) setReady(true)
    }
    window.addEventListener('message', hear)
    return () => window.removeEventListener('message', hear)
  }, [])
  useEffect(() => {
    if (isReady) frame.current?.contentWindow?.postMessage(view, new URL(address).origin)
  }, [isReady, view, address])
  return (
    <section className="settings-picture" aria-label={t('picture.title')}>
      <h2>{t('picture.title')}</h2>
      <div className="settings-picture-bar">
        <Segmented
          value={isClosed ? 'closed' : 'open'}
          onChange={next => setClosed(next === 'closed')}
          options={[
            { value: 'open', label: t('picture.open') },
            { value: 'closed', label: t('picture.closed') },
          ]}
        />
        <Segmented
          value={language}
          onChange={setLanguage}
          options={CONSOLE_LANGUAGES.map(one => ({ value: one, label: LANGUAGE_NAMES[one] }))}
        />
      </div>
      <div className="settings-glass">
        <iframe
          ref={frame}
          title={t('picture.title')}
          src={address}
          tabIndex={-1}
          width={GLASS.width}
          height={GLASS.height}
          style={{ transform: `scale(${SCALE})` }}
        />
      </div>
    </section>
  )
}
