import type { Erasure } from '../../src/contract/erasure-api.ts'
import { textIn } from '../ui/formats.ts'
import { useLanguage } from '../web/app-words.tsx'
import { useWords } from './words.ts'

/** The two groups: what goes, and what stays with its reason and its end. */
export function ErasureParts({ erasure }: { readonly erasure: Erasure }) {
  const t = useWords()
  const language = useLanguage()
  const { goes, stays, closesAccount } = erasure
  return (
    <>
      <section className="erasure-group" aria-labelledby="goes">
        <h2 id="goes">{t('erasure.goes')}</h2>
        {goes.length === 0 && !closesAccount ? (
          <p>{t('erasure.goesNothing')}</p>
        ) : (
          <ul className="rows">
            {closesAccount && (
              <li className="row still">
                <span className="row-text">
                  <b>{t('erasure.account')}</b>
                </span>
              </li>
            )}
            {goes.map(({ about, entries }) => (
              <li className="row still" key={about.en}>
                <span className="row-text">
                  <b>{textIn(language, about)}</b>
                </span>
                <span className="number">{t('erasure.entries', { count: entries })}</span>
              </li>
            ))}
          </ul>
        )}
        <p className="small">{t('erasure.letters')}</p>
      </section>
      <section className="erasure-group" aria-labelledby="stays">
        <h2 id="stays">{t('erasure.stays')}</h2>
        {stays.length === 0 ? (
          <p>{t('erasure.staysNothing')}</p>
        ) : (
          <ul className="rows">
            {stays.map(({ about, entries, why, until }) => (
              <li className="row still" key={about.en}>
                <span className="row-text">
                  <b>{textIn(language, about)}</b>
                  <span className="small">{t('erasure.why', { why: textIn(language, why) })}</span>
                  <span className="small">{t('erasure.until', { until: textIn(language, until) })}</span>
                </span>
                <span className="number">{t('erasure.entries', { count: entries })}</span>
              </li>
            ))}
          </ul>
        )}
        <p className="small">{t('erasure.check')}</p>
        <p className="small">{t('erasure.not')}</p>
      </section>
    </>
  )
}
