import { useEffect, useState } from 'react'
import { groupedCode } from '../../src/verification/typed-code.ts'
import { textIn } from '../ui/formats.ts'
import { PressButton } from '../ui/press-button.tsx'
import { useLanguage } from '../web/app-words.tsx'
import { Facts } from '../web/facts.tsx'
import { formatDay, formatTime } from '../web/times.ts'
import { CertificateButton } from './certificate-button.tsx'
import type { Found, NotFound } from './code-state.ts'
import { canCheck } from './file-checker.ts'
import { Original } from './original.tsx'
import { OutcomeCard } from './outcome-card.tsx'
import { timeZoneOf, usePage } from './page-context.ts'
import { ProvedFile } from './proved-file.tsx'
import { type SealCheck, SealFacts } from './seal-facts.tsx'
import { useWhyOver } from './why-over.ts'
import { useWords } from './words.ts'

/** What the records hold of a paper, and the original to lay beside it. */
export function ResultScreen(props: {
  readonly code: string
  readonly answer: Found
  /** The ticket has run out, or too much was asked. */
  readonly onOver: (answer: NotFound) => void
}) {
  const t = useWords()
  const language = useLanguage()
  const { server, trust, checker, goTo } = usePage()
  const whyOver = useWhyOver()
  const [answer, setAnswer] = useState(props.answer)
  const [isBusy, setIsBusy] = useState(false)
  const [file, setFile] = useState<Uint8Array | null | 'failed'>(null)
  const [seal, setSeal] = useState<SealCheck>({ kind: 'waiting' })
  const { document, ticket } = answer
  const { anchors, timestampAnchors } = trust
  const timeZone = timeZoneOf(trust)
  const time = (iso: string) => formatTime(iso, timeZone, language)

  useEffect(() => {
    let left = false
    server.file({ ticket: props.answer.ticket }).then(answer => {
      if (!left) setFile(answer.ok ? answer.value : 'failed')
    })
    return () => {
      left = true
    }
  }, [server, props.answer.ticket])
  useEffect(() => {
    if (file === 'failed' || (file && !canCheck())) return setSeal({ kind: 'cannot' })
    if (!file || anchors.length === 0) return
    let left = false
    const check = async () => {
      const checked = await checker.check(file, { anchors, timestampAnchors }, Date.now())
      if (!left) setSeal(checked === 'gave-up' ? { kind: 'cannot' } : { kind: 'checked', checked })
    }
    void check()
    return () => {
      left = true
    }
  }, [file, anchors, timestampAnchors, checker])

  const again = async () => {
    setIsBusy(true)
    const next = await server.byTicket({ ticket })
    setIsBusy(false)
    if (!next.ok) return
    if (next.value.outcome === 'found') setAnswer(next.value)
    else props.onOver(next.value)
  }

  return (
    <div className="result">
      <div className="result-side">
        <OutcomeCard
          outcome={document.state}
          why={whyOver(document, time)}
          checked={t('result.checkedAt', { time: time(answer.checkedAt) })}
        >
          <PressButton look="ghost" disabled={isBusy} onPress={() => void again()}>
            {t(isBusy ? 'code.checking' : 'result.again')}
          </PressButton>
          <PressButton look="quiet" onPress={() => goTo({ screen: 'home' })}>
            {t('result.another')}
          </PressButton>
        </OutcomeCard>
        <section className="card" aria-labelledby="facts">
          <h2 id="facts">{t('result.facts')}</h2>
          <Facts
            facts={[
              [t('result.document'), textIn(language, document.title)],
              [t('result.name'), <bdi key="name">{textIn(language, document.nameMasked)}</bdi>],
              document.numberMasked === ''
                ? null
                : [t('result.number'), <bdi key="number">{document.numberMasked}</bdi>],
              [t('result.documentNumber'), document.documentNumber],
              [
                t('result.code'),
                <span className="code-text" key="code">
                  {groupedCode(props.code)}
                </span>,
              ],
              [t('result.applied'), time(document.appliedAt)],
              [t('result.issued'), time(document.issuedAt)],
              [t('result.pages'), document.pages],
              document.expiresAt === null ? null : [t('result.expires'), formatDay(document.expiresAt, timeZone)],
            ]}
          />
          <h3>{t('result.printed')}</h3>
          {document.printed.length === 0 ? (
            <p className="small">{t('result.printedNone')}</p>
          ) : (
            <ul className="printed">
              {document.printed.map(({ copies, at, place }) => (
                <li key={at}>{t('result.printedOne', { copies, time: time(at), place: textIn(language, place) })}</li>
              ))}
            </ul>
          )}
        </section>
        <SealFacts seal={seal} expectedSha256={document.sha256} />
        {trust.house?.hasSeal && <CertificateButton of={{ ticket }} />}
      </div>
      <Original
        file={file}
        name={`${document.documentNumber}.pdf`}
        more={document.provedSha256 === null ? null : <ProvedFile ticket={ticket} name={document.documentNumber} />}
      />
    </div>
  )
}
