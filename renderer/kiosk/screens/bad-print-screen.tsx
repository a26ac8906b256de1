import { Icon } from '../../ui/icons.tsx'
import { Note } from '../../ui/note.tsx'
import { PressButton } from '../../ui/press-button.tsx'
import { type ContentOf, useKiosk, useWords } from '../kiosk-context.ts'
import { LeaveCountdown } from '../leave-countdown.tsx'
import { BadPicture } from '../pictures/bad-picture.tsx'
import { DocumentPicture } from '../pictures/document-picture.tsx'
import { Screen } from '../screen.tsx'
import { Trace } from '../trace.tsx'
import { Stepper } from './stepper.tsx'

type BadPrint = ContentOf<'bad-print'>

/** Copies came out badly: what the machine does about it, or why staff must. */
export function BadPrintScreen({ content }: { readonly content: BadPrint }) {
  const { step } = content
  if (step.step === 'choosing') return <HowMany content={content} />
  if (step.step === 'asking') return <Asking />
  return <Refused content={content} step={step} />
}

function HowMany({ content }: { readonly content: BadPrint }) {
  const { send } = useKiosk()
  const { t, text } = useWords()
  const { copies, maxCopies, badCopiesGoTo } = content
  return (
    <Screen
      name="bad-print"
      title={t('reprint.title')}
      lead={t('reprint.lead')}
      controls={
        maxCopies > 1 && (
          <div className="panel copies">
            <div className="copies-words">
              <b>{t('reprint.copies')}</b>
              <span>{t('reprint.of', { count: maxCopies })}</span>
            </div>
            <Stepper
              {...{ copies, maxCopies, fewer: t('reprint.fewer'), more: t('reprint.more') }}
              onSet={wanted => send({ kind: 'set-copies', copies: wanted })}
            />
          </div>
        )
      }
      nav={
        <>
          <PressButton look="quiet" onPress={() => send({ kind: 'back' })}>
            {t('nav.back')}
          </PressButton>
          <PressButton look="act" onPress={() => send({ kind: 'confirm' })}>
            {t('reprint.confirm', { count: copies })}
          </PressButton>
        </>
      }
    >
      <div className="centre">
        <BadPicture />
      </div>
      <div className="notes">
        <Note tone="info">
          {t('reprint.rule')}{' '}
          {badCopiesGoTo && <b className="spare">{t('reprint.place', { place: text(badCopiesGoTo) })}</b>}
        </Note>
        <LeaveCountdown />
      </div>
    </Screen>
  )
}

function Asking() {
  const { t } = useWords()
  return (
    <Screen name="bad-print" title={t('reprint.asking')} lead={t('reprint.askingNote')} nav={null}>
      <div className="centre">
        <DocumentPicture busy />
      </div>
      <div className="working" aria-hidden="true">
        <i />
      </div>
    </Screen>
  )
}

function Refused({
  content,
  step: { fault, canTryAgain },
}: {
  readonly content: BadPrint
  readonly step: Extract<BadPrint['step'], { step: 'refused' }>
}) {
  const { send, view } = useKiosk()
  const { t } = useWords()
  return (
    <Screen
      name="bad-print"
      title={t(`faults.${fault.code}.what`)}
      lead={t(`faults.${fault.code}.action`)}
      nav={
        <>
          <PressButton look="quiet" onPress={() => send({ kind: 'back' })}>
            {t('nav.back')}
          </PressButton>
          {content.canEnterCode && (
            <PressButton look="ghost" onPress={() => send({ kind: 'enter-code' })}>
              {t('reprint.enter')}
            </PressButton>
          )}
          {canTryAgain ? (
            <PressButton look="act" onPress={() => send({ kind: 'confirm' })}>
              {t('reprint.again')}
            </PressButton>
          ) : (
            <PressButton look="act" onPress={() => send({ kind: 'finish' })}>
              {t('reprint.understood')}
            </PressButton>
          )}
        </>
      }
    >
      {canTryAgain ? (
        <div className="centre sign">
          <Icon name="wait" />
        </div>
      ) : (
        <div className="centre">
          <div className="order-plate">
            <p>{t('reprint.show')}</p>
            <strong className="number">{content.orderNumber}</strong>
            <p>{t('help.phone', { phone: view.helpPhone })}</p>
          </div>
        </div>
      )}
      <div className="small-print">
        <Trace fault={fault} orderNumber={content.orderNumber} />
        <LeaveCountdown />
      </div>
    </Screen>
  )
}
