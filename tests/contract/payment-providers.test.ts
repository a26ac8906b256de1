import { afterAll } from 'vitest'
import type { FaultInput, Operation } from '../../demo/wxpay-sim/faults.ts'
import type { Gateway } from '../../demo/wxpay-sim/gateway.ts'
import { hastyClock, openTestGateway } from '../../demo/wxpay-sim/test-gateway.ts'
import { wechatConfigSchema } from '../../server/payments/wechat/wechat-config.ts'
import { createWechatPayments } from '../../server/payments/wechat/wechat-payments.ts'
import { fakeClock } from '../../src/fake-clock.ts'
import { createCampusWallet } from '../peers/campus-wallet.ts'
import { createPaymentsDouble } from '../peers/payments-double.ts'
import { type CallTrouble, describePaymentProvider, type ProviderCall, TROUBLES } from './payment-provider-contract.ts'

const closers: (() => Promise<void> | void)[] = []
afterAll(async () => {
  for (const close of closers) await close()
})

const IN_MEMORY = { knowsNumbers: true, refundsLater: true, sendsElsewhere: true, hasBills: false } as const

describePaymentProvider(
  'of the tests, in memory',
  { ...IN_MEMORY, troubles: ['lost-request', 'lost-reply'] },
  async () => {
    const double = createPaymentsDouble(fakeClock(Date.now()))
    const lost = (call: ProviderCall, what: CallTrouble) =>
      void double.faults.push({ on: call, what: what === 'lost-request' ? 'lost-request' : 'lost-reply' })
    return {
      payments: double.payments,
      pay: async (_, outTradeNo) => double.pay(outTradeNo),
      heldFen: no => heldOf(double.trades.get(no)),
      endRefunds: state => double.endRefunds(state),
      notice: async no => double.notice(no),
      trouble: lost,
      misstate: about => {
        if (about === 'query') double.misstated.push(401)
        else double.misstatedRefunds.push(151)
      },
    }
  },
)

/** What is left of a payment once its refunds, but for those that were given up, are taken off. */
function heldOf(
  trade:
    | { readonly paidFen: number; readonly refunds: ReadonlyMap<string, { refundFen: number; state: string }> }
    | undefined,
): number {
  const refunds = [...(trade?.refunds.values() ?? [])].filter(({ state }) => state !== 'closed')
  return refunds.reduce((left, { refundFen }) => left - refundFen, trade?.paidFen ?? 0)
}

const WALLET = {
  knowsNumbers: false,
  refundsLater: false,
  sendsElsewhere: false,
  hasBills: false,
  troubles: [],
} as const

describePaymentProvider('of another kind, a campus wallet', WALLET, async () => {
  const wallet = createCampusWallet()
  const secret = 'wallet-secret'
  const codeOf = (outTradeNo: string) => `https://wallet.example/S0001/${outTradeNo}`
  return {
    payments: wallet.provider.open({ shop: 'S0001', secret }, { clock: fakeClock() }),
    pay: async codeUrl => wallet.scan(codeUrl),
    heldFen: no => wallet.keptFen(codeOf(no)),
    endRefunds: () => undefined,
    notice: async no => ({ headers: {}, body: new TextEncoder().encode(wallet.notice(codeOf(no), secret)) }),
    trouble: () => undefined,
    misstate: null,
  }
})

/** Which of the gateway's faults brings a call to such grief. */
const FAULTS: Readonly<Record<CallTrouble, FaultInput>> = {
  'lost-request': { kind: 'reset', where: 'before' },
  'lost-reply': { kind: 'reset', where: 'after' },
  'late-reply': { kind: 'hang', where: 'after' },
  'server-error': { kind: 'error', status: 500, code: 'SYSTEM_ERROR' },
  'server-error-and-done': { kind: 'error', status: 500, code: 'SYSTEM_ERROR', commit: true },
  'too-many-calls': { kind: 'error', status: 429, code: 'FREQUENCY_LIMITED' },
  'page-in-between': { kind: 'http502html', where: 'before' },
  malformed: { kind: 'truncate' },
  oversize: { kind: 'oversize', where: 'after' },
  'not-authentic': { kind: 'badSignature' },
}
const OPERATIONS: Readonly<Record<ProviderCall, Operation>> = {
  ...{ openCode: 'order', query: 'query', close: 'close', refund: 'refund', queryRefund: 'refund-query' },
}
const ENDS = { succeeded: 'SUCCESS', closed: 'CLOSED', abnormal: 'ABNORMAL' } as const

const WECHAT = { knowsNumbers: true, refundsLater: true, sendsElsewhere: true, hasBills: true } as const
const EVERY_TROUBLE = Object.keys(TROUBLES) as CallTrouble[]

describePaymentProvider('WeChat Pay, over its simulated gateway', { ...WECHAT, troubles: EVERY_TROUBLE }, async () => {
  const clock = hastyClock(5_000)
  const test = await openTestGateway()
  closers.push(test.close)
  const payments = createWechatPayments(wechatConfigSchema.parse({ ...test.merchant, attempts: 1 }), { clock })
  const { gateway } = test
  return {
    payments,
    pay: async (_, outTradeNo) => gateway.pay(outTradeNo).state === 'paid',
    heldFen: no => heldAtGateway(gateway, no),
    endRefunds: state => gateway.endRefunds(ENDS[state]),
    notice: async no => {
      await gateway.idle()
      for (const { headers, body } of test.received) {
        const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
        const read = payments.readNotice(lower, body)
        if (read.ok && read.value.kind === 'payment' && read.value.transaction.outTradeNo === no)
          return { headers: lower, body }
      }
      throw new Error('the gateway has sent no notice of it')
    },
    trouble: (call, what) => {
      // A closing is answered with nothing, of which nothing can be cut off.
      const fault: FaultInput = call === 'close' && what === 'malformed' ? { kind: 'unsigned' } : FAULTS[what]
      gateway.faults([{ ...fault, match: { operation: OPERATIONS[call] } }])
      if (fault.kind === 'hang') void gateway.nextStrike('hang').then(() => setImmediate(() => clock.expire()))
    },
    misstate: about => gateway.faults([{ kind: 'wrongAmount', match: { operation: OPERATIONS[about] } }]),
  }
})

/** What the journal of the gateway adds up to for one trade. */
function heldAtGateway({ journal }: Pick<Gateway, 'journal'>, outTradeNo: string): number {
  const refunds = new Map<string, { refundFen: number; state: string }>()
  const trade = { totalFen: 0, paidFen: 0, refunds }
  for (const { happening: one } of journal()) {
    if (!('outTradeNo' in one) || one.outTradeNo !== outTradeNo) continue
    if (one.type === 'order-opened') trade.totalFen = one.content.totalFen
    if (one.type === 'paid') trade.paidFen = trade.totalFen
    if (one.type === 'refund-accepted') refunds.set(one.outRefundNo, { refundFen: one.refundFen, state: 'processing' })
    const refund = one.type === 'refund-settled' ? refunds.get(one.outRefundNo) : undefined
    if (refund && one.type === 'refund-settled') refund.state = one.status.toLowerCase()
  }
  return heldOf(trade)
}
