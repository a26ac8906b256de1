import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { PaymentFailure, Payments, Transaction } from '../../server/payments/payments.ts'
import { type PaymentProvider, paymentProvider } from '../../server/payments/provider.ts'
import { err, ok } from '../../src/result.ts'

/** One shop's books at the wallet. */
interface Shop {
  readonly paid: Map<string, { totalFen: number; refunds: Map<string, number> }>
  readonly cancelled: Set<string>
  readonly offered: Map<string, number>
}

/**
 * A payment provider that is invented, and as unlike WeChat Pay as may be: a trade is there only once its code was scanned,
 * refunds are done at once, notices are forms with yuan as text and a keyed hash, and are answered with the word `success`.
 */
export interface CampusWallet {
  readonly provider: PaymentProvider
  /** The payer scans the code: false when it was cancelled, or never given, or is paid. */
  scan(codeUrl: string): boolean
  /** How much of it is with the shop now. */
  keptFen(codeUrl: string): number
  isCancelled(codeUrl: string): boolean
  /** The form that the wallet posts about a payment. */
  notice(codeUrl: string, secret: string): string
}

const configSchema = z.strictObject({ shop: z.string().regex(/^S\d{4}$/), secret: z.string().min(8) })
const SCAN = /^https:\/\/wallet\.example\/(S\d{4})\/(\w+)$/

export function createCampusWallet(): CampusWallet {
  const shops = new Map<string, Shop>()
  const shopOf = (number: string): Shop => {
    const shop = shops.get(number) ?? { paid: new Map(), cancelled: new Set(), offered: new Map() }
    shops.set(number, shop)
    return shop
  }
  const scanned = (codeUrl: string) => {
    const [, shop = '', trade = ''] = SCAN.exec(codeUrl) ?? []
    return { name: shop, shop: shopOf(shop), trade }
  }
  return {
    provider: paymentProvider({
      id: 'campus-wallet',
      name: { zh: '校园钱包', en: 'Campus Wallet' },
      notices: {
        path: '/v1/campus-wallet/notice',
        answerWithinMs: 9_000,
        answers: {
          taken: { status: 200, body: 'success' },
          refused: { status: 200, body: 'failure' },
          'not-ours': { status: 200, body: 'failure' },
        },
      },
      configSchema: () => configSchema,
      merchantIdOf: ({ shop }) => shop,
      open: config => paymentsOf(config, shopOf(config.shop)),
    }),
    scan: codeUrl => {
      const { shop, trade } = scanned(codeUrl)
      const totalFen = shop.offered.get(trade)
      if (totalFen === undefined || shop.paid.has(trade) || shop.cancelled.has(trade)) return false
      shop.paid.set(trade, { totalFen, refunds: new Map() })
      return true
    },
    keptFen: codeUrl => {
      const { shop, trade } = scanned(codeUrl)
      const paid = shop.paid.get(trade)
      return paid ? [...paid.refunds.values()].reduce((left, refundFen) => left - refundFen, paid.totalFen) : 0
    },
    isCancelled: codeUrl => scanned(codeUrl).shop.cancelled.has(scanned(codeUrl).trade),
    notice: (codeUrl, secret) => {
      const { name, shop, trade } = scanned(codeUrl)
      const yuan = ((shop.paid.get(trade)?.totalFen ?? 0) / 100).toFixed(2)
      const form = new URLSearchParams({ shop: name, trade, yuan })
      form.set('sign', signatureOf(form, secret).toString('hex'))
      return form.toString()
    },
  }
}

function paymentsOf({ shop: name, secret }: z.infer<typeof configSchema>, shop: Shop): Payments {
  const fail = (kind: PaymentFailure['kind'], code: string) => err({ kind, code })
  const transaction = (outTradeNo: string): Transaction => {
    const paid = shop.paid.get(outTradeNo)
    const state = paid ? 'paid' : shop.cancelled.has(outTradeNo) ? 'closed' : 'not-paid'
    return {
      ...{ outTradeNo, state, totalFen: paid?.totalFen ?? null, paidAt: null },
      transactionId: paid ? `W${outTradeNo}` : null,
    }
  }
  return {
    openCode: async ({ outTradeNo, amountFen }) => {
      if (shop.cancelled.has(outTradeNo) || shop.paid.has(outTradeNo)) return fail('refused', 'OVER')
      shop.offered.set(outTradeNo, amountFen)
      return ok({ codeUrl: `https://wallet.example/${name}/${outTradeNo}` })
    },
    query: async outTradeNo => ok(transaction(outTradeNo)),
    close: async outTradeNo => {
      if (shop.paid.has(outTradeNo)) return fail('refused', 'PAID')
      shop.cancelled.add(outTradeNo)
      return ok('closed' as const)
    },
    refund: async ({ outTradeNo, outRefundNo, refundFen }) => {
      const paid = shop.paid.get(outTradeNo)
      if (!paid) return fail('refused', 'NOT_PAID')
      const known = paid.refunds.get(outRefundNo)
      if (known !== undefined && known !== refundFen) return fail('refused', 'ANOTHER_SUM')
      const others = [...paid.refunds].filter(([number]) => number !== outRefundNo)
      const left = others.reduce((sum, [, fen]) => sum - fen, paid.totalFen)
      if (refundFen > left) return fail('refused', 'TOO_MUCH')
      paid.refunds.set(outRefundNo, refundFen)
      return ok({ outRefundNo, state: 'succeeded' as const, refundFen })
    },
    queryRefund: async outRefundNo => {
      for (const { refunds } of shop.paid.values()) {
        const refundFen = refunds.get(outRefundNo)
        if (refundFen !== undefined) return ok({ outRefundNo, state: 'succeeded' as const, refundFen })
      }
      return fail('not-found', 'NO_REFUND')
    },
    readNotice: (_headers, rawBody) => {
      const form = new URLSearchParams(new TextDecoder().decode(rawBody))
      const sign = Buffer.from(form.get('sign') ?? '', 'hex')
      form.delete('sign')
      const right = signatureOf(form, secret)
      if (sign.length !== right.length || !timingSafeEqual(sign, right)) return fail('refused', 'BAD_SIGN')
      if (form.get('shop') !== name) return fail('refused', 'ANOTHER_SHOP')
      const totalFen = Math.round(Number(form.get('yuan')) * 100)
      const outTradeNo = form.get('trade') ?? ''
      const paid = { outTradeNo, state: 'paid', totalFen, transactionId: `W${outTradeNo}`, paidAt: null } as const
      return ok({ kind: 'payment', transaction: paid })
    },
    bills: null,
  }
}

function signatureOf(form: URLSearchParams, secret: string): Buffer {
  return createHmac('sha256', secret).update(form.toString()).digest()
}
