import { Card } from 'antd'
import { STAFF_ROUTES, type StaffInvitation } from '../../../src/contract/staff-api.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Answered } from '../parts/answered.tsx'
import { useAnswer } from '../parts/use-answer.ts'
import { Time } from '../parts/values.tsx'
import { useMay, useServer } from '../shell/console-context.ts'
import { usePostWords } from './post-words.ts'
import { useStaffWords } from './words.ts'

/** Codes by which somebody new may still begin. `version`: they are asked for anew when it becomes another. */
export function Invitations({ version }: { readonly version: number }) {
  const t = useStaffWords()
  const server = useServer(STAFF_ROUTES)
  const answer = useAnswer(() => server.staffInvitations({}), String(version))
  return (
    <Card title={<h2 className="card-title">{t('invitations.title')}</h2>}>
      <Answered answer={answer}>
        {({ invitations }) =>
          invitations.length === 0 ? (
            <p className="soft">{t('invitations.none')}</p>
          ) : (
            <ul className="lines">
              {invitations.map(one => (
                <Invitation key={one.invitationId} invitation={one} onDone={() => void answer.again()} />
              ))}
            </ul>
          )
        }
      </Answered>
    </Card>
  )
}

function Invitation({ invitation, onDone }: { readonly invitation: StaffInvitation; readonly onDone: () => void }) {
  const t = useStaffWords()
  const may = useMay()
  const words = usePostWords()
  const server = useServer(STAFF_ROUTES)
  const { invitationId, name, role, sites, expiresAt } = invitation
  return (
    <li>
      <div>
        <strong>{name}</strong> · {words.role(role)} · {words.sites(sites)}
        <br />
        <span className="soft">
          {t('invitations.until')} <Time iso={expiresAt} />
        </span>
      </div>
      {may('staff.manage') && (
        <ActButton
          label={t('invitations.takeBack')}
          will={<p>{t('invitations.will')}</p>}
          act={() => server.takeBackInvitation({ invitationId })}
          did={() => t('invitations.done')}
          onDone={onDone}
        />
      )}
    </li>
  )
}
