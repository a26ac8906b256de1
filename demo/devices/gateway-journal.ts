import { z } from 'zod'
import type { DockOrder } from '../../renderer/dev-dock/dock-contract.ts'

/** What the dock needs of the gateway's journal; all other lines are passed over. */
const happeningSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('order-opened'),
    outTradeNo: z.string(),
    content: z.object({ description: z.string(), totalFen: z.int() }),
  }),
  z.object({ type: z.literal('code-issued'), outTradeNo: z.string(), pr: z.string() }),
  z.object({ type: z.literal('paid'), outTradeNo: z.string() }),
  z.object({ type: z.literal('order-closed'), outTradeNo: z.string() }),
  z.object({
    type: z.literal('refund-accepted'),
    outTradeNo: z.string(),
    outRefundNo: z.string(),
    refundFen: z.int(),
  }),
  z.object({ type: z.literal('refund-settled'), outRefundNo: z.string(), outTradeNo: z.string(), status: z.string() }),
])

const lineSchema = z.object({ atMs: z.number(), happening: z.unknown() })
export const gatewayJournalSchema = z.array(lineSchema)
type GatewayJournal = z.infer<typeof gatewayJournalSchema>

/** An order at the gateway, and the newest code that pays it. */
export interface GatewayOrder extends DockOrder {
  readonly pr: string | null
}

/** The gateway's orders, newest first: what its journal adds up to. */
export function ordersOf(journal: GatewayJournal): GatewayOrder[] {
  const orders = new Map<string, GatewayOrder>()
  const refundFen = new Map<string, number>()
  const update = (outTradeNo: string, change: (order: GatewayOrder) => Partial<GatewayOrder>) => {
    const order = orders.get(outTradeNo)
    if (order) orders.set(outTradeNo, { ...order, ...change(order) })
  }
  for (const { atMs, happening } of journal) {
    const parsed = happeningSchema.safeParse(happening)
    if (!parsed.success) continue
    const { outTradeNo } = parsed.data
    switch (parsed.data.type) {
      case 'order-opened': {
        const { description, totalFen } = parsed.data.content
        const order = { outTradeNo, description, totalFen, openedAtMs: atMs, refundedFen: 0, pr: null }
        orders.set(outTradeNo, { ...order, state: 'open' })
        break
      }
      case 'code-issued': {
        const { pr } = parsed.data
        update(outTradeNo, () => ({ pr }))
        break
      }
      case 'paid':
        update(outTradeNo, () => ({ state: 'paid' }))
        break
      case 'order-closed':
        update(outTradeNo, ({ state }) => ({ state: state === 'paid' ? 'paid' : 'closed' }))
        break
      case 'refund-accepted':
        refundFen.set(parsed.data.outRefundNo, parsed.data.refundFen)
        break
      case 'refund-settled': {
        const fen = parsed.data.status === 'SUCCESS' ? (refundFen.get(parsed.data.outRefundNo) ?? 0) : 0
        update(outTradeNo, ({ refundedFen }) => ({ refundedFen: refundedFen + fen }))
        break
      }
    }
  }
  return [...orders.values()].reverse()
}
