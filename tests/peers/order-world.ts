import pino from 'pino'
import { type CaseDesk, createCases } from '../../server/cases/create-cases.ts'
import { dayIn } from '../../server/ground/local-day.ts'
import { randomId } from '../../server/ground/random-id.ts'
import { sha256Hex } from '../../server/ground/store/content-store.ts'
import type { Store } from '../../server/ground/store/store.ts'
import { createVisits } from '../../server/identity/visits.ts'
import { createCardsInHand } from '../../server/orders/cards-in-hand.ts'
import { hearCaseActs } from '../../server/orders/case-acts.ts'
import { createOrders, type OrderSettings, type TerminalOrders } from '../../server/orders/create-orders.ts'
import { createFreeCopies } from '../../server/orders/free-copies.ts'
import { type Merchants, merchantsOf } from '../../server/payments/payments.ts'
import { createGrantedCopies } from '../../server/people/granted-copies.ts'
import type { PersonId } from '../../server/records/records.ts'
import { type FakeClock, fakeClock } from '../../src/fake-clock.ts'
import { unwrap } from '../../src/result.ts'
import { inForceOf } from './in-force.ts'
import { createPaymentsDouble, type PaymentsDouble } from './payments-double.ts'

export const UNIT_PRICE_FEN = 200
/** Seven days. */
export const REPRINT_CODE_VALID_MS = 7 * 24 * 3_600_000
export const FREE_COPIES = 5

export const ORDER_SETTINGS: OrderSettings = {
  quota: { freeCopies: FREE_COPIES, unit: 'person', period: { kind: 'ever' } },
  payWithinMs: 300_000,
  timeZone: 'Asia/Shanghai',
  paymentDescription: 'Copies',
  refundReason: 'Copies that were not printed',
  outcomeWithinMs: 24 * 3_600_000,
  refundWithinMs: 3 * 24 * 3_600_000,
  unclearGivenBackUpToFen: 1_000,
}

/** One person at one terminal with one issued document, and everything behind orders except the network. */
export interface OrderWorld {
  readonly clock: FakeClock
  readonly double: PaymentsDouble
  readonly cases: CaseDesk
  readonly terminalId: string
  readonly personId: PersonId
  readonly visitId: string
  readonly documentId: string
  /** The server's part; another one after `restart`. */
  orders(): TerminalOrders
  /** As a process that ends and starts again: what was only in memory is gone. */
  restart(): void
  /** A restart under another configuration: who takes the money of new orders, and who took that of former ones. */
  configure(merchants: Merchants): void
  /** A notice as it comes over the network, signed by `sender`, the world's double unless said otherwise. */
  notify(outTradeNo: string, sender?: PaymentsDouble): Promise<boolean>
  /** How many free copies the person has used. */
  used(): Promise<number>
}

export const ORDERS_IN_FORCE = inForceOf({ freeCopies: FREE_COPIES })

/** Free copies by the settings of the world, with what was granted. */
export function freeCopiesOf(db: Store['db'], clock: { now(): number }) {
  const today = () => dayIn(ORDER_SETTINGS.timeZone, new Date(clock.now()))
  return createFreeCopies({
    db,
    quota: ORDER_SETTINGS.quota,
    settings: ORDERS_IN_FORCE,
    today,
    granted: createGrantedCopies(db, today),
  })
}

export async function createOrderWorld(store: Store): Promise<OrderWorld> {
  const { db } = store
  const clock = fakeClock()
  const double = createPaymentsDouble(clock)
  const log = pino({ level: 'silent' })
  const now = new Date(clock.now())
  const [terminalId, personId, documentId] = [randomId(), randomId() as PersonId, randomId()]
  const place = { name_zh: '一号机', name_en: 'Kiosk 1', place_zh: '大厅', place_en: 'Hall' }
  await db
    .insertInto('terminal')
    .values({ terminal_id: terminalId, public_key: terminalId, ...place, state: 'active', enrolled_at: now })
    .execute()
  const visits = createVisits(db, clock)
  const visitId = await visits.begin(terminalId, personId, { proofs: [] })
  const shown = { title_zh: '成绩单', title_en: 'Transcript', name_masked_zh: '张*', name_masked_en: 'Z****' }
  const file = { pages: 2, byte_length: 10, sha256: '0'.repeat(64) }
  await db
    .insertInto('document')
    .values({
      document_id: documentId,
      visit_key: sha256Hex(visitId),
      terminal_id: terminalId,
      person_id: personId,
      kind: 'transcript',
      edition: 'zh',
      ...shown,
      ...file,
      unit_price_fen: UNIT_PRICE_FEN,
      document_number: documentId,
      verification_key: documentId,
      state: 'issued',
      created_at: now,
      issued_at: now,
    })
    .execute()
  let merchants = merchantsOf(double.merchant)
  const cases = createCases('Asia/Shanghai')
  let cards = createCardsInHand(clock)
  hearCaseActs(cases, {
    reprintCodeValidMs: REPRINT_CODE_VALID_MS,
    merchants: { find: key => merchants.find(key) },
    // Another one after each start.
    cards: { hold: (id, card) => cards.hold(id, card), of: id => cards.of(id), letGo: id => cards.letGo(id) },
  })
  const start = () => {
    cards = createCardsInHand(clock)
    const parts = { db, merchants, cases, visits, clock, log, cards }
    return createOrders({
      ...parts,
      freeCopies: freeCopiesOf(db, clock),
      settings: ORDER_SETTINGS,
      inForce: ORDERS_IN_FORCE,
    })
  }
  let orders = start()
  return {
    clock,
    double,
    cases,
    terminalId,
    personId,
    visitId,
    documentId,
    orders: () => orders,
    restart: () => {
      orders = start()
    },
    configure: changed => {
      merchants = changed
      orders = start()
    },
    notify: (outTradeNo, sender = double) => {
      const { headers, body } = sender.notice(outTradeNo)
      return orders.takeNotice(sender.merchant, unwrap(sender.payments.readNotice(headers, body)))
    },
    used: async () => {
      const row = await db
        .selectFrom('quota_use')
        .select('used')
        .where('quota_key', '=', `ever/*/${personId}`)
        .executeTakeFirst()
      return row?.used ?? 0
    },
  }
}
