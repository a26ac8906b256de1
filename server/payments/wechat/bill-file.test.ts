import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { unwrap } from '../../../src/result.ts'
import type { BillLine } from '../bill.ts'
import { fenOfYuan } from './bill-amount.ts'
import { packBill, readBill } from './bill-file.ts'

/**
 * A bill as WeChat's documentation shows it: a mark of UTF-8, a header without and rows with back-ticks, a comma in a description, a
 * refund of the day before's payment, and its own sums.
 */
const HEADER =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注'
const PAID =
  '`2026-03-02 10:11:12,`wx0000000000000001,`1600000001,`0,`K-7,`4200000000202603020000000001,`yz20260302AAAA,`oUser,`NATIVE,`SUCCESS,`OTHERS,`CNY,`3.50,`0.50,`0,`0,`0.00,`0.00,`,`,`成绩单, 2 份,`,`0.02000,`0.60%,`4.00,`0.00,`'
const REFUNDED =
  '`2026-03-01 23:59:59,`wx0000000000000001,`1600000001,`0,`K-7,`4200000000202603010000000009,`yz20260301BBBB,`oUser,`NATIVE,`REFUND,`OTHERS,`CNY,`0.00,`0.00,`50300000002026,`yz20260301BBBB-not-delivered-1,`2.00,`0.00,`ORIGINAL,`PROCESSING,`成绩单,`,`-0.01000,`0.60%,`0.00,`2.00,`'
const SUM_HEADER = '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额'
const SUMS = '`2,`3.50,`2.00,`0.00,`0.01000,`4.00,`2.00'
const GOOD = [HEADER, PAID, REFUNDED, SUM_HEADER, SUMS]

const fileOf = (rows: readonly string[]) => Buffer.from(`\ufeff${rows.join('\r\n')}\r\n`)
const inPieces = async function* (bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
const sha1 = (bytes: Uint8Array) => createHash('sha1').update(bytes).digest('hex')
const EXPECTED = { mchid: '1600000001', day: '2026-03-02' }
const read = async (file: Uint8Array, { sent = file, digest = sha1(file), pieceBytes = 1_000 } = {}) =>
  readBill(await packBill(inPieces(sent, pieceBytes)), digest, EXPECTED)
const linesOf = async (lines: AsyncIterable<BillLine>) => {
  const all: BillLine[] = []
  for await (const line of lines) all.push(line)
  return all
}
const LINES = [
  {
    ...{ kind: 'payment', outTradeNo: 'yz20260302AAAA', transactionId: '4200000000202603020000000001' },
    ...{ amountFen: 400, at: new Date('2026-03-02T02:11:12Z') },
  },
  {
    ...{ kind: 'refund', outTradeNo: 'yz20260301BBBB', transactionId: '4200000000202603010000000009' },
    ...{ outRefundNo: 'yz20260301BBBB-not-delivered-1', amountFen: 200, state: 'processing' },
    at: new Date('2026-03-01T15:59:59Z'),
  },
]

describe('a bill of WeChat Pay', () => {
  it.each([1, 2, 7, 1_000])('is read in pieces of %i bytes, plain and packed', async pieceBytes => {
    for (const sent of [fileOf(GOOD), gzipSync(fileOf(GOOD))]) {
      const bill = unwrap(await read(fileOf(GOOD), { sent, pieceBytes }))
      expect(bill).toMatchObject({ lineCount: 2, paymentsFen: 400, refundsFen: 200, digest: sha1(fileOf(GOOD)) })
      expect(await linesOf(bill.lines())).toEqual(LINES)
      expect(await linesOf(bill.lines())).toEqual(LINES)
    }
  })

  it('is read by the names of its columns, whatever their order', async () => {
    const moved = (row: string) => {
      const by = row.startsWith('`') ? ',`' : ','
      return (row.startsWith('`') ? '`' : '') + row.replace(/^`/, '').split(by).reverse().join(by)
    }
    const bill = unwrap(await read(fileOf(GOOD.map(moved))))
    expect(await linesOf(bill.lines())).toEqual(LINES)
  })

  it('may have a cancelled bar code among its rows, and the further states of a refund', async () => {
    const revoked = PAID.replace('`SUCCESS', '`REVOKED').replace('AAAA', 'CCCC')
    const failed = REFUNDED.replace('`PROCESSING', '`FAIL')
    const changed = REFUNDED.replace('`PROCESSING', '`CHANGE')
    const done = REFUNDED.replace('`PROCESSING', '`SUCCESS')
    const sums = SUMS.replace('`2,', '`5,').replace(/2\.00$/, '6.00')
    const bill = unwrap(await read(fileOf([HEADER, PAID, revoked, failed, changed, done, SUM_HEADER, sums])))
    expect((await linesOf(bill.lines())).map(line => ('state' in line ? line.state : line.kind))).toEqual([
      ...['payment', 'closed', 'abnormal', 'succeeded'],
    ])
  })

  const withPaid = (from: string | RegExp, to: string) => [HEADER, PAID.replace(from, to), REFUNDED, SUM_HEADER, SUMS]
  const without = (name: string) => [HEADER.replace(`,${name},`, ','), ...GOOD.slice(1)]
  it.each<[string, readonly string[], string]>([
    ['a row too many for its sums', [HEADER, PAID, PAID, REFUNDED, SUM_HEADER, SUMS], 'BILL_SUMS_DIFFER'],
    ['a row too few', [HEADER, PAID, SUM_HEADER, SUMS], 'BILL_SUMS_DIFFER'],
    ['an amount that its sums do not know', withPaid('`4.00', '`4.01'), 'BILL_SUMS_DIFFER'],
    ['no sums', GOOD.slice(0, 3), 'BILL_TRUNCATED'],
    ['a header of sums and no sums', GOOD.slice(0, 4), 'BILL_TRUNCATED'],
    ['rows after its sums', [...GOOD, PAID], 'BILL_GOES_ON_AFTER_ITS_END'],
    ['no column of merchants', without('商户号'), 'BILL_COLUMN_MISSING'],
    ['no column of amounts', without('订单金额'), 'BILL_COLUMN_MISSING'],
    ['no column of refund numbers', without('商户退款单号'), 'BILL_COLUMN_MISSING'],
    ['a row with a cell too few', withPaid('`K-7,', ''), 'BILL_ROW_MALFORMED'],
    ['a row without back-ticks', withPaid(/`/g, ''), 'BILL_ROW_MALFORMED'],
    ['another merchant’s number', withPaid('`1600000001', '`1600000002'), 'BILL_OF_ANOTHER_MERCHANT'],
    ['another currency', withPaid('`CNY', '`USD'), 'BILL_IN_ANOTHER_CURRENCY'],
    ['a payment of another day', withPaid('2026-03-02 10', '2026-03-01 10'), 'BILL_OF_ANOTHER_DAY'],
    ['a time that is none', withPaid('2026-03-02 10', '2026-13-02 10'), 'BILL_TIME_MALFORMED'],
    ['a number with a blank in it', withPaid('yz20260302AAAA', 'yz 20260302AAAA'), 'BILL_NUMBER_MALFORMED'],
    ['an amount as 1e2', withPaid('`4.00', '`1e2'), 'BILL_AMOUNT_MALFORMED'],
    ['an amount below zero', withPaid('`4.00', '`-5'), 'BILL_AMOUNT_MALFORMED'],
    ['an amount of half a fen', withPaid('`4.00', '`0.005'), 'BILL_AMOUNT_MALFORMED'],
    ['an amount beyond all trade', withPaid('`4.00', `\`${'9'.repeat(40)}.00`), 'BILL_AMOUNT_MALFORMED'],
    ['an amount beyond all columns', withPaid('`4.00', '`21474836.48'), 'BILL_AMOUNT_MALFORMED'],
    ['a state that nobody knows', withPaid('`SUCCESS', '`SUCCEEDED'), 'BILL_STATE_UNKNOWN'],
    [
      'a refund in a state of objects',
      [HEADER, PAID, REFUNDED.replace('`PROCESSING', '`toString'), SUM_HEADER, SUMS],
      'BILL_REFUND_MALFORMED',
    ],
    ['a row without an end', [HEADER, 'x'.repeat(40_000)], 'BILL_ROW_TOO_LONG'],
  ])('is not believed with %s', async (_what, rows, code) => {
    expect(await read(fileOf(rows))).toEqual({ ok: false, error: { kind: 'damaged', code } })
  })

  it('is not believed under another hash, cut off, or in another coding', async () => {
    const file = fileOf(GOOD)
    const damaged = (code: string) => ({ ok: false, error: { kind: 'damaged', code } })
    expect(await read(file, { digest: sha1(Buffer.from('other')) })).toEqual(damaged('BILL_HASH_DIFFERS'))
    expect(await read(file, { sent: file.subarray(0, 700) })).toEqual(damaged('BILL_HASH_DIFFERS'))
    expect(await read(file, { sent: gzipSync(file).subarray(0, 300) })).toEqual(damaged('BILL_TRUNCATED'))
    const bent = gzipSync(file)
    bent.fill(0xff, 40, 60)
    expect(await read(file, { sent: bent })).toEqual(damaged('BILL_TRUNCATED'))
    expect(await read(Buffer.concat([file, Buffer.from([0xff, 0xfe])]))).toEqual(damaged('BILL_NOT_UTF8'))
    await expect(packBill(inPieces(Buffer.alloc(0), 1))).rejects.toThrow('BILL_EMPTY')
  })

  it('of 100,000 lines is held packed, and read a few lines at a time', async () => {
    const number = (line: number) => `yz20260302${String(line).padStart(20, '0')}`
    const size = 100_000
    const rows = Array.from({ length: size }, (_, line) => PAID.replace('yz20260302AAAA', number(line)))
    const sums = SUMS.replace('`2,', `\`${size},`).replace('`4.00,`2.00', `\`${4 * size}.00,\`0.00`)
    const file = fileOf([HEADER, ...rows, SUM_HEADER, sums])
    const packed = await packBill(inPieces(gzipSync(file, { level: 1 }), 65_536))
    expect(packed.reduce((sum, one) => sum + one.length, 0)).toBeLessThan(file.length / 8)
    const bill = unwrap(await readBill(packed, sha1(file), EXPECTED))
    expect(bill).toMatchObject({ lineCount: size, paymentsFen: 400 * size })
    let count = 0
    let last = ''
    for await (const line of bill.lines()) {
      count++
      last = line.outTradeNo
    }
    expect([count, last]).toEqual([size, number(size - 1)])
  })
})

describe('fen of yuan', () => {
  it.each([
    ['0', 0],
    ['0.01', 1],
    ['0.1', 10],
    ['4.00', 400],
    ['1234567890.99', 123_456_789_099],
    // As a floating number times a hundred it is 1.9 fen less.
    ['1.15', 115],
    ['4.35', 435],
  ])('%s are %i', (text, fen) => expect(fenOfYuan(text)).toBe(fen))

  it.each(['', '.5', '5.', '-5', '+5', '1e2', '0.005', '1,000.00', ' 1', '0x10', '１.00', 'NaN', '12345678901'])(
    '"%s" is no amount',
    text => expect(fenOfYuan(text)).toBeNull(),
  )
})
