import { describe, expect, it } from 'vitest'
import { unwrap } from '../../../src/result.ts'
import { readRefund, readRefundNotice, readTransaction } from './wechat-replies.ts'

const expected = { appid: 'wx0000000000000001', mchid: '1600000001' }
const paid = {
  ...expected,
  out_trade_no: 'ORDER01',
  trade_state: 'SUCCESS',
  transaction_id: '4200000001',
  success_time: '2026-09-01T10:00:00+08:00',
  amount: { total: 400, payer_total: 100, currency: 'CNY' },
}
const refund = {
  out_trade_no: 'ORDER01',
  out_refund_no: 'R-1',
  status: 'PROCESSING',
  amount: { refund: 100, total: 400, currency: 'CNY' },
}

describe('an order in WeChat’s words', () => {
  it.each([
    ['SUCCESS', 'paid'],
    ['REFUND', 'paid'],
    ['NOTPAY', 'not-paid'],
    ['CLOSED', 'closed'],
    ['REVOKED', 'unknown'],
    ['USERPAYING', 'unknown'],
    ['PAYERROR', 'unknown'],
    ['ACCEPT', 'unknown'],
    ['SOMETHING_NEW', 'unknown'],
  ])('%s is %s', (trade_state, state) => {
    expect(readTransaction({ ...paid, trade_state }, expected, 'ORDER01')).toMatchObject({ ok: true, value: { state } })
  })

  it('says that money has gone back, where some has', () => {
    const read = (trade_state: string) =>
      unwrap(readTransaction({ ...paid, trade_state }, expected)).hasRefunds ?? false
    expect(['SUCCESS', 'REFUND'].map(read)).toEqual([false, true])
  })

  it('is read with its amount and its time', () => {
    expect(readTransaction(paid, expected)).toEqual({
      ok: true,
      value: {
        outTradeNo: 'ORDER01',
        state: 'paid',
        totalFen: 400,
        transactionId: '4200000001',
        paidAt: new Date('2026-09-01T02:00:00Z'),
      },
    })
  })

  it.each<[string, Record<string, unknown>]>([
    ['another currency', { amount: { total: 400, currency: 'USD' } }],
    ['half a fen', { amount: { total: 400.5 } }],
    ['an amount as text', { amount: { total: '400' } }],
    ['no amount', { amount: undefined }],
    ['no transaction', { transaction_id: undefined }],
    ['no time', { success_time: undefined }],
    ['a time without a zone', { success_time: '2026-09-01T10:00:00' }],
    ['another app', { appid: 'wx9' }],
    ['another merchant', { mchid: '1600000999' }],
    ['another number', { out_trade_no: 'ORDER02' }],
  ])('with %s is of unknown outcome', (_what, change) => {
    expect(readTransaction({ ...paid, ...change }, expected, 'ORDER01')).toMatchObject({ error: { kind: 'unknown' } })
  })
})

describe('a refund in WeChat’s words', () => {
  it.each([
    ['PROCESSING', 'processing'],
    ['SUCCESS', 'succeeded'],
    ['CLOSED', 'closed'],
    ['ABNORMAL', 'abnormal'],
  ])('%s is %s', (status, state) => {
    const read = readRefund({ ...refund, status }, { outRefundNo: 'R-1' })
    expect(read).toEqual({ ok: true, value: { outRefundNo: 'R-1', state, refundFen: 100 } })
  })

  it.each<[string, Record<string, unknown>]>([
    ['a state that does not exist', { status: 'DONE' }],
    ['another number', { out_refund_no: 'R-2' }],
    ['another order', { out_trade_no: 'ORDER02' }],
    ['another refund', { amount: { refund: 101, total: 400, currency: 'CNY' } }],
    ['another total', { amount: { refund: 100, total: 401, currency: 'CNY' } }],
    ['another currency', { amount: { refund: 100, total: 400, currency: 'USD' } }],
  ])('with %s is of unknown outcome', (_what, change) => {
    const wanted = { outRefundNo: 'R-1', outTradeNo: 'ORDER01', refundFen: 100, totalFen: 400 }
    expect(readRefund({ ...refund, ...change }, wanted)).toMatchObject({ error: { kind: 'unknown' } })
  })

  it.each<[string, Record<string, unknown>]>([
    ['another currency', { amount: { refund: 100, total: 400, currency: 'USD' } }],
    ['another amount', { amount: { refund: 101, total: 400, currency: 'CNY' } }],
  ])('in %s is there all the same: what does not fit is the refund, not its payment', (_what, change) => {
    const wanted = { outRefundNo: 'R-1', refundFen: 100 }
    expect(readRefund({ ...refund, ...change }, wanted)).toMatchObject({ error: { about: 'amount', isOfRefund: true } })
  })

  it('in a notice has its state under another name', () => {
    const { status: _, ...rest } = refund
    expect(
      readRefundNotice({ ...rest, mchid: expected.mchid, refund_status: 'SUCCESS' }, expected.mchid),
    ).toMatchObject({
      ok: true,
      value: { outTradeNo: 'ORDER01', refund: { state: 'succeeded' } },
    })
    expect(readRefundNotice({ ...refund, mchid: expected.mchid }, expected.mchid)).toMatchObject({ ok: false })
  })
})

describe('where the money of a refund is', () => {
  const refund = (status: string, account?: unknown) => ({
    ...{ out_trade_no: 'T-1', out_refund_no: 'R-1', status, amount: { refund: 1, total: 1 } },
    ...(account === undefined ? {} : { user_received_account: account }),
  })
  const read = (status: string, account?: unknown) => {
    const said = readRefund(refund(status, account), { outRefundNo: 'R-1' })
    if (!said.ok) throw new Error(said.error.code)
    return said.value.receivedBy
  }

  it.each(['商户基本账户', '商户结算银行账户', '退还商户: 商户基本账户', '商户运营账户'])('is with us: %s', account => {
    expect(read('SUCCESS', account)).toBe('merchant')
  })

  it.each([
    '支付用户零钱',
    '支付用户零钱通',
    '招商银行信用卡0403',
    '用户经营账户',
    '支付用户银行电子账户',
    '企业支付商户',
    '退回企业支付商户: 企业支付商户',
    '一种将来才有的钱包',
  ])('is with the payer: %s', account => expect(read('SUCCESS', account)).toBe('payer'))

  it.each<[string, unknown]>([
    ['nothing is said', undefined],
    ['nothing stands there', ' '],
    ['what stands there is no text', 7],
    ['it is too long to be one', '商'.repeat(201)],
  ])('cannot be told where %s', (_, account) => expect(read('SUCCESS', account)).toBeUndefined())

  it.each(['PROCESSING', 'ABNORMAL', 'CLOSED'])('is not told before its end, whatever it is meant for: %s', status => {
    expect(read(status, '商户结算银行账户')).toBeUndefined()
  })

  it('is told by a notice as well', () => {
    const { status: _, ...content } = refund('', '商户结算银行账户')
    const notice = { ...content, mchid: '1600000001', refund_status: 'SUCCESS' }
    expect(readRefundNotice(notice, '1600000001')).toMatchObject({ value: { refund: { receivedBy: 'merchant' } } })
  })
})
