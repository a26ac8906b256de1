import type { SettingsInForce } from '../../src/settings/in-force.ts'
import type { Cases } from '../cases/cases.ts'
import type { SectionsOf } from '../ground/config/sections.ts'
import type { Ground } from '../ground/ground.ts'
import { dayIn } from '../ground/local-day.ts'
import type { Room } from '../ground/room.ts'
import type { Identity } from '../identity/identity.ts'
import type { Issuing } from '../issuing/issuing.ts'
import type { PaymentRoom } from '../payments/payments.ts'
import type { People } from '../people/people.ts'
import type { Records } from '../records/records.ts'
import { createCardsInHand } from './cards-in-hand.ts'
import { hearCaseActs } from './case-acts.ts'
import { bringForward } from './clock-set-back.ts'
import { createOrders } from './create-orders.ts'
import { deskHandlers } from './desk/desk-handlers.ts'
import { createDueLook, type DueKind } from './due-look.ts'
import { createEraseCounts } from './erase-counts.ts'
import { createFreeCopies } from './free-copies.ts'
import { historyOf } from './order-history.ts'
import type { OrderRow } from './order-machine.ts'
import { viewOrder } from './order-view.ts'
import type { Orders } from './orders.ts'
import type { ORDERS } from './orders-plan.ts'
import { endReprintCodes } from './reprint-codes.ts'
import { createReprints } from './reprints.ts'

const SWEEP_EVERY_MS = 2_000
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** Orders, and everything about them that goes on by itself. */
export function openOrders(
  ground: Ground,
  {
    identity,
    payments,
    cases,
    people,
    issuing,
    records,
    settings,
  }: {
    readonly identity: Pick<Identity, 'visits'>
    readonly payments: PaymentRoom
    readonly cases: Cases
    readonly people: Pick<People, 'grantedCopies'>
    readonly issuing: Pick<Issuing, 'records'>
    readonly records: Pick<Records, 'peopleOfNumber'>
    readonly settings: SettingsInForce
  },
  { quota, orders: { payWithinSeconds, outcomeWithinHours, refundWithinDays, ...ofOrders } }: SectionsOf<typeof ORDERS>,
): Room<Orders, typeof ORDERS> {
  const { reprintWithinMinutes, reprintCodeDays, badCopiesGoTo: _, maxCopies: _most, ...texts } = ofOrders
  const { db, clock, log, counts } = ground
  const { timeZone } = ground.house
  const now = () => new Date(clock.now())
  const cards = createCardsInHand(clock)
  const today = () => dayIn(timeZone, now())
  const freeCopies = createFreeCopies({ db, quota, settings, today, granted: people.grantedCopies })
  const orders = createOrders({
    ...{ db, clock, log, merchants: payments.merchants, visits: identity.visits, cases, cards },
    ...{ freeCopies, inForce: settings },
    settings: {
      ...{ ...texts, quota, timeZone },
      ...{ payWithinMs: payWithinSeconds * 1000, outcomeWithinMs: outcomeWithinHours * HOUR_MS },
      refundWithinMs: refundWithinDays * DAY_MS,
    },
  })
  payments.hearNotices(orders.takeNotice)
  hearCaseActs(cases, { reprintCodeValidMs: reprintCodeDays * DAY_MS, merchants: payments.merchants, cards })
  const view = (row: OrderRow) => viewOrder(db, row, now(), freeCopies, payments.merchants)
  const reprints = createReprints({
    ...{ db, clock, counts, visits: identity.visits, timeZone, view },
    withinMs: reprintWithinMinutes * MINUTE_MS,
  })
  const isDue = createDueLook({ db, clock })
  /** Each kind has a sweep of its own: one whose provider hangs holds up no other. */
  const whenDue = (name: DueKind, run: () => Promise<void>) => ({
    ...{ name, everyMs: SWEEP_EVERY_MS },
    run: async () => {
      if (await isDue(name)) await run()
    },
  })
  return {
    doors: {
      freeCopiesLeft: async (personId, kind, terminalId) =>
        (await freeCopies.countFor(personId, kind, terminalId)).left,
      runningCount: freeCopies.runningKey,
      countsByKind: quota.unit === 'person-and-kind',
      historyOf: documentId => historyOf(db, documentId),
      hasReprintCode: personId => reprints.hasCode(personId),
      sweep: () => orders.sweep(),
      takeNotice: orders.takeNotice,
    },
    handlers: {
      ...deskHandlers(ground, { documents: issuing.records, records }),
      openOrder: (input, { terminalId }) => orders.open(terminalId, input),
      order: ({ jobId, waitMs }, { terminalId }) => orders.read(terminalId, jobId, waitMs),
      closeOrder: ({ jobId }, { terminalId }) => orders.close(terminalId, jobId),
      reportOutcome: ({ jobId, outcome }, { terminalId }) => orders.reportOutcome(terminalId, jobId, outcome),
      reportForgottenOrder: (told, { terminalId }) => orders.reportForgotten(terminalId, told),
      reportLatePaper: ({ jobId, copies }, { terminalId }) => orders.reportLatePaper(terminalId, jobId, copies),
      reportAbsentCopies: ({ jobId, copies }, { terminalId }) => orders.reportAbsent(terminalId, jobId, copies),
      reportLostLedger: (_, { terminalId }) => orders.reportLostLedger(terminalId),
      reprintByRule: (wish, { terminalId }) => reprints.byRule(terminalId, wish),
      reprintByCode: (wish, { terminalId }) => reprints.byCode(terminalId, wish),
    },
    erasing: createEraseCounts({ db, quota, today }),
    sweeps: [
      whenDue('orders', orders.sweepOrders),
      whenDue('refunds', orders.sweepRefunds),
      whenDue('unclaimed payments', orders.unclaimed.askDue),
      { name: 'a clock that was ahead', everyMs: MINUTE_MS, run: () => bringForward(db, now()) },
      { name: 'missing outcomes', everyMs: MINUTE_MS, run: () => orders.tellMissing() },
      { name: 'slow refunds', everyMs: MINUTE_MS, run: () => orders.tellSlowRefunds() },
      { name: 'reprint codes', everyMs: MINUTE_MS, run: () => endReprintCodes({ db, cases }, now()) },
    ],
  }
}
