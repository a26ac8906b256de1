import { formatYuan } from '../../ui/formats.ts'
import { Note } from '../../ui/note.tsx'
import { PressButton } from '../../ui/press-button.tsx'
import { FaultNote } from '../fault-note.tsx'
import { type ContentOf, useKiosk, useWords } from '../kiosk-context.ts'
import { LeaveCountdown } from '../leave-countdown.tsx'
import { MoneyWords } from '../money-words.tsx'
import { TakePicture } from '../pictures/take-picture.tsx'
import { Screen } from '../screen.tsx'
import { Trace } from '../trace.tsx'
import { ReceiptButton } from './receipt-button.tsx'
import { ReprintBalance } from './reprint-balance.tsx'
import { Sheets } from './sheets.tsx'

/** What came out, what is given back, what was paid. */
export function FinishedScreen({ content }: { readonly content: ContentOf<'finished'> }) {
  const { send } = useKiosk()
  const { t, text } = useWords()
  const { copies, copiesDelivered, sheetsDelivered, fault } = content
  const whole = copiesDelivered === copies
  const title = titleOf(t, content)
  const counted = t('finished.copies', { count: copies })
  const lead = content.title ? t('finished.copiesOf', { title: text(content.title), copies: counted }) : counted
  return (
    <Screen
      name="finished"
      title={title}
      lead={lead}
      nav={
        <>
          {content.canTellBadPrint && <BadPrintButton content={content} />}
          {content.canTakeAlong && (
            <PressButton look="quiet" onPress={() => send({ kind: 'take-along' })}>
              {t('handover.ask')}
            </PressButton>
          )}
          {content.canPrintAnother && (
            <PressButton look="quiet" onPress={() => send({ kind: 'print-another' })}>
              {t('finished.another')}
            </PressButton>
          )}
          <ReceiptButton receipt={content.receipt} />
          <PressButton look="act" onPress={() => send({ kind: 'finish' })}>
            {sheetsDelivered > 0 ? t('finished.taken', { count: sheetsDelivered }) : t('finished.end')}
          </PressButton>
        </>
      }
    >
      {whole ? (
        <div className="centre">
          <TakePicture />
        </div>
      ) : (
        <Copies content={content} />
      )}
      <div className="notes">
        {fault && <FaultNote fault={fault} tone="wait" />}
        {content.hasLooseSheets && content.copiesUnclear === 0 && <LooseSheets />}
        {content.reprint ? <ReprintBalance content={content} /> : <Balance content={content} />}
        {content.receipt === 'failed' && <ReceiptFailed />}
        <div className="small-print">
          {fault ? (
            <Trace fault={fault} orderNumber={content.orderNumber} />
          ) : (
            <p className="trace">
              {t('finished.order')} {content.orderNumber}
            </p>
          )}
          <LeaveCountdown />
        </div>
      </div>
    </Screen>
  )
}

/** Every copy of the order: out, not out, or one of which nobody can tell. */
function Copies({ content }: { readonly content: ContentOf<'finished'> }) {
  const { t } = useWords()
  const { copies, copiesDelivered: out, copiesUnclear: unclear } = content
  const label = t('finished.drawn', { out, unclear, rest: copies - out - unclear })
  return <Sheets copies={copies} sheetsPerCopy={1} out={out} unclear={unclear} rest="given-back" label={label} />
}

/** Quiet, for nearly nobody needs it. Where nothing came out of a reprint it leads to the same copies once more. */
function BadPrintButton({ content: { copiesDelivered } }: { readonly content: ContentOf<'finished'> }) {
  const { send } = useKiosk()
  const { t } = useWords()
  return (
    <PressButton look="quiet" onPress={() => send({ kind: 'bad-print' })}>
      {copiesDelivered > 0 ? t('reprint.ask') : t('reprint.again')}
    </PressButton>
  )
}

/** Nothing that may have come out, and no copy of which a sheet came out, is called not printed. */
function titleOf(t: ReturnType<typeof useWords>['t'], content: ContentOf<'finished'>): string {
  const { copies, copiesDelivered, copiesUnclear, sheetsDelivered, hasLooseSheets } = content
  if (copiesDelivered === copies) return t('finished.take', { count: sheetsDelivered })
  if (copiesUnclear > 0)
    return copiesDelivered > 0 ? t('finished.sureTitle', { count: copiesDelivered }) : t('finished.doubtTitle')
  if (copiesDelivered === 0) return t(hasLooseSheets ? 'finished.looseTitle' : 'finished.noneTitle')
  const left = copies - copiesDelivered
  return t(hasLooseSheets ? 'finished.partLooseTitle' : 'finished.partTitle', { count: copiesDelivered, left })
}

/** Where room is scarce, what the printer's fault asks for says enough. */
function LooseSheets() {
  const { t } = useWords()
  return (
    <div className="spare">
      <Note tone="info">{t('finished.loose')}</Note>
    </div>
  )
}

/** Where room is scarce the button that offers another try says enough. */
function ReceiptFailed() {
  return (
    <div className="spare">
      <FaultNote fault={{ code: 'receipt-printer-failed' }} tone="wait" />
    </div>
  )
}

/** Money first, then free copies. Nothing is called given back before the server has acknowledged it. */
function Balance({ content }: { readonly content: ContentOf<'finished'> }) {
  const { t } = useWords()
  const { copiesGivenBack, copiesUnclear, quotaGivenBack, freeCopiesLeft, money, orderNumber } = content
  const settled = freeCopiesLeft !== null && money.kind !== 'being-checked'
  // Those of doubt have a sentence of their own.
  const surelyBack = copiesGivenBack - (content.heldFen > 0 ? 0 : Math.min(copiesUnclear, copiesGivenBack))
  return (
    <Note tone={settled && content.heldFen === 0 ? (copiesGivenBack > 0 ? 'info' : 'ok') : 'wait'}>
      {surelyBack > 0 && <b>{t(settled ? 'finished.back' : 'finished.backSoon', { count: surelyBack })} </b>}
      {copiesUnclear > 0 && <Unclear content={content} settled={settled} />}
      <MoneyWords money={money} providerName={content.providerName} />{' '}
      {settled && quotaGivenBack > 0 && <>{t('finished.quota', { count: quotaGivenBack })} </>}
      {freeCopiesLeft !== null && !content.forAnother && t('finished.freeLeft', { count: freeCopiesLeft })}
      {freeCopiesLeft === null && money.kind !== 'being-checked' && t('finished.confirming', { number: orderNumber })}
    </Note>
  )
}

/** What becomes of copies of which the printer could not tell whether they came out. */
function Unclear({ content, settled }: { readonly content: ContentOf<'finished'>; readonly settled: boolean }) {
  const { t } = useWords()
  const { copiesUnclear: count, heldFen, orderNumber: number } = content
  if (!settled) return <b>{t('finished.unclearSoon', { count, number })} </b>
  if (heldFen > 0) return <b>{t('finished.unclearHeld', { count, amount: formatYuan(heldFen), number })} </b>
  return <b>{t('finished.unclearBack', { count })} </b>
}
