import type { ReceiptLine, ReceiptPrinter } from '../../../src/contract/devices.ts'
import type { TerminalSettings } from '../../../src/contract/terminals-api.ts'
import { type Bilingual, type Language, textIn } from '../../../src/contract/texts.ts'
import { formatYuan } from '../../../src/rules/money.ts'
import { wallTime } from '../../../src/rules/wall-time.ts'
import type { Effect } from '../../../src/session/effect.ts'
import { KIOSK_WORDS } from '../../../src/words/languages.ts'
import type { DeskTools } from './desk.ts'

/** Prints the slip for a finished job. It names order, machine and money, never the person. */
export async function printReceipt(
  tools: Pick<DeskTools, 'post' | 'clock' | 'log'>,
  printer: ReceiptPrinter,
  effect: Extract<Effect, { kind: 'print-receipt' }>,
  settings: TerminalSettings,
  language: Language,
): Promise<void> {
  const failure = await printer.print(receiptLines(effect, settings, language, tools.clock.now()))
  const { jobId } = effect.job
  if (failure) tools.log.warn({ jobId, fault: failure }, 'receipt failed')
  tools.post({ kind: failure ? 'receipt-failed' : 'receipt-printed', jobId })
}

/** What stands on the slip. */
export function receiptLines(
  { job, settlement }: Pick<Extract<Effect, { kind: 'print-receipt' }>, 'job' | 'settlement'>,
  settings: TerminalSettings,
  language: Language,
  nowMs: number,
): ReceiptLine[] {
  const w = KIOSK_WORDS[language].receipt
  const say = (text: Bilingual) => textIn(language, text)
  const pair = (left: string, right: string): ReceiptLine => ({ kind: 'pair', left, right })
  const money: ReceiptLine[] =
    settlement.chargedFen === 0 && settlement.refundFen === 0
      ? [{ kind: 'text', text: job.reprint ? w.reprint : w.nothing }]
      : [
          pair(w.charged, formatYuan(settlement.chargedFen)),
          ...(job.payment ? [pair(w.paidBy, say(job.payment.name))] : []),
          ...(settlement.refundFen > 0
            ? [pair(w.refunded, formatYuan(settlement.refundFen)), { kind: 'text', text: w.refundNote } as const]
            : []),
        ]
  const { copiesUnclear, heldFen } = settlement
  const unclear: ReceiptLine[] =
    copiesUnclear === 0
      ? []
      : [
          pair(w.unclear, String(copiesUnclear)),
          ...(heldFen > 0 ? [pair(w.held, formatYuan(heldFen))] : []),
          { kind: 'text', text: job.reprint ? w.unclearReprint : heldFen > 0 ? w.unclearHeld : w.unclearBack },
        ]
  return [
    { kind: 'text', text: say(settings.universityName), align: 'center', bold: true, size: 2 },
    { kind: 'rule' },
    pair(w.order, job.orderNumber),
    ...(job.reprint?.orderNumber ? [pair(w.reprintOf, job.reprint.orderNumber)] : []),
    pair(w.place, `${say(settings.place)} ${say(settings.terminalName)}`),
    pair(w.time, wallTime(nowMs, settings.timeZone)),
    { kind: 'rule' },
    pair(w.document, say(job.title)),
    pair(w.copies, `${settlement.copiesDelivered} / ${job.quote.copies}`),
    // Those of the copies above it: of any other the printer's count may be wrong.
    pair(w.sheets, String(settlement.copiesDelivered * job.sheetsPerCopy)),
    ...unclear,
    // A reprint takes no free copy: nought there would look like a copy that was paid.
    ...(job.reprint ? [] : [pair(w.free, String(job.quote.freeCopies - settlement.quotaGivenBack))]),
    { kind: 'rule' },
    ...money,
    pair(w.help, settings.helpPhone),
    { kind: 'feed', lines: 1 },
  ]
}
