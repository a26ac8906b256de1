import { sql } from 'kysely'
import type { Faults } from './faults.ts'
import type { Journal } from './journal.ts'
import type { SimulatedServer } from './server.ts'
import type { SimulatedStore } from './store.ts'
import type { VirtualClock } from './virtual-clock.ts'

interface ToCheck {
  readonly order_number: string
  readonly next_check_at: Date
}

export interface WatchServerParts {
  readonly time: VirtualClock
  readonly faults: Pick<Faults, 'strikes'>
  readonly server: SimulatedServer
  readonly store: SimulatedStore
  readonly journal: Journal
}

const LOOK_EVERY_MS = 1_500
/** An order that is due is asked about in the next sweep, and a sweep takes no longer where nothing hangs that is about orders. */
const DUE_AT_MOST_MS = 5_000
/** What went wrong with a call about an order may hold up a sweep for so long: its limit, again and again. */
const HELD_BY_ORDERS_MS = 20_000

/** Looks whether what is due at the server is done in time: refunds that hang must not hold up orders. */
export function watchServer({ time, faults, server, store, journal }: WatchServerParts): void {
  let upSinceMs: number | null = null
  let offMs = 0
  let steadyMs = 0

  const ordersHangLately = () =>
    faults
      .strikes()
      .some(
        ({ where, kind, atMs }) =>
          ['gateway order', 'gateway query', 'gateway close'].includes(where) &&
          /^(slow|hangs)/.test(kind) &&
          time.now() - atMs < HELD_BY_ORDERS_MS,
      )
  let seen: { readonly writes: number; readonly orders: Promise<readonly ToCheck[]> } | null = null
  /** Orders are asked for anew only when one may have been written since. */
  const ordersToCheck = () => {
    const writes = store.orderWrites()
    if (seen?.writes !== writes) {
      const orders = sql<ToCheck>`
        select order_number, next_check_at from print_order where next_check_at is not null`.execute(store.db)
      seen = { writes, orders: orders.then(({ rows }) => rows) }
    }
    return seen.orders
  }
  const look = async () => {
    upSinceMs = server.isUp() ? (upSinceMs ?? time.monotonic()) : null
    if (server.wall.offMs !== offMs) steadyMs = time.monotonic()
    offMs = server.wall.offMs
    const quietFromMs = Math.max(upSinceMs ?? 0, steadyMs)
    if (upSinceMs === null || time.monotonic() - quietFromMs < HELD_BY_ORDERS_MS || ordersHangLately()) return
    const dueBefore = new Date(time.now() + offMs - DUE_AT_MOST_MS)
    for (const { order_number: subject, next_check_at } of await ordersToCheck()) {
      if (next_check_at >= dueBefore) continue
      const what = `order ${subject} was to be asked about more than ${DUE_AT_MOST_MS} ms ago, and nothing about orders hangs`
      journal.breaks({ invariant: 'held up', subject, what })
    }
  }
  const again = () => {
    time.after(LOOK_EVERY_MS, () => {
      void look()
      again()
    })
  }
  again()
}
