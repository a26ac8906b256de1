import type { RetentionRun } from '../../../src/contract/privacy-api.ts'
import { useText } from '../shell/language.tsx'
import { usePrivacyWords } from './words.ts'

/** How many rows a run has met, or would. */
export const rowsIn = ({ found }: Pick<RetentionRun, 'found'>): number => found.reduce((sum, { rows }) => sum + rows, 0)

/** What a run has found, a line for each rule: a sentence of it all, then what it is and how much. */
export function FoundRows({ run }: { readonly run: RetentionRun }) {
  const t = usePrivacyWords()
  const text = useText()
  const count = rowsIn(run)
  const nothing = t(run.isDry ? 'retention.run.wouldNothing' : 'retention.run.tookNothing')
  return (
    <>
      <p>{count === 0 ? nothing : t(run.isDry ? 'retention.run.would' : 'retention.run.took', { count })}</p>
      {run.found.length > 0 && (
        <ul className="found-rows">
          {run.found.map(({ room, table, days, ends, what, rows, failed }) => (
            <li key={`${room} ${table} ${days} ${ends}`}>
              <span>
                {text(what)} <code>{table}</code>
              </span>
              <span className="number">{failed ? t('retention.failed') : t('retention.rows', { count: rows })}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
