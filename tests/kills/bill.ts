import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs'
import { z } from 'zod'

/** What became of the money of one order, by the gateway's own journal. */
export interface Paid {
  paidFen: number
  refundedFen: number
  /** Accepted, and not through yet. */
  refundingFen: number
  state: 'open' | 'paid' | 'closed'
}

/** The payer's bill, for whoever stands beside the gateway. */
export interface Bill {
  /** Orders that were opened since the last call of `begin`, by the merchant's numbers. */
  orders(): ReadonlyMap<string, Paid>
  begin(): void
}

const happeningSchema = z.looseObject({
  type: z.string(),
  outTradeNo: z.string().optional(),
  content: z.looseObject({ totalFen: z.int() }).optional(),
  refundFen: z.int().optional(),
  outRefundNo: z.string().optional(),
  status: z.string().optional(),
})
const lineSchema = z.looseObject({ happening: happeningSchema })
type Happening = z.infer<typeof happeningSchema>

/** Reads on in the journal that the gateway writes. */
export function readBill(journalFile: string): Bill {
  const all = new Map<string, Paid>()
  const totals = new Map<string, number>()
  const refunds = new Map<string, number>()
  let read = 0
  let from = 0

  const take = ({ type, outTradeNo = '', content, refundFen = 0, outRefundNo = '', status }: Happening) => {
    if (type === 'order-opened') {
      totals.set(outTradeNo, content?.totalFen ?? 0)
      all.set(outTradeNo, { paidFen: 0, refundedFen: 0, refundingFen: 0, state: 'open' })
    }
    const order = all.get(outTradeNo)
    if (!order) return
    if (type === 'paid') {
      order.paidFen += totals.get(outTradeNo) ?? 0
      order.state = 'paid'
    } else if (type === 'order-closed' && order.state === 'open') order.state = 'closed'
    else if (type === 'refund-accepted') {
      refunds.set(outRefundNo, refundFen)
      order.refundingFen += refundFen
    } else if (type === 'refund-settled') {
      const fen = refunds.get(outRefundNo) ?? 0
      order.refundingFen -= fen
      if (status === 'SUCCESS') order.refundedFen += fen
    }
  }
  const readOn = () => {
    if (!existsSync(journalFile)) return
    const file = openSync(journalFile, 'r')
    try {
      const bytes = Buffer.alloc(fstatSync(file).size - read)
      readSync(file, bytes, 0, bytes.length, read)
      // The last line may not be written whole yet.
      const whole = bytes.subarray(0, bytes.lastIndexOf('\n') + 1)
      read += whole.length
      for (const line of whole.toString('utf8').split('\n'))
        if (line !== '') take(lineSchema.parse(JSON.parse(line)).happening)
    } finally {
      closeSync(file)
    }
  }
  return {
    orders: () => {
      readOn()
      return new Map([...all].slice(from))
    },
    begin: () => {
      readOn()
      from = all.size
    },
  }
}
