import type { ReactNode } from 'react'
import { Note } from '../ui/note.tsx'
import { PressButton } from '../ui/press-button.tsx'
import { formatDay, groupedHex } from '../web/times.ts'
import { timeZoneOf, usePage } from './page-context.ts'
import { ChainPicture, PanelPicture, TickPicture, TrustPicture } from './trust-pictures.tsx'
import { useWords } from './words.ts'

/** How to make a PDF reader trust the university's seal, step by step. */
export function TrustScreen() {
  const t = useWords()
  const { trust, goTo } = usePage()
  const { house } = trust
  const steps: [title: string, how: string, picture: ReactNode][] = [
    [t('trust.step1'), t('trust.step1How'), <PanelPicture key="panel" />],
    [t('trust.step2'), t('trust.step2How'), <ChainPicture key="chain" />],
    [t('trust.step3'), t('trust.step3How'), <TrustPicture key="trust" />],
    [t('trust.step4'), t('trust.step4How'), <TickPicture key="tick" />],
  ]
  return (
    <article className="trust">
      <h1>{t('trust.title')}</h1>
      <p className="lead">{t('trust.lead', { acrobat: 'Adobe Acrobat Reader' })}</p>
      {house?.anchors.map((anchor, at) => (
        <section className="card" key={anchor.sha256}>
          <h2>{t('trust.compare')}</h2>
          <p>{t('trust.compareHow', { sha: 'SHA-256' })}</p>
          <p className="anchor-name">{anchor.name}</p>
          <p className="fingerprint">{groupedHex(anchor.sha256, 4)}</p>
          <p className="small">{t('trust.until', { time: formatDay(anchor.notAfter, timeZoneOf(trust)) })}</p>
          {at === 0 && (
            <a className="button ghost" href="./root.cer" download="root.cer">
              {t('trust.download')}
            </a>
          )}
        </section>
      ))}
      <ol className="steps">
        {steps.map(([title, how, picture], at) => (
          <li key={title} className="card">
            <h2>
              <span className="step-number">{at + 1}</span>
              {title}
            </h2>
            {picture}
            <p>{how}</p>
          </li>
        ))}
      </ol>
      <Note tone="info">{t('trust.withoutHow')}</Note>
      <div className="card-foot">
        <PressButton look="act" onPress={() => goTo({ screen: 'files' })}>
          {t('home.chooseFile')}
        </PressButton>
      </div>
    </article>
  )
}
