import { Card } from 'antd'
import { STAFF_ROUTES } from '../../../src/contract/staff-api.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Answered } from '../parts/answered.tsx'
import { useAnswer } from '../parts/use-answer.ts'
import { Ago, Time } from '../parts/values.tsx'
import { useServer } from '../shell/console-context.ts'
import type { AccountActsProps } from './account-acts.tsx'
import { useStaffWords } from './words.ts'

/** Where an account is logged in, and the end of it. */
export function AccountSessions({
  account: { staffId, sessions: count },
  mayEnd,
  onDone,
}: AccountActsProps & { readonly mayEnd: boolean }) {
  const t = useStaffWords()
  const server = useServer(STAFF_ROUTES)
  const answer = useAnswer(() => server.staffSessions({ staffId }), `${staffId} ${count}`)
  const end = (handle?: string) => (
    <ActButton<{ ended: number }>
      isDangerous={handle === undefined}
      label={t(handle === undefined ? 'sessions.endAll' : 'sessions.end')}
      will={<p>{t(handle === undefined ? 'sessions.endAllWill' : 'sessions.endWill')}</p>}
      act={() => server.endStaffSessions({ staffId, ...(handle !== undefined && { handle }) })}
      did={({ ended }) => t('sessions.done', { count: ended })}
      onDone={() => {
        void answer.again()
        onDone()
      }}
    />
  )
  return (
    <Card
      title={<h2 className="card-title">{t('sessions.title')}</h2>}
      extra={mayEnd && (answer.value?.sessions.length ?? 0) > 1 && end()}
    >
      <Answered answer={answer}>
        {({ sessions }) =>
          sessions.length === 0 ? (
            <p className="soft">{t('sessions.none')}</p>
          ) : (
            <ul className="lines">
              {sessions.map(({ handle, browser, startedAt, lastSeenAt }) => (
                <li key={handle}>
                  <div>
                    <strong>{browser || t('sessions.unknown')}</strong>
                    <br />
                    <span className="soft">
                      {t('sessions.begun')} <Time iso={startedAt} /> · {t('sessions.seen')} <Ago iso={lastSeenAt} />
                    </span>
                  </div>
                  {mayEnd && end(handle)}
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </Card>
  )
}
