import type { Fault } from '../../../src/fault.ts'
import { formatSpan, formatYuan } from '../../ui/formats.ts'
import { Note } from '../../ui/note.tsx'
import { PressButton } from '../../ui/press-button.tsx'
import { useRemaining } from '../../ui/use-remaining.ts'
import { type ContentOf, useKiosk, useWords } from '../kiosk-context.ts'
import { Screen } from '../screen.tsx'
import { Trace } from '../trace.tsx'
import { Sheets } from './sheets.tsx'

/** Paper comes out, or waits, or is being counted. Nobody is sent away from here before the outcome is known. */
export function PrintingScreen({ content }: { readonly content: ContentOf<'printing'> }) {
  const { t } = useWords()
  const { stalled, stopping, recovering, sheetsDelivered: done } = content
  const total = content.copies * content.sheetsPerCopy
  const progress = t('printing.progress', { done, total })
  const heading = stopping
    ? {
        title: t('printing.stoppingTitle'),
        lead: t(isSilent(stalled) ? 'printing.stoppingSilent' : 'printing.stoppingNote'),
      }
    : recovering
      ? { title: t('printing.recoveringTitle'), lead: t('printing.recoveringNote') }
      : { title: stalled ? t(`faults.${stalled.code}.what`) : t('printing.title'), lead: progress }
  const held = stalled !== null || stopping
  return (
    <Screen name="printing" {...heading} nav={stalled && !stopping && <GiveUp />}>
      {stalled && !stopping && <Stalled fault={stalled} orderNumber={content.orderNumber} />}
      <Sheets
        copies={content.copies}
        sheetsPerCopy={content.sheetsPerCopy}
        out={done}
        label={t('printing.sheets', { done, total })}
        rest={held || recovering ? 'halted' : 'coming'}
      />
      <Note tone={held ? 'wait' : 'info'}>
        <b>{priceWords(t, content)}</b> {!content.isReprint && t('printing.promise')} {!held && t('printing.stay')}
      </Note>
    </Screen>
  )
}

/** One that does not answer may print all the same: nobody is sent to another machine, and nothing is judged. */
const isSilent = (fault: Fault | null): boolean => fault?.code === 'printer-unreachable'

function priceWords(t: ReturnType<typeof useWords>['t'], { quote, isReprint }: ContentOf<'printing'>): string {
  if (isReprint) return t('reprint.free')
  return quote.amountFen > 0 ? t('printing.paid', { amount: formatYuan(quote.amountFen) }) : t('printing.free')
}

function Stalled({ fault, orderNumber }: { readonly fault: Fault; readonly orderNumber: string }) {
  const { view } = useKiosk()
  const { t } = useWords()
  const remainingMs = useRemaining(view.countdown?.kind === 'paper' ? view.countdown : null)
  return (
    <div className="stalled">
      <Note tone="wait">
        <b>{isSilent(fault) ? t('printing.silent') : t(`faults.${fault.code}.action`)}</b>
      </Note>
      {remainingMs !== null && (
        <p className="waiting" role="timer">
          {t('printing.waiting')} <b className="number">{formatSpan(remainingMs)}</b>
        </p>
      )}
      <Trace fault={fault} orderNumber={orderNumber} />
    </div>
  )
}

function GiveUp() {
  const { send } = useKiosk()
  const { t } = useWords()
  return (
    <PressButton look="ghost" onPress={() => send({ kind: 'give-up' })}>
      {t('printing.giveUp')}
    </PressButton>
  )
}
