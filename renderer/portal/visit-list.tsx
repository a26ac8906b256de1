import type { OwnVisit } from '../../src/contract/me-api.ts'
import { textIn } from '../ui/formats.ts'
import { useLanguage } from '../web/app-words.tsx'
import { EndingKeys, useEnding } from './ending.tsx'
import { usePortal, useTimes } from './portal-context.ts'
import { TroubleNote } from './trouble-note.tsx'
import { useWords } from './words.ts'

/** The person's visits at kiosks of the last day, and the way to end one that is under way. */
export function VisitList({ visits, onEnded }: { readonly visits: readonly OwnVisit[]; readonly onEnded: () => void }) {
  const t = useWords()
  return (
    <section className="visits" aria-labelledby="visits">
      <h2 id="visits">{t('sessions.visits')}</h2>
      {visits.length === 0 && <p>{t('sessions.noVisits')}</p>}
      <ul className="rows">
        {visits.map(visit => (
          <li key={visit.handle}>
            <VisitRow visit={visit} onEnded={onEnded} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function VisitRow({ visit, onEnded }: { readonly visit: OwnVisit; readonly onEnded: () => void }) {
  const t = useWords()
  const language = useLanguage()
  const { time } = useTimes()
  const { server } = usePortal()
  const { handle, place, name, startedAt, isOpen } = visit
  const ending = useEnding(() => server.endOwnVisit({ handle }), onEnded)
  return (
    <div className="row still">
      <span className="row-text">
        <b>
          {textIn(language, place)} · {textIn(language, name)}{' '}
          <span className={`state tone-${isOpen ? 'wait' : 'info'}`}>
            {t(isOpen ? 'sessions.open' : 'sessions.over')}
          </span>
        </b>
        <span className="small">{t('sessions.started', { time: time(startedAt) })}</span>
        {isOpen && ending.isAsking && <b>{t('sessions.visitSure')}</b>}
        <TroubleNote refusal={ending.refusal} />
      </span>
      {isOpen && (
        <EndingKeys
          ending={ending}
          words={{ end: t('sessions.endVisit'), no: t('sessions.othersNo'), yes: t('sessions.endVisit') }}
        />
      )}
    </div>
  )
}
