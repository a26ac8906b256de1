import { Card } from 'antd'
import type { RetentionRun } from '../../../src/contract/privacy-api.ts'
import { StateTag, Time } from '../parts/values.tsx'
import { FoundRows, rowsIn } from './found-rows.tsx'
import { usePrivacyWords } from './words.ts'

/** The last run with what it took, and those before in a line each. */
export function RetentionRuns({
  lastRun,
  runs,
  at,
}: {
  readonly lastRun: RetentionRun | null
  readonly runs: readonly RetentionRun[]
  readonly at: string
}) {
  const t = usePrivacyWords()
  const others = runs.filter(({ runId }) => runId !== lastRun?.runId)
  return (
    <div className="cards privacy-cards">
      <Card className="privacy-card" title={<h2 className="card-title">{t('retention.lastRun')}</h2>}>
        {lastRun === null ? (
          <p>{t('retention.noRun', { at })}</p>
        ) : (
          <>
            <p>
              <Time iso={lastRun.endedAt} /> · <WhoseRun run={lastRun} />
            </p>
            <FoundRows run={lastRun} />
          </>
        )}
      </Card>
      <Card className="privacy-card" title={<h2 className="card-title">{t('retention.runs')}</h2>}>
        {others.length === 0 && <p className="soft">{t('retention.noRuns')}</p>}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard. */}
        <ul className="ways privacy-runs" tabIndex={0} aria-label={t('retention.runs')}>
          {others.map(run => (
            <li key={run.runId} className="people-line">
              <span>
                <Time iso={run.begunAt} /> · <WhoseRun run={run} />
              </span>
              <span>
                <RunState run={run} /> <RunRows run={run} />
              </span>
            </li>
          ))}
        </ul>
      </Card>
    </div>
  )
}

function WhoseRun({ run: { day, askedBy } }: { readonly run: RetentionRun }) {
  const t = usePrivacyWords()
  return day === null ? t('retention.byHand', { name: askedBy ?? '' }) : t('retention.ofDay')
}

function RunState({ run: { isDry, endedAt, isStopped } }: { readonly run: RetentionRun }) {
  const t = usePrivacyWords()
  if (endedAt === null)
    return (
      <StateTag tone={isStopped ? 'stop' : 'info'}>
        {t(isStopped ? 'retention.run.stopped' : 'retention.run.underWay')}
      </StateTag>
    )
  return <StateTag tone={isDry ? 'plain' : 'ok'}>{t(isDry ? 'retention.run.dry' : 'retention.run.real')}</StateTag>
}

function RunRows({ run }: { readonly run: RetentionRun }) {
  const t = usePrivacyWords()
  if (run.endedAt === null) return null
  if (run.found.some(({ failed }) => failed)) return t('retention.failed')
  const count = rowsIn(run)
  return count === 0 ? t('retention.run.nothing') : t('retention.rows', { count })
}
