import { Icon } from '../../ui/icons.tsx'
import { Note } from '../../ui/note.tsx'
import { PressButton } from '../../ui/press-button.tsx'
import { type ContentOf, useKiosk, useWords } from '../kiosk-context.ts'
import { LeaveCountdown } from '../leave-countdown.tsx'
import { MoneyWords } from '../money-words.tsx'
import { Screen } from '../screen.tsx'
import { Trace } from '../trace.tsx'

/** Something can't be done: what, what becomes of the money, what to do now, and whom to call. */
export function RefusedScreen({ content }: { readonly content: ContentOf<'refused'> }) {
  const { fault, canGoBack, canTryAgain, money, paperFor } = content
  const { send, view } = useKiosk()
  const { t } = useWords()
  return (
    <Screen
      name="refused"
      title={t(`faults.${fault.code}.what`)}
      lead={t(`faults.${fault.code}.action`)}
      nav={
        canGoBack || canTryAgain ? (
          <>
            <PressButton look="quiet" onPress={() => send({ kind: 'finish' })}>
              {t('nav.finish')}
            </PressButton>
            <PressButton look="act" onPress={() => send({ kind: 'back' })}>
              {t(canTryAgain ? 'nav.again' : 'nav.toChoice')}
            </PressButton>
          </>
        ) : (
          <PressButton look="act" onPress={() => send({ kind: 'finish' })}>
            {t('nav.home')}
          </PressButton>
        )
      }
    >
      {paperFor !== null && <Note tone="info">{t('choosing.paperFor', { count: paperFor })}</Note>}
      <Note tone={money.kind === 'being-checked' ? 'wait' : 'info'}>
        <MoneyWords money={money} providerName={null} />
      </Note>
      <div className="centre sign">
        <Icon name={money.kind === 'being-checked' ? 'clock' : 'wait'} />
      </div>
      <div className="small-print">
        <p>{t('refused.help', { phone: view.helpPhone })}</p>
        <Trace fault={fault} />
        <LeaveCountdown />
      </div>
    </Screen>
  )
}
