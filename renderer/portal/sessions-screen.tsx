import { useCallback, useState } from 'react'
import type { OwnSession } from '../../src/contract/me-api.ts'
import { Note } from '../ui/note.tsx'
import { PressButton } from '../ui/press-button.tsx'
import { Answered } from './answered.tsx'
import { useAct, useAnswer } from './asking.ts'
import { LogOutButton } from './log-out-button.tsx'
import { usePortal, useTimes } from './portal-context.ts'
import { SureKeys } from './sure-keys.tsx'
import { TroubleNote } from './trouble-note.tsx'
import { VisitList } from './visit-list.tsx'
import { useWords } from './words.ts'

/** Where the person is logged in, on the web and at kiosks, and the way to end each of these logins or all at once. */
export function SessionsScreen() {
  const t = useWords()
  const { server } = usePortal()
  const asked = useAnswer(useCallback(() => server.sessions({}), [server]))
  return (
    <section className="narrow">
      <h1>{t('sessions.title')}</h1>
      <p className="lead">{t('sessions.lead')}</p>
      <Answered asked={asked} what={t('sessions.loading')}>
        {({ sessions, visits }) => (
          <>
            <h2>{t('sessions.web')}</h2>
            <ul className="rows">
              {sessions.map(session => (
                <li key={session.handle}>
                  <SessionRow session={session} onEnded={asked.refresh} />
                </li>
              ))}
            </ul>
            <EndOthers isAny={sessions.length > 1 || visits.some(({ isOpen }) => isOpen)} onEnded={asked.refresh} />
            <VisitList visits={visits} onEnded={asked.refresh} />
            <p className="small">{t('sessions.notYou')}</p>
          </>
        )}
      </Answered>
    </section>
  )
}

function EndOthers({ isAny, onEnded }: { readonly isAny: boolean; readonly onEnded: () => void }) {
  const t = useWords()
  const { server } = usePortal()
  const [step, setStep] = useState<'calm' | 'asking' | 'done'>('calm')
  const { isBusy, refusal, run } = useAct()
  const end = () =>
    void run(
      () => server.endOthers({}),
      () => {
        setStep('done')
        onEnded()
      },
    )
  if (step === 'done' && !isAny)
    return (
      <div role="status">
        <Note tone="ok">
          <b>{t('sessions.othersEnded')}</b>
        </Note>
      </div>
    )
  if (!isAny) return null
  if (step !== 'asking')
    return (
      <PressButton look="quiet" className="start" onPress={() => setStep('asking')}>
        {t('sessions.endOthers')}
      </PressButton>
    )
  return (
    <div className="row still">
      <span className="row-text">
        <b>{t('sessions.othersSure')}</b>
        <TroubleNote refusal={refusal} />
      </span>
      <SureKeys
        {...{ isBusy, no: t('sessions.othersNo'), yes: t('sessions.othersYes') }}
        onNo={() => setStep('calm')}
        onYes={end}
      />
    </div>
  )
}

function SessionRow({ session, onEnded }: { readonly session: OwnSession; readonly onEnded: () => void }) {
  const t = useWords()
  const { time } = useTimes()
  const { server } = usePortal()
  const { isBusy, refusal, run } = useAct()
  const { handle, browser, startedAt, lastSeenAt, isThis } = session
  return (
    <div className="row still">
      <span className="row-text">
        <b>
          {browser ? <span lang="en">{browser}</span> : t('sessions.unknown')}{' '}
          {isThis && <span className="state tone-ok">{t('sessions.this')}</span>}
        </b>
        <span className="small">{t('sessions.started', { time: time(startedAt) })}</span>
        <span className="small">{t('sessions.seen', { time: time(lastSeenAt) })}</span>
        <TroubleNote refusal={refusal} />
      </span>
      {isThis ? (
        <span>
          <LogOutButton />
        </span>
      ) : (
        <PressButton
          look="quiet"
          disabled={isBusy}
          onPress={() => void run(() => server.endSession({ handle }), onEnded)}
        >
          {t(isBusy ? 'sessions.ending' : 'sessions.end')}
        </PressButton>
      )}
    </div>
  )
}
