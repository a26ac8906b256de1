import type { OrderSeen } from './orders-seen.ts'
import type { SimulatedStore } from './store.ts'
import type { Violation } from './violation.ts'

/** What was taken from everybody's free copies is what came out free; copies that a person is asked about count either way. */
export async function quotaOf({ db }: SimulatedStore, orders: readonly OrderSeen[]): Promise<Violation[]> {
  const rows = await db.selectFrom('quota_use').selectAll().execute()
  return rows.flatMap(({ quota_key: key, used }): Violation[] => {
    const own = orders.filter(order => order.quotaKey === key)
    if (own.some(order => order.open.length > 0 || order.isForgotten)) return []
    const least = own.reduce((sum, order) => sum + freeOf(order, order.copiesOut - order.excuses.copiesInDoubt), 0)
    const most = own.reduce((sum, order) => sum + freeOf(order, order.copiesOut + order.excuses.copiesInDoubt), 0)
    if (least <= used && used <= most) return []
    const numbers = own.map(({ orderNumber }) => orderNumber).join(', ')
    const out = least === most ? `${least}` : `${least} to ${most}`
    const what = `${used} free copies are counted as used, and ${out} came out (orders ${numbers})`
    return [{ invariant: 'quota', subject: numbers, what }]
  })
}

const freeOf = ({ freeCopies }: OrderSeen, copies: number): number => Math.min(Math.max(copies, 0), freeCopies)
