import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FaultInput } from '../../../demo/wxpay-sim/faults.ts'
import type { Happening } from '../../../demo/wxpay-sim/journal-entry.ts'
import { hastyClock, openTestGateway, type TestGateway } from '../../../demo/wxpay-sim/test-gateway.ts'
import type { Payments } from '../payment-port.ts'
import { wechatConfigSchema } from './wechat-config.ts'
import { createWechatPayments } from './wechat-payments.ts'

const clock = hastyClock(5000)
let test: TestGateway
let payments: Payments
let number = 0
beforeAll(async () => {
  test = await openTestGateway()
  payments = createWechatPayments(wechatConfigSchema.parse(test.merchant), { clock })
})
afterAll(() => test.close())

/** What a house that follows the port's own words believes, from answers alone. */
interface Belief {
  outcome: 'open' | 'paid' | 'closed'
  refund: 'none' | 'wanted' | 'ended'
}

const AMOUNT_FEN = 400
const expiresAt = new Date(Date.now() + 3_600_000)

const step = (name: string) => {
  const belief: Belief = { outcome: 'open', refund: 'none' }
  const outRefundNo = `${name}-R1`
  const refundCall = { outTradeNo: name, outRefundNo, refundFen: AMOUNT_FEN, totalFen: AMOUNT_FEN, reason: '未出纸' }
  const query = async () => {
    const seen = await payments.query(name)
    if (!seen.ok) return
    // An answer may never take back what an earlier one has settled.
    if (seen.value.state === 'paid' && seen.value.totalFen === AMOUNT_FEN) {
      expect(belief.outcome).not.toBe('closed')
      belief.outcome = 'paid'
    }
    if (seen.value.state === 'closed') {
      expect(belief.outcome).not.toBe('paid')
      belief.outcome = 'closed'
    }
  }
  const actions = {
    open: async () => {
      if (belief.outcome !== 'open') return
      const order = { outTradeNo: name, description: '成绩单', amountFen: AMOUNT_FEN, expiresAt, terminalId: 'T-1' }
      await payments.openCode(order)
    },
    pay: async () => {
      test.gateway.pay(name)
    },
    query,
    close: async () => {
      if (belief.outcome !== 'open') return
      const closed = await payments.close(name)
      if (closed.ok) belief.outcome = 'closed'
      else await query()
    },
    refund: async () => {
      if (belief.outcome !== 'paid' || belief.refund === 'ended') return
      belief.refund = 'wanted'
      const made = await payments.refund(refundCall)
      if (made.ok && made.value.state === 'succeeded') belief.refund = 'ended'
    },
    wait: () => test.gateway.advance(90_000),
  }
  return { belief, actions, outRefundNo }
}
type Action = keyof ReturnType<typeof step>['actions']

const operation = fc.constantFrom('order', 'query', 'close', 'refund', 'refund-query' as const)
const where = fc.constantFrom('before' as const, 'after' as const)
const fault = fc
  .tuple(
    fc.oneof(
      where.map((at): FaultInput => ({ kind: 'reset', where: at })),
      where.map((at): FaultInput => ({ kind: 'http502html', where: at })),
      fc
        .record({
          status: fc.constantFrom(202, 400, 401, 403, 404, 429, 500, 503),
          code: fc.constantFrom('SYSTEM_ERROR', 'FREQUENCY_LIMITED', 'TRADE_ERROR', 'USERPAYING', 'BANK_ERROR'),
          commit: fc.boolean(),
        })
        .map((error): FaultInput => ({ kind: 'error', ...error })),
      fc.constantFrom<FaultInput>(
        { kind: 'unsigned' },
        { kind: 'badSignature' },
        { kind: 'probe' },
        { kind: 'staleTimestamp', seconds: 400 },
        { kind: 'unknownSerial' },
        { kind: 'truncate' },
        { kind: 'wrongAmount' },
        { kind: 'payDuringClose' },
        { kind: 'notEnough' },
      ),
      fc.constantFrom<FaultInput>({ kind: 'swapOrder' }, { kind: 'payTwice' }, { kind: 'voucher', fen: 100 }),
    ),
    operation,
    fc.integer({ min: 1, max: 3 }),
  )
  .map(([kind, on, times]): FaultInput => {
    const everywhere = ['payDuringClose', 'notEnough', 'payTwice', 'voucher'].includes(kind.kind)
    return { ...kind, times, match: everywhere ? {} : { operation: on } }
  })
const action = fc.constantFrom<Action>('open', 'pay', 'query', 'close', 'refund', 'wait')

it('ends every number as exactly one of paid, closed, refunded, with one refund for one cause, whatever goes wrong', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(action, fc.array(fault, { maxLength: 2 })), { minLength: 1, maxLength: 10 }),
      fc.boolean(),
      async (sequence, givesBack) => {
        const name = `RANDOM${String(++number).padStart(6, '0')}`
        const { belief, actions, outRefundNo } = step(name)
        // Of the codes that a 4xx may carry here, none speaks clearly; nothing may be settled by one.
        for (const [what, faults] of [['open', []], ...sequence] as [Action, FaultInput[]][]) {
          test.gateway.faults(faults)
          await actions[what]()
        }
        test.gateway.faults([])
        await actions.wait()
        for (let round = 0; round < 3 && belief.outcome === 'open'; round++) {
          await actions.open()
          await actions.query()
          await actions.close()
        }
        if (belief.outcome === 'paid' && (givesBack || belief.refund === 'wanted')) {
          for (let round = 0; round < 4 && belief.refund !== 'ended'; round++) {
            await actions.refund()
            await actions.wait()
          }
        }

        const happened = test.gateway
          .journal()
          .map(entry => entry.happening)
          .filter(one => 'outTradeNo' in one && one.outTradeNo === name)
        const count = (type: Happening['type']) => happened.filter(one => one.type === type).length
        expect(count('order-opened')).toBe(1)
        expect(count('paid') + count('order-closed')).toBe(1)
        expect(belief.outcome).toBe(count('paid') === 1 ? 'paid' : 'closed')
        expect(count('refund-accepted')).toBeLessThanOrEqual(count('paid'))
        expect(count('refund-settled')).toBe(belief.refund === 'ended' ? 1 : 0)
        expect(belief.refund).not.toBe('wanted')
        const numbers = happened.flatMap(one => (one.type === 'refund-accepted' ? [one.outRefundNo] : []))
        expect(new Set(numbers).size).toBe(numbers.length)
        expect(numbers.every(one => one === outRefundNo)).toBe(true)
      },
    ),
    { numRuns: 60, endOnFailure: false },
  )
})
