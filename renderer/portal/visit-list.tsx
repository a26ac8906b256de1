import { useState } from 'react'
import type { OwnVisit } from '../../src/contract/me-api.ts'
import { textIn } from '../ui/formats.ts'
import { PressButton } from '../ui/press-button.tsx'
import { useLanguage } from '../web/app-words.tsx'
import { useAct } from './asking.ts'
import { usePortal, useTimes } from './portal-context.ts'
import { SureKeys } from './sure-keys.tsx'
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
  const [isAsking, setIsAsking] = useState(false)
  const { isBusy, refusal, run } = useAct()
  const { handle, place, name, startedAt, isOpen } = visit
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
        {isOpen && isAsking && <b>{t('sessions.visitSure')}</b>}
        <TroubleNote refusal={refusal} />
      </span>
      {isOpen &&
        (isAsking ? (
          <SureKeys
            {...{ isBusy, no: t('sessions.othersNo'), yes: t('sessions.endVisit') }}
            onNo={() => setIsAsking(false)}
            onYes={() => void run(() => server.endOwnVisit({ handle }), onEnded)}
          />
        ) : (
          <PressButton look="quiet" onPress={() => setIsAsking(true)}>
            {t('sessions.endVisit')}
          </PressButton>
        ))}
    </div>
  )
}
