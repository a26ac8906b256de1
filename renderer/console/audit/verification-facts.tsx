import { Alert, Progress } from 'antd'
import { FINDING_KINDS } from '../../../src/audit/findings.ts'
import type { AUDIT_ROUTES } from '../../../src/contract/audit-api.ts'
import type { OutputOf } from '../../../src/contract/routes.ts'
import { Time } from '../parts/values.tsx'
import { useText } from '../shell/language.tsx'
import { useAuditWords } from './words.ts'

type Verification = OutputOf<typeof AUDIT_ROUTES.auditVerification.output>
type Report = NonNullable<Verification['report']>

const LISTED = 10
const TONES = { whole: 'success', broken: 'error', stopped: 'warning' } as const

/** How far a verification is, or what came of it, in words. */
export function VerificationFacts({
  verification: { report, progress, begunAt, by },
}: {
  readonly verification: Verification
}) {
  const t = useAuditWords()
  if (report) {
    return (
      <>
        <p className="soft">
          <Time iso={begunAt} /> · {by}
        </p>
        <Alert
          type={TONES[report.outcome]}
          showIcon
          role="status"
          title={t(`outcome.${report.outcome}`)}
          description={<Proven report={report} />}
        />
      </>
    )
  }
  if (!progress) return <Alert type="warning" showIcon title={t('interrupted')} />
  const percent = progress.of === 0 ? 0 : Math.floor((100 * progress.done) / progress.of)
  return (
    <>
      <p role="status">{t('running', { done: progress.done, of: progress.of })}</p>
      <Progress percent={percent} aria-label={t('verification')} />
    </>
  )
}

function Proven({ report }: { readonly report: Report }) {
  const t = useAuditWords()
  const text = useText()
  const { entries, checkpoints, from, through, late, findings, findingsCount } = report
  const { terminals, witnesses, unread } = report
  const placeOf = ({ position, seq, number, terminalId }: Report['findings'][number]) =>
    [
      terminalId !== null && number !== null && t('report.ofTerminal', { terminalId, number }),
      position !== null && t('report.place', { position }),
      seq !== null && t('report.seq', { seq }),
      number !== null && seq === null && terminalId === null && t('report.number', { number }),
    ]
      .filter(Boolean)
      .join(' · ')
  return (
    <ul className="findings">
      {findingsCount > 0 && <li>{t('report.findings', { count: findingsCount })}</li>}
      {findings.slice(0, LISTED).map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a report does not change.
        <li key={at}>
          <strong>{text(FINDING_KINDS[one.kind])}</strong> {placeOf(one)}
        </li>
      ))}
      <li>{t('report.entries', { entries, checkpoints })}</li>
      {from && through && (
        <li>
          {t(findingsCount > 0 ? 'report.looked' : 'report.span', { first: from.position, last: through.position })}
        </li>
      )}
      {terminals.chains > 0 && <li>{t('report.terminals', { ...terminals })}</li>}
      {witnesses.length === 0 && <li>{t('report.noWitness')}</li>}
      {witnesses.map(({ name, through }) => (
        <li key={name}>{t('report.witness', { name, through })}</li>
      ))}
      {unread.map(name => (
        <li key={name}>{t('report.unread', { name })}</li>
      ))}
      {late.first !== null && <li>{t('report.late', { count: late.count, first: late.first })}</li>}
    </ul>
  )
}
