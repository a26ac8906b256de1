import type { LoginEnd } from '../../../src/contract/logins-api.ts'
import type { Fault } from '../../../src/fault.ts'
import { Icon } from '../../ui/icons.tsx'
import { Note } from '../../ui/note.tsx'
import { PressButton } from '../../ui/press-button.tsx'
import { useKiosk, useWords } from '../kiosk-context.ts'
import { LeaveCountdown } from '../leave-countdown.tsx'
import { PhonePicture } from '../pictures/phone-picture.tsx'
import { Screen } from '../screen.tsx'
import { Trace } from '../trace.tsx'
import { LoginBack } from './login-parts.tsx'

/** What can be done now. Where the university does not take the account, a new code leads to the same end. */
const NEXT = {
  expired: 'otherWays',
  declined: 'otherWays',
  refused: 'cardOrDesk',
  'person-unknown': 'cardOrDesk',
  away: 'laterOrCard',
  'tries-over': 'otherWays',
} as const satisfies Record<LoginEnd, string>

/** Nobody was logged in: why, and what to do now. */
export function LoginOverScreen({ why }: { readonly why: LoginEnd }) {
  const { t } = useWords()
  return (
    <EndScreen
      title={t(`phoneLogin.over.${why}`)}
      lead={t(`phoneLogin.${NEXT[why]}`)}
      isInVain={NEXT[why] === 'cardOrDesk'}
    >
      <Note tone="info">{t('phoneLogin.nobody')}</Note>
      <div className="centre sign">
        <Icon name="wait" />
      </div>
    </EndScreen>
  )
}

/** Nobody scans: the codes stop until somebody wants one. */
export function LoginPausedScreen() {
  const { t } = useWords()
  return (
    <EndScreen title={t('phoneLogin.pausedTitle')} lead={t('phoneLogin.pausedLead')}>
      <div className="centre">
        <PhonePicture shows="code" />
      </div>
    </EndScreen>
  )
}

/** No code is to be had. */
export function CannotBeginScreen({ fault }: { readonly fault: Fault }) {
  const { view } = useKiosk()
  const { t } = useWords()
  return (
    <EndScreen
      title={t(`faults.${fault.code}.what`)}
      lead={t(`faults.${fault.code}.action`)}
      trace={
        <>
          <p>{t('refused.help', { phone: view.helpPhone })}</p>
          <Trace fault={fault} />
        </>
      }
    >
      <div className="centre sign">
        <Icon name="wait" />
      </div>
    </EndScreen>
  )
}

interface EndScreenProps {
  readonly title: string
  readonly lead: string
  readonly trace?: React.ReactNode
  /** Another code would help nobody. */
  readonly isInVain?: boolean
  readonly children: React.ReactNode
}

function EndScreen({ title, lead, trace, isInVain = false, children }: EndScreenProps) {
  const { send } = useKiosk()
  const { t } = useWords()
  return (
    <Screen
      name="phone-login"
      title={title}
      lead={lead}
      nav={
        isInVain ? (
          <PressButton look="act" onPress={() => send({ kind: 'back' })}>
            {t('phoneLogin.otherWaysIn')}
          </PressButton>
        ) : (
          <>
            <LoginBack />
            <PressButton look="act" onPress={() => send({ kind: 'phone-login' })}>
              {t('phoneLogin.another')}
            </PressButton>
          </>
        )
      }
    >
      {children}
      <div className="small-print">
        {trace}
        <LeaveCountdown />
      </div>
    </Screen>
  )
}
