import type { ORDER_DESK_ROUTES } from '../../../src/contract/order-desk-api.ts'
import { fault } from '../../../src/fault.ts'
import { err, ok } from '../../../src/result.ts'
import { endOfDay } from '../../ground/end-of-day.ts'
import type { Ground } from '../../ground/ground.ts'
import type { HandlersOf } from '../../ground/room.ts'
import type { Issuing } from '../../issuing/issuing.ts'
import type { Records } from '../../records/records.ts'
import { audit } from '../orders-audit.ts'
import { orderNumberOf, ordersOfNumber, ordersOfPeople } from './find-orders.ts'
import { listOrders, type OrderListWish } from './list-orders.ts'
import { orderStory } from './order-story.ts'

const DAY_MS = 86_400_000
const NO_PLACE = err(fault('server-nonsense', 'no such place in the list'))

/** What the console asks of orders. */
export function deskHandlers(
  { db, clock, house }: Pick<Ground, 'db' | 'clock' | 'house'>,
  {
    documents,
    records,
  }: { readonly documents: Pick<Issuing['records'], 'idOfCode'>; readonly records: Pick<Records, 'peopleOfNumber'> },
): HandlersOf<typeof ORDER_DESK_ROUTES> {
  const { timeZone } = house
  const beginOf = (day: string) =>
    new Date(
      endOfDay(timeZone, new Date(Date.parse(`${day}T12:00:00Z`) - DAY_MS).toISOString().slice(0, 10)).getTime() + 1,
    )
  const pageFor = async (sites: readonly string[], wish: OrderListWish) => {
    const page = await listOrders(db, sites, wish)
    return page === null ? NO_PLACE : ok(page)
  }
  return {
    staffOrders: async ({ search = '', from, until, ...wish }, { sites }) =>
      pageFor(sites, {
        ...wish,
        orderIds: search === '' ? null : await ordersOfNumber(db, documents, search),
        from: from === undefined ? undefined : beginOf(from),
        until: until === undefined ? undefined : new Date(endOfDay(timeZone, until).getTime() + 1),
      }),
    staffOrdersOfPerson: async ({ number, ...wish }, { sites, staffId }) => {
      const people = await records.peopleOfNumber(number)
      const orderIds = await ordersOfPeople(
        db,
        people.map(({ personId }) => personId),
      )
      const entry = { event: 'orders-of-number-sought', subject: staffId, terminalId: null } as const
      await audit(db, new Date(clock.now()), { ...entry, detail: { by: staffId, found: orderIds.length } })
      return pageFor(sites, { ...wish, orderIds })
    },
    orderStory: async ({ orderNumber }, { sites }) => {
      const story = await orderStory(db, timeZone, orderNumberOf(orderNumber), sites)
      return story === null ? err(fault('order-unknown')) : ok(story)
    },
  }
}
