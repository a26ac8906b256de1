import { PressButton } from '../../ui/press-button.tsx'
import { FaultNote } from '../fault-note.tsx'
import { type ContentOf, useKiosk, useWords } from '../kiosk-context.ts'
import { LeaveCountdown } from '../leave-countdown.tsx'
import { ScanPicture } from '../pictures/scan-picture.tsx'
import { Screen } from '../screen.tsx'
import { CannotCheck, PaperResult } from './paper-result.tsx'

type Check = ContentOf<'checking-paper'>['check']

/** A passer-by has a printed paper checked: what to do, then what the university says of it. */
export function CheckingPaperScreen({
  content: { check, canScan },
}: {
  readonly content: ContentOf<'checking-paper'>
}) {
  if (check.step === 'waiting') return <WaitingScreen check={check} />
  if (check.step === 'asking') return <AskingScreen />
  const isOpen = check.step === 'cannot-check' || check.answer.outcome === 'unreadable'
  return (
    <Screen
      name="checking-paper"
      nav={
        <>
          <LeaveButton word="nav.finish" />
          {canScan && <AnotherButton word={isOpen ? 'paper.again' : 'paper.another'} />}
        </>
      }
    >
      {check.step === 'answered' ? <PaperResult answer={check.answer} /> : <CannotCheck fault={check.fault} />}
    </Screen>
  )
}

function WaitingScreen({ check: { fault } }: { readonly check: Extract<Check, { step: 'waiting' }> }) {
  const { t } = useWords()
  return (
    <Screen
      name="checking-paper"
      title={t('paper.waitTitle')}
      lead={t('paper.waitLead')}
      nav={<LeaveButton word="nav.back" />}
    >
      {fault && <FaultNote fault={fault} tone="wait" />}
      <div className="centre">
        <ScanPicture />
      </div>
      <div className="small-print">
        <p>{t('paper.private')}</p>
        <LeaveCountdown />
      </div>
    </Screen>
  )
}

function AskingScreen() {
  const { t } = useWords()
  return (
    <Screen
      name="checking-paper"
      title={t('paper.askTitle')}
      lead={t('paper.askLead')}
      nav={<LeaveButton word="nav.finish" />}
    >
      <div className="centre">
        <ScanPicture busy />
      </div>
      <div className="working" aria-hidden="true">
        <i />
      </div>
    </Screen>
  )
}

function LeaveButton({ word }: { readonly word: 'nav.back' | 'nav.finish' }) {
  const { send } = useKiosk()
  const { t } = useWords()
  return (
    <PressButton look="quiet" onPress={() => send({ kind: 'finish' })}>
      {t(word)}
    </PressButton>
  )
}

function AnotherButton({ word }: { readonly word: 'paper.another' | 'paper.again' }) {
  const { send } = useKiosk()
  const { t } = useWords()
  return (
    <PressButton look="act" onPress={() => send({ kind: 'check-paper' })}>
      {t(word)}
    </PressButton>
  )
}
