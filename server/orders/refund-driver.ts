import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import type { Clock } from '../../src/clock.ts'
import { type CaseEvidence, sentence } from '../cases/cases.ts'
import type { Tables } from '../ground/store/tables.ts'
import type {
  Merchant,
  MerchantKey,
  Merchants,
  PaymentFailure,
  Refund,
  Transaction as Trade,
} from '../payments/payments.ts'
import { DAY_MS, refundAfterMs } from './back-off.ts'
import type { CardsInHand } from './cards-in-hand.ts'
import { failureEvidence } from './failure-evidence.ts'
import { inTurns } from './in-turns.ts'
import { amountDoubt, type RefundEvent, type RefundRow } from './refund-machine.ts'
import { applyToRefund, findRefund, type OpenCases } from './refund-rows.ts'
import { findStrayed } from './strayed-refunds.ts'

/** Refunds of one merchant that are asked for side by side. */
const AT_ONCE = 6
/** Refunds that fail are counted by the provider, six in a second at most; a turn of the sweep lasts no less than two. */
const FAILING_A_TURN = 10
/** Refunds of one trade lie so far apart at least. */
const APART_MS = 60_000
const BATCH = 200
/** Between two tries to have one sent elsewhere. */
const ELSEWHERE_AFTER_MS = 60_000
const RECEIVED = { payer: 'refund-is-with-payer', merchant: 'refund-is-with-merchant' } as const

/** Pays back what is owed. A refund has one number from before the first call until its provider has finished with it. */
export interface RefundDriver {
  /** Tries every refund that is due now, those of each merchant beside those of the others. */
  driveDue(): Promise<void>
  /** Takes in what the merchant `from` says of a refund unasked. False when none of that number is owed there. */
  takeIn(from: MerchantKey, refund: Refund): Promise<boolean>
}

export interface RefundDriverParts {
  readonly db: Kysely<Tables>
  readonly merchants: Merchants
  readonly cases: OpenCases
  readonly clock: Clock
  readonly log: Logger
  /** Stands in the payer's bill, at most 80 characters. */
  readonly refundReason: string
  /** Takes in what a signed answer says of the order's payment, and corrects what was booked of it where that is certain. */
  readonly learn: (orderId: string, trade: Trade) => Promise<unknown>
  /** Of refunds that are to be sent to a bank card. */
  readonly cards: CardsInHand
}

/** What came of one attempt, as far as the limits of the provider are concerned. */
type Attempted = 'well' | 'badly' | 'not-asked'

export function createRefundDriver(parts: RefundDriverParts): RefundDriver {
  const { db, merchants, cases, clock, log, cards } = parts
  const now = () => new Date(clock.now())
  const apply = (row: RefundRow, event: RefundEvent, evidence: CaseEvidence = []) =>
    db.transaction().execute(tx => applyToRefund(tx, cases, row.refund_id, event, now(), { evidence }))
  const reread = (row: RefundRow) =>
    db.selectFrom('refund').selectAll().where('refund_id', '=', row.refund_id).executeTakeFirstOrThrow()

  const hear = async (row: RefundRow, refund: Refund, isAnswer: boolean): Promise<void> => {
    const { state, refundFen, receivedBy } = refund
    const says = sentence(receivedBy ? RECEIVED[receivedBy] : 'refund-is', { state, refundFen })
    const step = await apply(row, { kind: 'said', state, refundFen, isAnswer, receivedBy }, [said(says, clock.now())])
    if (state !== 'abnormal') cards.letGo(row.refund_id)
    if (step?.opens) log.error({ refundId: row.refund_id, outRefundNo: row.out_refund_no }, `a case: ${step.opens}`)
  }

  /** A signed answer does not fit: one about this very refund says that the provider has it, any other that the payment is in doubt. */
  const hearOtherAmount = async (row: RefundRow, failure: PaymentFailure): Promise<void> => {
    const about = failure.isOfRefund ? 'refund' : 'payment'
    const said = failure.named ? amountDoubt(failure.named.refundFen) : failure.code
    await apply(row, { kind: 'answer-differs', about, said }, [failureEvidence(failure, clock.now())])
  }

  const hearFailure = async (row: RefundRow, failure: PaymentFailure): Promise<void> => {
    const about = { refundId: row.refund_id, tries: row.tries + 1, code: failure.code }
    if (failure.about === 'configuration') {
      // Nothing of this merchant will go through: that is no answer about this refund.
      log.error(about, 'refunds are refused because of our clock or keys')
      return
    }
    if (failure.about === 'amount') {
      await hearOtherAmount(row, failure)
      return
    }
    if (failure.kind === 'unknown' && failure.about !== 'balance') {
      log.warn(about, 'a refund is not through yet')
      return
    }
    const event = { kind: 'refused', code: failure.code, isShort: failure.about === 'balance' } as const
    await apply(row, event, [failureEvidence(failure, clock.now())])
    log.warn(about, 'a refund was refused')
  }

  /** Whether a signed answer bears the sum out that the refund is reckoned from; what it says otherwise is written down. */
  const isBorneOut = async (
    claimed: RefundRow,
    merchant: Merchant,
  ): Promise<RefundRow | PaymentFailure | Refund | null> => {
    let row = claimed
    // What does not fit is asked about once more: only what is said twice is believed.
    for (let time = 0; time < 2; time++) {
      const answer = await merchant.payments.query(row.out_trade_no)
      if (!answer.ok) return answer.error
      const trade = answer.value
      if (trade.state === 'paid' && trade.totalFen === row.total_fen) {
        const strayed = await findStrayed(db, row, trade, merchant)
        if (strayed) return strayed.ok ? strayed.value : strayed.error
        await apply(row, { kind: 'payment-fits' })
        return row
      }
      const says =
        trade.state === 'paid'
          ? sentence('paid', { paidFen: trade.totalFen })
          : sentence('payment-is', { state: trade.state })
      const isWhole = row.cause === 'paid-late' || row.cause === 'wrong-amount'
      if (trade.state === 'paid' && row.order_id !== null && isWhole) await parts.learn(row.order_id, trade)
      else if (trade.state === 'paid' && trade.totalFen !== null && row.doubt === says) {
        await apply(row, { kind: 'total-corrected', totalFen: trade.totalFen })
      }
      row = await reread(row)
      if (trade.state === 'paid' && trade.totalFen === row.total_fen && row.state === 'due') return row
      await apply(row, { kind: 'answer-differs', about: 'payment', said: says }, [said(says, clock.now())])
      row = await reread(row)
    }
    return null
  }

  const send = async (claimed: RefundRow, merchant: Merchant): Promise<Attempted> => {
    const borne = await isBorneOut(claimed, merchant)
    if (borne === null) return 'badly'
    if ('outRefundNo' in borne) {
      await hear(claimed, borne, true)
      return 'well'
    }
    if ('kind' in borne) {
      await hearFailure(claimed, borne)
      return 'badly'
    }
    const answer = await merchant.payments.refund({
      outTradeNo: borne.out_trade_no,
      outRefundNo: borne.out_refund_no,
      refundFen: borne.refund_fen,
      totalFen: borne.total_fen,
      reason: parts.refundReason,
    })
    if (!answer.ok) await hearFailure(borne, answer.error)
    else await hear(borne, answer.value, true)
    return answer.ok ? 'well' : 'badly'
  }

  /** What the provider has just called abnormal goes where a person wants it. Silence is asked about again, as long as the card is in hand. */
  const sendElsewhere = async (
    row: RefundRow,
    target: NonNullable<RefundRow['redirected_to']>,
    { payments }: Merchant,
  ): Promise<Attempted> => {
    const { out_refund_no: outRefundNo, refund_fen: refundFen } = row
    const refused = async (code: string, words: string): Promise<Attempted> => {
      cards.letGo(row.refund_id)
      const evidence = { source: 'provider', atMs: clock.now(), says: words, facts: { code } } as const
      await apply(row, { kind: 'redirect-refused', code }, [evidence])
      log.warn({ refundId: row.refund_id, code }, 'a refund was not sent elsewhere')
      return 'badly'
    }
    const card = target === 'payer-card' ? cards.of(row.refund_id) : null
    if (target === 'payer-card' && card === null) return refused('NO_CARD', sentence('card-forgotten'))
    const to = card === null ? ({ kind: 'merchant' } as const) : ({ kind: 'payer-card', card } as const)
    const answer = await payments.abnormalRefunds?.sendElsewhere({ outRefundNo, refundFen, to })
    if (!answer) return refused('NOT_OFFERED', sentence('elsewhere-not-offered'))
    if (answer.ok && answer.value.state === 'abnormal') return refused('STILL_ABNORMAL', sentence('abnormal-as-before'))
    if (answer.ok) {
      await hear(row, answer.value, true)
      return 'well'
    }
    const { kind, code, words, about } = answer.error
    if (about === 'amount') await hearOtherAmount(row, answer.error)
    if (kind === 'unknown' || about === 'configuration') {
      log.warn({ refundId: row.refund_id, code }, 'a refund is not sent elsewhere yet')
      return 'badly'
    }
    return refused(code, words ?? code)
  }

  const attempt = async (row: RefundRow, merchant: Merchant): Promise<Attempted> => {
    // After a first try the call may have arrived although nothing was heard: ask before sending it again.
    const known = row.tries > 1 || row.state !== 'due' ? await merchant.payments.queryRefund(row.out_refund_no) : null
    if (known?.ok) {
      if (known.value.state === 'abnormal' && row.state === 'needs-hand' && row.redirected_to)
        return sendElsewhere(row, row.redirected_to, merchant)
      await hear(row, known.value, true)
      return 'well'
    }
    // Silence is asked again; after any other word the same number may be sent again, for it is the same refund.
    if (known && (known.error.kind === 'unknown' || known.error.about === 'configuration')) {
      await hearFailure(row, known.error)
      return 'badly'
    }
    // What the provider could not pay out is a person's: it is asked about, and never sent a second time.
    if (row.state === 'needs-hand') return 'badly'
    return send(row, merchant)
  }

  /** Claims the right to try a refund now, and says when it is due again. Null when somebody else has it, or it is too early. */
  const claim = (due: RefundRow) =>
    db.transaction().execute(async tx => {
      const at = now()
      const row = await tx
        .selectFrom('refund')
        .selectAll()
        .where('refund_id', '=', due.refund_id)
        .where('next_try_at', '<=', at)
        .forUpdate()
        .skipLocked()
        .executeTakeFirst()
      if (!row) return null
      const sibling = await tx
        .selectFrom('refund')
        .select(({ fn }) => fn.max('tried_at').as('tried_at'))
        .where('out_trade_no', '=', row.out_trade_no)
        .where('refund_id', '<>', row.refund_id)
        .executeTakeFirst()
      const earliest = sibling?.tried_at ? new Date(sibling.tried_at.getTime() + APART_MS) : at
      const isEarly = earliest > at
      const isWithPeople = row.state === 'needs-hand' && !row.redirected_to
      const afterMs = isWithPeople ? DAY_MS : row.state === 'needs-hand' ? ELSEWHERE_AFTER_MS : refundAfterMs(row.tries)
      const claimed = isEarly
        ? { next_try_at: earliest }
        : { tries: row.tries + 1, tried_at: at, next_try_at: new Date(at.getTime() + afterMs) }
      await tx.updateTable('refund').set(claimed).where('refund_id', '=', row.refund_id).execute()
      return isEarly ? null : { ...row, ...claimed }
    })

  const driveMerchant = async (key: { provider: string; merchant_id: string | null }): Promise<void> => {
    const merchant = merchants.find({ provider: key.provider, merchantId: key.merchant_id })
    if (!merchant) {
      log.error({ provider: key.provider }, 'the merchant of refunds that are due is not configured here')
      return
    }
    let failing = 0
    await inTurns({
      atOnce: AT_ONCE,
      keyOf: ({ refund_id }) => refund_id,
      next: () => (failing >= FAILING_A_TURN ? Promise.resolve([]) : dueOf(db, key, now())),
      each: async due => {
        if (failing >= FAILING_A_TURN) return
        const row = await claim(due)
        if (!row) return
        const came = await attempt(row, merchant).catch(error => {
          log.error(error, 'a refund could not be moved on')
          return 'badly' as const
        })
        if (came === 'badly') failing++
      },
    })
  }

  return {
    driveDue: async () => {
      const keys = await db
        .selectFrom('refund')
        .select(['provider', 'merchant_id'])
        .distinct()
        .where('next_try_at', '<=', now())
        .execute()
      await Promise.all(keys.map(driveMerchant))
    },
    takeIn: async ({ provider, merchantId }, refund) => {
      const row = await findRefund(db, { provider, merchantId, outRefundNo: refund.outRefundNo })
      if (!row) return false
      await hear(row, refund, false)
      return true
    },
  }
}

const dueOf = (
  db: Kysely<Tables>,
  { provider, merchant_id }: { provider: string; merchant_id: string | null },
  now: Date,
) =>
  db
    .selectFrom('refund')
    .selectAll()
    .where('provider', '=', provider)
    .where('merchant_id', 'is not distinct from', merchant_id)
    .where('next_try_at', '<=', now)
    .orderBy('next_try_at')
    .limit(BATCH)
    .execute()

const said = (says: string, atMs: number) => ({ source: 'provider', atMs, says }) as const
