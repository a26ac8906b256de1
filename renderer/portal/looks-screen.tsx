import { useCallback } from 'react'
import type { Look } from '../../src/contract/looks-api.ts'
import { useLanguage } from '../web/app-words.tsx'
import { Answered } from './answered.tsx'
import { useAnswer } from './asking.ts'
import { PlaceLink } from './place-link.tsx'
import { usePortal, useTimes } from './portal-context.ts'
import { useWords } from './words.ts'

/** As many as the server lists. */
const LISTED = 100

/** Who of the staff has uncovered what is masked of the person: when, why, and as what that one works here. */
export function LooksScreen() {
  const t = useWords()
  const { server } = usePortal()
  const asked = useAnswer(useCallback(() => server.looks({}), [server]))
  return (
    <section className="narrow">
      <h1>{t('looks.title')}</h1>
      <p className="lead">{t('looks.lead')}</p>
      <Answered asked={asked} what={t('looks.loading')}>
        {({ looks }) => (
          <>
            {looks.length === 0 && <p>{t('looks.none')}</p>}
            <ul className="rows">
              {looks.map((look, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the list is shown as it came and never changes
                <li key={index}>
                  <LookRow look={look} />
                </li>
              ))}
            </ul>
            {looks.length >= LISTED && <p className="small">{t('looks.newest', { count: LISTED })}</p>}
            <p className="small">{t('looks.kept')}</p>
            <p className="small">
              {t('looks.notRight')} <PlaceLink to={{ screen: 'contact' }}>{t('looks.ask')}</PlaceLink>
            </p>
          </>
        )}
      </Answered>
    </section>
  )
}

function LookRow({ look: { at, role, what, reason } }: { readonly look: Look }) {
  const t = useWords()
  const { time } = useTimes()
  const seen = new Intl.ListFormat(useLanguage()).format(what.map(one => t(`looks.what.${one}`)))
  return (
    <div className="row still">
      <span className="row-text">
        <b>{t(`looks.role.${role}`)}</b>
        <span className="small">{time(at)}</span>
        <span>{t('looks.why', { reason })}</span>
        <span className="small">{t('looks.saw', { what: seen })}</span>
      </span>
    </div>
  )
}
