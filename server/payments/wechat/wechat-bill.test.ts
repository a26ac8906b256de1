import { createHash } from 'node:crypto'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { billDay } from '../../../demo/wxpay-sim/bill-csv.ts'
import type { FaultInput } from '../../../demo/wxpay-sim/faults.ts'
import { hastyClock, openTestGateway, type TestGateway } from '../../../demo/wxpay-sim/test-gateway.ts'
import { ok, unwrap } from '../../../src/result.ts'
import type { BillLine, Bills } from '../bill.ts'
import { createWechatBills } from './wechat-bill.ts'
import { type WechatConfigInput, wechatConfigSchema } from './wechat-config.ts'
import { createWechatPayments } from './wechat-payments.ts'

const DAY_MS = 86_400_000
const clock = hastyClock(5_000)
let test: TestGateway
let bills: Bills
let day = ''
const billsWith = (change: Partial<WechatConfigInput>) =>
  createWechatPayments(wechatConfigSchema.parse({ ...test.merchant, ...change }), { clock }).bills!
beforeAll(async () => {
  test = await openTestGateway()
  const { gateway, merchant } = test
  const payments = createWechatPayments(wechatConfigSchema.parse(merchant), { clock })
  bills = payments.bills!
  const expiresAt = new Date(Date.now() + 600_000)
  for (const outTradeNo of ['BILL001', 'BILL002', 'BILL003']) {
    unwrap(
      await payments.openCode({
        outTradeNo,
        description: '成绩单, 2 份',
        amountFen: 435,
        expiresAt,
        terminalId: 'T-1',
      }),
    )
  }
  gateway.pay('BILL001')
  gateway.pay('BILL002')
  unwrap(
    await payments.refund({
      outTradeNo: 'BILL001',
      outRefundNo: 'BILL001-R-1',
      refundFen: 115,
      totalFen: 435,
      reason: '未出纸',
    }),
  )
  day = billDay(Date.now())
  await gateway.advance(DAY_MS)
})
afterAll(() => test.close())
beforeEach(() => test.gateway.faults([]))

const linesOf = async (from: Bills = bills) => {
  const bill = unwrap(await from.ofDay(day))
  if (bill === 'no-bill') throw new Error('there is a bill')
  const all: BillLine[] = []
  for await (const line of bill.lines()) all.push(line)
  return all
}
const short = (line: BillLine) => [line.kind, line.outTradeNo, line.amountFen]

describe('the bill of a day', () => {
  it('has the payments and refunds of the day, in fen', async () => {
    const lines = await linesOf()
    expect(lines).toMatchObject([
      { kind: 'payment', outTradeNo: 'BILL001', amountFen: 435 },
      { kind: 'payment', outTradeNo: 'BILL002', amountFen: 435 },
      { kind: 'refund', outTradeNo: 'BILL001', outRefundNo: 'BILL001-R-1', amountFen: 115, state: 'succeeded' },
    ])
    const [first] = lines
    expect(first?.transactionId).toMatch(/^42000\d{23}$/)
    expect(billDay(first!.at.getTime())).toBe(day)
  })

  it.each<[string, FaultInput, (readonly (string | number)[])[]]>([
    ['one more', { kind: 'extraRow', outTradeNo: 'EXTRA001', fen: 300 }, [['payment', 'EXTRA001', 300]]],
    ['one less', { kind: 'missingRow', match: { out_trade_no: 'BILL002' } }, []],
    [
      'another amount',
      { kind: 'amountOff', fen: 5, match: { out_trade_no: 'BILL002' } },
      [['payment', 'BILL002', 440]],
    ],
  ])('with %s is a whole bill still: what differs is found by matching', async (_what, fault, expected) => {
    const before = (await linesOf()).map(short)
    test.gateway.faults([fault])
    const changed = (await linesOf()).map(short)
    const has = (list: readonly unknown[][], one: readonly unknown[]) => list.some(other => `${other}` === `${one}`)
    expect(changed.filter(one => !has(before, one))).toEqual(expected)
  })

  it('that nothing was traded on is none, and that is final; so says WeChat for a day as well', async () => {
    expect(await bills.ofDay('2020-01-01')).toEqual(ok('no-bill'))
    test.gateway.faults([{ kind: 'billNone' }])
    expect(await bills.ofDay(day)).toEqual(ok('no-bill'))
  })

  it.each<[FaultInput, string, string]>([
    [{ kind: 'billCreating' }, 'later', 'STATEMENT_CREATING'],
    [{ kind: 'error', status: 500, code: 'SYSTEM_ERROR', times: 'always' }, 'later', 'SYSTEM_ERROR'],
    [{ kind: 'error', status: 429, code: 'FREQUENCY_LIMITED', times: 'always' }, 'later', 'FREQUENCY_LIMITED'],
    [{ kind: 'error', status: 403, code: 'NO_AUTH' }, 'refused', 'NO_AUTH'],
    [{ kind: 'unsigned', times: 'always' }, 'later', 'EV3_RES_HEADERS_INCOMPLATE'],
    [{ kind: 'badSignature', times: 'always' }, 'later', 'EV3_RES_HEADER_SIGNATURE_DIGEST'],
    [{ kind: 'billHashMismatch' }, 'damaged', 'BILL_HASH_DIFFERS'],
    [{ kind: 'billTruncated' }, 'damaged', 'BILL_TRUNCATED'],
  ])('under %j is not believed', async (fault, kind, code) => {
    test.gateway.faults([fault])
    expect(await bills.ofDay(day)).toEqual({ ok: false, error: { kind, code } })
  })

  it('of a merchant whose key the gateway does not know is refused', async () => {
    expect(await billsWith({ merchantSerial: 'ABCDEF0123456789' }).ofDay(day)).toMatchObject({
      error: { kind: 'refused', code: 'SIGN_ERROR' },
    })
  })
})

describe('a download that goes wrong', () => {
  const serve = async (listener: RequestListener, run: (bills: Bills) => Promise<void>, host = '') => {
    const server = createServer(listener)
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const config = wechatConfigSchema.parse({ ...test.merchant, baseUrls: [origin] })
    const offer = {
      hash_type: 'SHA1',
      hash_value: createHash('sha1').update('whatever').digest('hex'),
      download_url: `${host || origin}/v3/billdownload/file?token=abc`,
    }
    await run(createWechatBills(config, clock, async () => ok(offer)))
    server.closeAllConnections()
    server.close()
  }

  it.each<[string, RequestListener, object]>([
    [
      'is answered with 404: the address was too old',
      (_request, reply) => void reply.writeHead(404).end(),
      { kind: 'later', code: 'BILL_DOWNLOAD_HTTP_404' },
    ],
    [
      'is sent elsewhere, which is not followed',
      (_request, reply) => void reply.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
      { kind: 'later', code: 'BILL_DOWNLOAD_HTTP_302' },
    ],
    [
      'breaks off',
      (_request, reply) =>
        void reply.writeHead(200, { 'content-length': '100000' }).write('abcdef', () => reply.destroy()),
      { kind: 'later', code: 'BILL_DOWNLOAD_BROKE_OFF' },
    ],
    ['has no content', (_request, reply) => void reply.writeHead(200).end(), { kind: 'damaged', code: 'BILL_EMPTY' }],
  ])('%s', async (_what, listener, error) => {
    await serve(listener, async from => expect(await from.ofDay(day)).toEqual({ ok: false, error }))
  })

  it('stands still: given up by its own limit', async () => {
    const begun = Promise.withResolvers<void>()
    const listener: RequestListener = (_request, reply) => {
      reply.writeHead(200).write('abcdef', () => begun.resolve())
    }
    await serve(listener, async from => {
      const answer = from.ofDay(day)
      await begun.promise
      clock.expire()
      expect(await answer).toEqual({ ok: false, error: { kind: 'later', code: 'BILL_DOWNLOAD_TIMEOUT' } })
    })
  })

  it('is at a host that is not WeChat’s: never asked', async () => {
    const never: RequestListener = () => expect.unreachable()
    await serve(
      never,
      async from =>
        expect(await from.ofDay(day)).toEqual({ ok: false, error: { kind: 'damaged', code: 'BILL_AT_ANOTHER_HOST' } }),
      'https://example.org',
    )
  })

  it('is signed for exactly what is asked', async () => {
    let said = ''
    await serve(
      (request, reply) => {
        said = `${request.url} ${request.headers.authorization}`
        reply.writeHead(200).end('whatever')
      },
      async from =>
        expect(await from.ofDay(day)).toMatchObject({ error: { kind: 'damaged', code: 'BILL_COLUMN_MISSING' } }),
    )
    expect(said).toMatch(/^\/v3\/billdownload\/file\?token=abc WECHATPAY2-SHA256-RSA2048 mchid="1600000001"/)
  })
})
