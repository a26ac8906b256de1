import type { ReactNode } from 'react'
import { Icon } from '../../ui/icons.tsx'
import { Note } from '../../ui/note.tsx'
import { PressButton } from '../../ui/press-button.tsx'
import { type ContentOf, useKiosk, useWords } from '../kiosk-context.ts'
import { LeaveCountdown } from '../leave-countdown.tsx'
import { PhonePicture } from '../pictures/phone-picture.tsx'
import { Screen } from '../screen.tsx'
import { Trace } from '../trace.tsx'
import { LoginTime, SilentNote } from './login-parts.tsx'
import { PhoneCodeScreen } from './phone-code-screen.tsx'

type HandingOver = ContentOf<'handing-over'>
type HandoverOf<Step extends HandingOver['handover']['step']> = Extract<HandingOver['handover'], { step: Step }>

/** The file of what came out goes to the visitor's phone: a code, digits to compare, and what became of it. */
export function HandingOverScreen({ content: { handover, title } }: { readonly content: HandingOver }) {
  const { t, text } = useWords()
  switch (handover.step) {
    case 'opening':
    case 'showing':
      return <CodeScreen handover={handover} title={t('handover.title', { title: text(title) })} />
    case 'asked':
      return <CompareScreen handover={handover} />
    case 'given':
      return <GivenScreen />
    case 'over':
      return (
        <EndScreen title={t(`handover.over.${handover.why}`)} lead={t('handover.overLead')} canTryAgain>
          <div className="centre">
            <PhonePicture shows="code" />
          </div>
          <div className="small-print">
            <LeaveCountdown />
          </div>
        </EndScreen>
      )
    case 'cannot-begin': {
      const { fault } = handover
      return (
        <EndScreen
          title={t(`faults.${fault.code}.what`)}
          lead={t(`faults.${fault.code}.action`)}
          canTryAgain={fault.code !== 'handover-refused'}
        >
          <div className="centre sign">
            <Icon name="wait" />
          </div>
          <div className="small-print">
            <Trace fault={fault} />
            <LeaveCountdown />
          </div>
        </EndScreen>
      )
    }
  }
}

function CodeScreen({
  handover,
  title,
}: {
  readonly handover: HandoverOf<'opening' | 'showing'>
  readonly title: string
}) {
  const { t } = useWords()
  return (
    <PhoneCodeScreen
      name="handing-over"
      title={title}
      nav={<BackButton />}
      steps={[
        ['code', t('handover.stepScan')],
        ['press', t('handover.stepPhone')],
        ['two-digits', t('handover.stepDigits')],
      ]}
      shown={handover.step === 'showing' ? handover : null}
      opening={t('handover.opening')}
      left="handover.left"
      labelOf={host => t('handover.code', { host })}
    >
      {t('handover.one')}
    </PhoneCodeScreen>
  )
}

/** Nothing is given before the visitor has said that the phone is theirs. */
function CompareScreen({ handover: { digits, silent, busy } }: { readonly handover: HandoverOf<'asked'> }) {
  const { send } = useKiosk()
  const { t } = useWords()
  return (
    <Screen
      name="handing-over"
      title={t('handover.askedTitle')}
      lead={t('handover.askedLead')}
      nav={
        <>
          <PressButton look="quiet" disabled={busy} onPress={() => send({ kind: 'take-along' })}>
            {t('handover.notMine')}
          </PressButton>
          <PressButton look="act" disabled={busy} onPress={() => send({ kind: 'confirm' })}>
            {t(busy ? 'handover.busy' : 'handover.mine')}
          </PressButton>
        </>
      }
    >
      <div className="centre">
        <p className="two-digits number">{digits}</p>
      </div>
      <SilentNote silent={silent} />
      <div className="login-time">
        <LoginTime word="phoneLogin.timeLeft" />
      </div>
    </Screen>
  )
}

function GivenScreen() {
  const { send } = useKiosk()
  const { t } = useWords()
  return (
    <Screen
      name="handing-over"
      title={t('handover.givenTitle')}
      lead={t('handover.givenLead')}
      nav={
        <>
          <BackButton />
          <PressButton look="act" onPress={() => send({ kind: 'finish' })}>
            {t('handover.done')}
          </PressButton>
        </>
      }
    >
      <div className="centre">
        <PhonePicture shows="file" />
      </div>
      <Note tone="ok">{t('handover.given')}</Note>
      <div className="small-print">
        <LeaveCountdown />
      </div>
    </Screen>
  )
}

function EndScreen({
  title,
  lead,
  canTryAgain,
  children,
}: {
  readonly title: string
  readonly lead: string
  readonly canTryAgain: boolean
  readonly children: ReactNode
}) {
  const { send } = useKiosk()
  const { t } = useWords()
  return (
    <Screen
      name="handing-over"
      title={title}
      lead={lead}
      nav={
        canTryAgain ? (
          <>
            <BackButton />
            <PressButton look="act" onPress={() => send({ kind: 'take-along' })}>
              {t('handover.another')}
            </PressButton>
          </>
        ) : (
          <PressButton look="act" onPress={() => send({ kind: 'back' })}>
            {t('handover.back')}
          </PressButton>
        )
      }
    >
      {children}
    </Screen>
  )
}

function BackButton() {
  const { send } = useKiosk()
  const { t } = useWords()
  return (
    <PressButton look="quiet" onPress={() => send({ kind: 'back' })}>
      {t('handover.back')}
    </PressButton>
  )
}
