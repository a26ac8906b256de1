import type { SimulatedGateway } from './gateway.ts'

/** What the provider has taken under one number, and given back, by its own journal: the payer's bill. */
export interface Billed {
  readonly paidFen: number
  readonly refundedFen: number
  /** What is still under way. */
  readonly refundingFen: number
  /** What is under way and will stay so for as long as the provider likes. */
  readonly stuckFen: number
}

const NOTHING: Billed = { paidFen: 0, refundedFen: 0, refundingFen: 0, stuckFen: 0 }

export function billOf({ journal }: Pick<SimulatedGateway, 'journal'>): ReadonlyMap<string, Billed> {
  const bill = new Map<string, Billed>()
  const refunds = new Map<string, { outTradeNo: string; refundFen: number; isStuck: boolean }>()
  const totals = new Map<string, number>()
  const add = (outTradeNo: string, more: Partial<Billed>) => {
    const known = bill.get(outTradeNo) ?? NOTHING
    bill.set(outTradeNo, {
      paidFen: known.paidFen + (more.paidFen ?? 0),
      refundedFen: known.refundedFen + (more.refundedFen ?? 0),
      refundingFen: known.refundingFen + (more.refundingFen ?? 0),
      stuckFen: known.stuckFen + (more.stuckFen ?? 0),
    })
  }
  for (const { happening } of journal()) {
    if (happening.type === 'order-opened') totals.set(happening.outTradeNo, happening.content.totalFen)
    if (happening.type === 'paid') add(happening.outTradeNo, { paidFen: totals.get(happening.outTradeNo) ?? 0 })
    if (happening.type === 'refund-accepted') {
      const { outTradeNo, outRefundNo, refundFen, settlesAs } = happening
      const isStuck = settlesAs === 'never'
      refunds.set(outRefundNo, { outTradeNo, refundFen, isStuck })
      add(outTradeNo, { refundingFen: refundFen, stuckFen: isStuck ? refundFen : 0 })
    }
    if (happening.type === 'refund-settled') {
      const { outTradeNo, refundFen } = refunds.get(happening.outRefundNo)!
      const isThrough = happening.status === 'SUCCESS'
      add(outTradeNo, { refundingFen: -refundFen, refundedFen: isThrough ? refundFen : 0 })
    }
  }
  return bill
}

/** Numbers of refunds that the provider has taken on and will never end. */
export function stuckRefunds({ journal }: Pick<SimulatedGateway, 'journal'>): ReadonlySet<string> {
  return new Set(
    journal().flatMap(({ happening }) =>
      happening.type === 'refund-accepted' && happening.settlesAs === 'never' ? [happening.outRefundNo] : [],
    ),
  )
}

/** Under which number a code is paid. */
export function numberOfCode({ journal }: Pick<SimulatedGateway, 'journal'>, codeUrl: string): string | null {
  const pr = codeUrl.split('pr=')[1] ?? ''
  for (const { happening } of journal())
    if (happening.type === 'code-issued' && happening.pr === pr) return happening.outTradeNo
  return null
}
