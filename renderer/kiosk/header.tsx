import { useState } from 'react'
import type { ScreenName } from '../../src/contract/kiosk-view.ts'
import { secondLanguage, textIn } from '../../src/contract/texts.ts'
import { Seal } from '../ui/seal.tsx'
import { useKiosk, useWords } from './kiosk-context.ts'
import { stepOf } from './steps.ts'

/** Once copies are ordered the number changes, and the last screen says what is left; a reprint takes none. */
const WITHOUT_FREE_COPIES: ReadonlySet<ScreenName> = new Set([
  'printing',
  'finished',
  'bad-print',
  'handing-over',
  'entering-code',
])

/** The house's own picture where it has one that can be drawn; else the seal. */
function Emblem() {
  const { logo } = useKiosk().view.look
  const [broken, setBroken] = useState<string | null>(null)
  if (logo === null || logo === broken) return <Seal />
  return <img className="seal emblem" alt="" src={`data:image/png;base64,${logo}`} onError={() => setBroken(logo)} />
}

/** Whose machine this is, how far the visit has come, and who is signed in. */
export function Header() {
  const { view } = useKiosk()
  const { t, text, language } = useWords()
  const at = stepOf(view.content)
  const free = WITHOUT_FREE_COPIES.has(view.content.screen) ? null : (view.visitor?.freeCopiesLeft ?? null)
  const other = secondLanguage(language)
  return (
    <>
      <header className="header">
        <Emblem />
        <div className="where">
          <b>{text(view.university)}</b>
          {at ? (
            <span>
              {t('step.of', { step: at.step })} · {t(at.word)}
            </span>
          ) : (
            <span lang={other}>
              <bdi>{textIn(other, view.university)}</bdi>
            </span>
          )}
        </div>
        {view.visitor ? (
          <div className="who">
            <b data-name>
              <bdi>{text(view.visitor.name)}</bdi>
            </b>
            <span className="number">{t('visitor.number', { number: view.visitor.number })}</span>
            {free !== null && <span>{t('visitor.free', { count: free })}</span>}
          </div>
        ) : (
          <div className="who">
            <span>{text(view.place)}</span>
            <span>{text(view.terminalName)}</span>
          </div>
        )}
      </header>
      <div className="steps" aria-hidden="true">
        {at && [1, 2, 3, 4].map(step => <i key={step} className={step <= at.step ? 'on' : ''} />)}
      </div>
    </>
  )
}
