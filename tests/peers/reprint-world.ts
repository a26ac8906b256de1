import { CASES_COMMANDS } from '../../server/cases/cases-commands.ts'
import { casesCommands } from '../../server/cases/run-commands.ts'
import type { Command, CommandAnswer } from '../../server/ground/commands/command.ts'
import { readSpoken, saidOf } from '../../server/ground/commands/said.ts'
import { createRateCounts } from '../../server/ground/limits/rate-counts.ts'
import { randomId } from '../../server/ground/random-id.ts'
import type { Store } from '../../server/ground/store/store.ts'
import { createVisits } from '../../server/identity/visits.ts'
import { viewOrder } from '../../server/orders/order-view.ts'
import { endReprintCodes } from '../../server/orders/reprint-codes.ts'
import { createReprints, type Reprints } from '../../server/orders/reprints.ts'
import { merchantsOf } from '../../server/payments/payments.ts'
import type { PersonId } from '../../server/records/records.ts'
import type { Order, Outcome } from '../../src/contract/orders-api.ts'
import { unwrap } from '../../src/result.ts'
import { createOrderWorld, FREE_COPIES, freeCopiesOf, type OrderWorld, UNIT_PRICE_FEN } from './order-world.ts'

export const REPRINT_WITHIN_MS = 600_000
const TABLE: Readonly<Record<string, Command>> = CASES_COMMANDS
const HOUSE = { name: { zh: '', en: '' }, payeeName: '', helpPhone: '', publicBaseUrl: '', timeZone: 'Asia/Shanghai' }

/** Orders with their reprints, and the cases that they are decided in. */
export interface ReprintWorld extends OrderWorld {
  readonly reprints: Reprints
  /** An order of so many copies, paid where it must be, of which so many came out. */
  printed(copies: number, copiesDelivered?: number, more?: Partial<Outcome>): Promise<Order>
  /** What a terminal tells of any order. */
  tell(jobId: string, copiesDelivered: number): Promise<Order>
  /** A further visit, at another terminal if one is named. */
  visitOf(personId: PersonId, terminalId?: string): Promise<string>
  /** Another terminal of the house. */
  addTerminal(): Promise<string>
  /** `cases VERB …`. */
  run(verb: keyof typeof CASES_COMMANDS, ...args: string[]): Promise<CommandAnswer>
  /** Ends codes that are used or over. */
  endCodes(): Promise<void>
}

export async function createReprintWorld(store: Store): Promise<ReprintWorld> {
  const { db } = store
  const world = await createOrderWorld(store)
  const { cases, clock, terminalId, visitId, documentId } = world
  const now = () => new Date(clock.now())
  const visits = createVisits(db, clock)
  const ground = { db, clock, house: HOUSE, isServing: true }
  const commands = casesCommands(ground, cases, { cases: { fourEyesAboveFen: 2_000 } })
  const counts = createRateCounts(db, clock, new Uint8Array(32))
  const merchants = merchantsOf(world.double.merchant)
  const reprints = createReprints({
    ...{ db, clock, counts, visits, timeZone: HOUSE.timeZone, withinMs: REPRINT_WITHIN_MS },
    view: row => viewOrder(db, row, now(), freeCopiesOf(db, clock), merchants),
  })
  const tell: ReprintWorld['tell'] = async (jobId, copiesDelivered) => {
    const outcome = { copiesDelivered, copiesUnclear: 0, sheetsDelivered: copiesDelivered, copies: [], fault: null }
    return unwrap(await world.orders().reportOutcome(await terminalOf(jobId), jobId, outcome))
  }
  const terminalOf = async (jobId: string) => {
    const row = await db
      .selectFrom('print_order')
      .select('terminal_id')
      .where('job_id', '=', jobId)
      .executeTakeFirstOrThrow()
    return row.terminal_id
  }
  return {
    ...world,
    reprints,
    tell,
    printed: async (copies, copiesDelivered = copies, more = {}) => {
      const jobId = randomId()
      const paid = Math.max(0, copies - Math.max(0, FREE_COPIES - (await world.used())))
      const opened = await world
        .orders()
        .open(terminalId, { visitId, documentId, jobId, copies, expectedAmountFen: paid * UNIT_PRICE_FEN })
      const { orderId } = unwrap(opened)
      if (paid > 0) {
        const row = await db
          .selectFrom('print_order')
          .select('out_trade_no')
          .where('order_id', '=', orderId)
          .executeTakeFirstOrThrow()
        world.double.pay(row.out_trade_no ?? '')
        await world.notify(row.out_trade_no ?? '')
      }
      const outcome = {
        copiesDelivered,
        copiesUnclear: 0,
        sheetsDelivered: copiesDelivered,
        copies: [],
        fault: null,
        ...more,
      }
      return unwrap(await world.orders().reportOutcome(terminalId, jobId, outcome))
    },
    visitOf: (personId, at = terminalId) => visits.begin(at, personId, { proofs: [] }),
    addTerminal: async () => {
      const id = randomId()
      const place = { name_zh: '二号机', name_en: 'Kiosk 2', place_zh: '图书馆', place_en: 'Library' }
      await db
        .insertInto('terminal')
        .values({ terminal_id: id, public_key: id, ...place, state: 'active', enrolled_at: now() })
        .execute()
      return id
    },
    run: async (verb, ...args) => {
      const spoken = readSpoken(TABLE[verb]!, args)
      if (!spoken.ok) return { exit: 2, message: spoken.error.en }
      const run = { progress: () => undefined, signal: new AbortController().signal, givenBy: 'yinzheng' }
      return commands[verb](saidOf(spoken.value, {}), run)
    },
    endCodes: () => endReprintCodes({ db, cases }, now()),
  }
}
