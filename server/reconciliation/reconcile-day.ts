import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import type { Clock } from '../../src/clock.ts'
import { type CaseEvidence, type Cases, sentence } from '../cases/cases.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { BillFailure, Bills, Merchant, MerchantKey, Notice } from '../payments/payments.ts'
import { addDays, wallClock } from './calendar.ts'
import { type DayKey, type DayRow, dayRow, PRINTERS, setDay } from './day-rows.ts'
import { type Difference, writeDifferences } from './difference-rows.ts'
import { findDifferences } from './find-differences.ts'
import { keepBill } from './keep-bill.ts'
import { matchLines } from './match-lines.ts'
import { audit } from './reconciliation-audit.ts'
import { matchSheets } from './sheets.ts'

/** A bill that is not there after this is a case, not a delay. */
const LATE_AFTER_MS = 24 * 3_600_000
/** A day with a difference is compared once more each day for so long: what was late explains it. */
const LOOK_AGAIN_EVERY_MS = 24 * 3_600_000
const LOOK_AGAIN_DAYS = 30

export interface ReconcileParts {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly log: Logger
  /** Of the house. */
  readonly timeZone: string
  readonly cases: Cases
  /** Books what a merchant has said with its signature; false when it is about no order that was opened there. */
  readonly takeNotice: (from: MerchantKey, notice: Notice) => Promise<boolean>
  readonly retryMs: number
  readonly isShared: boolean
}

/** Reconciles a day of one merchant. `refetch` fetches a bill that is in hand once more. */
export async function reconcileMerchant(
  parts: ReconcileParts,
  merchant: Merchant,
  day: string,
  refetch: boolean,
): Promise<void> {
  const { db, clock } = parts
  const key = { provider: merchant.provider, merchantId: merchant.merchantId, day }
  const now = () => new Date(clock.now())
  let row = await dayRow(db, key, now())
  const { bills } = merchant.payments
  if (!bills) return setDay(db, key, { state: 'matched', bill: 'not-offered', matched_at: now(), next_try_at: null })
  if (refetch || row.bill === null) {
    const failure = await takeBill(parts, bills, key)
    if (failure && row.bill === null) return noBill(parts, key, row, failure)
    if (failure) await setDay(db, key, { last_code: failure.code })
    row = await dayRow(db, key, now())
  }
  const find = async () => {
    await matchLines(db, key, parts.isShared)
    const { timeZone } = bills
    const found = await findDifferences({ db, merchant, key, timeZone, nowMs: () => clock.now() })
    await writeDifferences(db, parts.cases, key, found.differences, now())
    return found
  }
  let found = await find()
  if (found.news.length > 0) {
    for (const notice of found.news) await parts.takeNotice(merchant, notice)
    found = await find()
  }
  await endDay(parts, key, found.differences.length, found.isWaiting)
}

/** Fetches and keeps the bill; null when it is in hand, or surely there is none. */
async function takeBill({ db, clock, log }: ReconcileParts, bills: Bills, key: DayKey): Promise<BillFailure | null> {
  const bill = await bills.ofDay(key.day)
  const now = new Date(clock.now())
  const failure = bill.ok ? tooEarly(bills, key.day, bill.value === 'no-bill', now) : bill.error
  if (!failure) {
    await keepBill(db, key, bill.ok && bill.value !== 'no-bill' ? bill.value : 'no-trade', now)
    return null
  }
  const level = failure.kind === 'later' ? 'warn' : 'error'
  log[level]({ ...key, ...failure }, 'the bill of a day is not in hand')
  if (failure.kind !== 'later') {
    const subject = `${key.provider}/${key.merchantId}/${key.day}`
    await audit(db, now, { event: 'bill-not-taken', subject, terminalId: null, detail: { code: failure.code } })
  }
  return failure
}

/** That nothing was traded is final only once the bill would be there. */
function tooEarly(bills: Bills, day: string, isNone: boolean, now: Date): BillFailure | null {
  const readyAt = `${addDays(day, 1)} ${bills.readyAt}`
  return isNone && wallClock(bills.timeZone, now) < readyAt ? { kind: 'later', code: 'BILL_NOT_DUE_YET' } : null
}

async function noBill(parts: ReconcileParts, key: DayKey, row: DayRow, { kind, code }: BillFailure): Promise<void> {
  const nowMs = parts.clock.now()
  await setDay(parts.db, key, { last_code: code, next_try_at: new Date(nowMs + parts.retryMs) })
  if (kind === 'later' && nowMs - row.first_tried_at.getTime() < LATE_AFTER_MS) return
  const says = sentence(kind === 'later' ? 'bill-late' : 'bill-damaged', { code })
  const evidence: CaseEvidence = [{ source: 'provider', atMs: nowMs, says, facts: { day: key.day, code } }]
  const subject = `${key.provider}/${key.merchantId}/${key.day}`
  const missing = { class: 'bill-missing', subject, here: null, there: null, amountFen: null, answer: code } as const
  await writeDifferences(parts.db, parts.cases, key, [{ ...missing, evidence }], new Date(nowMs))
}

/** Compares the sheets of a day with its orders. */
export async function reconcileSheets(parts: ReconcileParts, day: string): Promise<void> {
  const { db, clock, timeZone } = parts
  const now = new Date(clock.now())
  const key = { ...PRINTERS, day }
  await dayRow(db, key, now)
  await setDay(db, key, { bill: 'taken', state: 'asking' })
  const { odd } = await matchSheets(db, day, timeZone)
  const differences = odd.map((one): Difference => {
    const { orderId, terminalId, copies, copiesDelivered, sheetsCounted, sheetsAtLeast, sheetsAtMost, oddCopies } = one
    const facts = { terminalId, copies, copiesDelivered, sheetsCounted, sheetsAtLeast, sheetsAtMost }
    const says = sentence('sheets-counted', {
      ...{ sheets: sheetsCounted, delivered: copiesDelivered, copies, least: sheetsAtLeast, most: sheetsAtMost },
    })
    const ofCopies = oddCopies.map(copy => ({
      ...{ source: 'printer' as const, atMs: now.getTime(), facts: { ...copy } },
      says: sentence('copy-counted', { copy: copy.copyNumber, state: copy.end, sheets: copy.sheetsCounted }),
    }))
    return {
      ...{ class: 'sheets-differ', subject: orderId, orderId, amountFen: null, here: sheetsCounted },
      ...{ there: sheetsAtLeast, evidence: [{ source: 'server', atMs: now.getTime(), says, facts }, ...ofCopies] },
    }
  })
  await writeDifferences(db, parts.cases, key, differences, now)
  await endDay(parts, key, differences.length, false)
}

async function endDay(parts: ReconcileParts, key: DayKey, differences: number, isWaiting: boolean): Promise<void> {
  const { db, clock, retryMs } = parts
  const now = new Date(clock.now())
  const isRecent = key.day >= addDays(wallClock(parts.timeZone, now).slice(0, 10), -LOOK_AGAIN_DAYS)
  const againMs = isWaiting ? retryMs : LOOK_AGAIN_EVERY_MS
  const isAgain = isRecent && (isWaiting || differences > 0)
  await setDay(db, key, {
    ...{ state: isWaiting ? 'asking' : 'matched', matched_at: now },
    next_try_at: isAgain ? new Date(now.getTime() + againMs) : null,
  })
  const subject = `${key.provider}/${key.merchantId}/${key.day}`
  await audit(db, now, { event: 'bill-matched', subject, terminalId: null, detail: { differences, isWaiting } })
}
