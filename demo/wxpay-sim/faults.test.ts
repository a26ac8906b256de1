import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FaultInput } from './faults.ts'
import { type MerchantCalls, merchantCalls } from './merchant-calls.ts'
import { openTestGateway, type TestGateway } from './test-gateway.ts'

let test: TestGateway
let calls: MerchantCalls
let number = 0
let outTradeNo = ''
beforeAll(async () => {
  test = await openTestGateway()
  calls = merchantCalls(test)
})
afterAll(() => test.close())
beforeEach(() => {
  outTradeNo = `FAULT${String(++number).padStart(3, '0')}`
  test.gateway.faults([])
})

const exists = async () => {
  test.gateway.faults([])
  return (await calls.query(outTradeNo)).status === 200
}
const order: FaultInput['match'] = { operation: 'order' }

describe('a call that goes wrong', () => {
  it.each<[FaultInput, boolean]>([
    [{ kind: 'reset', where: 'before', match: order }, false],
    [{ kind: 'reset', where: 'after', match: order }, true],
    [{ kind: 'truncate', match: order }, true],
  ])('%j breaks the line', async (fault, committed) => {
    test.gateway.faults([fault])
    await expect(calls.order(outTradeNo)).rejects.toThrow()
    expect(await exists()).toBe(committed)
  })

  it.each<[FaultInput, number, boolean]>([
    [{ kind: 'error', status: 500, code: 'SYSTEM_ERROR' }, 500, false],
    [{ kind: 'error', status: 500, code: 'SYSTEM_ERROR', commit: true }, 500, true],
    [{ kind: 'error', status: 429, code: 'FREQUENCY_LIMITED', commit: true }, 429, true],
  ])('%j', async (fault, status, committed) => {
    test.gateway.faults([fault])
    const reply = await calls.order(outTradeNo)
    expect(reply.status).toBe(status)
    expect(reply.raw.headers['wechatpay-signature']).toBeUndefined()
    expect(await exists()).toBe(committed)
  })

  it('a 202 is signed, and is no order', async () => {
    test.gateway.faults([{ kind: 'error', status: 202, code: 'USERPAYING' }])
    const reply = await calls.order(outTradeNo)
    expect([reply.status, typeof reply.raw.headers['wechatpay-signature']]).toEqual([202, 'string'])
    expect(await exists()).toBe(false)
  })

  it.each(['before', 'after'] as const)('a delay %s the commit', async where => {
    test.gateway.faults([{ kind: 'delay', ms: 60_000, where }])
    const struck = test.gateway.nextStrike('delay')
    const reply = calls.order(outTradeNo)
    await struck
    expect(await exists()).toBe(where === 'after')
    await test.gateway.advance(60_000)
    expect((await reply).status).toBe(200)
    expect(await exists()).toBe(true)
  })
})

describe('when a fault strikes', () => {
  const broken: FaultInput = { kind: 'error', status: 500, code: 'SYSTEM_ERROR' }
  const statuses = async (count: number) => {
    const seen: number[] = []
    for (let call = 0; call < count; call++) seen.push((await calls.order(outTradeNo)).status)
    return seen
  }

  it('is as often as it says', async () => {
    test.gateway.faults([{ ...broken, times: 2 }])
    expect(await statuses(4)).toEqual([500, 500, 200, 200])
  })

  it('is always', async () => {
    test.gateway.faults([{ ...broken, times: 'always' }])
    expect(await statuses(3)).toEqual([500, 500, 500])
  })

  it('is the nth time', async () => {
    test.gateway.faults([{ ...broken, match: { nth: 3 } }])
    expect(await statuses(4)).toEqual([200, 200, 500, 200])
  })

  it('is for one order and one path only', async () => {
    test.gateway.faults([
      { ...broken, match: { out_trade_no: 'ANOTHER' }, times: 'always' },
      { ...broken, match: { path: '/refund/' }, times: 'always' },
    ])
    expect(await statuses(2)).toEqual([200, 200])
    expect((await calls.queryRefund('R-1')).status).toBe(500)
  })

  it('is now and then, the same way for the same seed', async () => {
    const runs = []
    for (let run = 0; run < 2; run++) {
      const seeded = await openTestGateway({ seed: 7 })
      const seededCalls = merchantCalls(seeded)
      seeded.gateway.faults([{ ...broken, match: { probability: 0.5 }, times: 'always' }])
      const seen = []
      // Refusals draw from the same dice for their spacing, so the sequence depends on the calls alone.
      for (let call = 0; call < 16; call++) seen.push((await seededCalls.queryRefund('R-1')).status)
      runs.push(seen.join())
      await seeded.close()
    }
    expect(runs[0]).toBe(runs[1])
    expect(new Set(runs[0]!.split(','))).toEqual(new Set(['404', '500']))
  })
})
