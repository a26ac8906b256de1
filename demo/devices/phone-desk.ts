import { z } from 'zod'
import type { DockAnswer, DockState } from '../../renderer/dev-dock/dock-contract.ts'
import { DONE, type Handlers, notDone } from './desk.ts'
import { type GatewayOrder, gatewayJournalSchema, ordersOf } from './gateway-journal.ts'

const TIMEOUT_MS = 3_000
const BODY_BYTES_MAX = 20_000_000
const ORDERS_SHOWN = 12

const paymentSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('paid') }),
  z.object({ state: z.literal('refused'), reason: z.string() }),
])
const faultsSchema = z.array(z.object({ fault: z.looseObject({}), struck: z.int() }))

/** The visitor's phone: pays the orders that stand open at the local gateway. */
export interface PhoneDesk {
  state(): NonNullable<DockState['phone']>
  readonly handlers: Handlers
  /** Asks the gateway for its orders. Resolves to whether anything changed. */
  refresh(): Promise<boolean>
}

/** `gatewayUrl` is the gateway's address, whose `/_sim` and `/phone` pages are used. */
export function createPhoneDesk(gatewayUrl: string): PhoneDesk {
  let reachable = false
  let orders: readonly GatewayOrder[] = []

  const ask = async (path: string, init: RequestInit = {}): Promise<unknown> => {
    const response = await fetch(new URL(path, gatewayUrl), { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) })
    if (!response.ok) throw new Error(`the gateway answered ${response.status}`)
    const text = await response.text()
    if (text.length > BODY_BYTES_MAX) throw new Error('the gateway answered too much')
    return response.headers.get('content-type')?.startsWith('application/json') ? JSON.parse(text) : text
  }
  const json = (method: string, body: unknown): RequestInit => ({
    method,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  const refresh = async () => {
    const before = JSON.stringify([reachable, orders])
    try {
      orders = ordersOf(gatewayJournalSchema.parse(await ask('/_sim/journal')))
      reachable = true
    } catch {
      reachable = false
    }
    return JSON.stringify([reachable, orders]) !== before
  }
  const trying =
    (run: (order: { outTradeNo: string }) => Promise<DockAnswer>) => async (order: { outTradeNo: string }) => {
      try {
        return await run(order)
      } catch (error) {
        return notDone(error instanceof Error ? error.message : String(error))
      }
    }

  return {
    state: () => ({
      reachable,
      orders: orders.slice(0, ORDERS_SHOWN).map(({ pr: _pr, ...order }) => order),
    }),
    refresh,
    handlers: {
      '/phone/pay': trying(async ({ outTradeNo }) => {
        const payment = paymentSchema.parse(await ask('/_sim/pay', json('POST', { out_trade_no: outTradeNo })))
        return payment.state === 'paid' ? DONE : notDone(`refused: ${payment.reason}`)
      }),
      '/phone/decline': trying(async ({ outTradeNo }) => {
        await refresh()
        const pr = orders.find(order => order.outTradeNo === outTradeNo)?.pr
        if (!pr) return notDone('the gateway knows no such order')
        await ask('/phone/cancel', { method: 'POST', body: new URLSearchParams({ pr }) })
        return DONE
      }),
      // The phone pays in the very moment in which the kiosk gives up and the order is being closed.
      '/phone/pay-late': trying(async ({ outTradeNo }) => {
        const standing = faultsSchema.parse(await ask('/_sim/faults')).map(({ fault }) => fault)
        const late = { kind: 'payDuringClose', match: { operation: 'close', out_trade_no: outTradeNo } }
        await ask('/_sim/faults', json('PUT', [...standing, late]))
        return DONE
      }),
    },
  }
}
