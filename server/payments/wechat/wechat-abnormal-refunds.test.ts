import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FaultInput } from '../../../demo/wxpay-sim/faults.ts'
import { hastyClock, openTestGateway, type TestGateway } from '../../../demo/wxpay-sim/test-gateway.ts'
import { unwrap } from '../../../src/result.ts'
import type { AbnormalRefunds, BankCard, Payments } from '../payment-port.ts'
import { BANK_NAMES, bankCodeOf } from './wechat-banks.ts'
import { type WechatConfigInput, wechatConfigSchema } from './wechat-config.ts'
import { createWechatPayments } from './wechat-payments.ts'

const clock = hastyClock(5000)
const CARD: BankCard = { bank: 'CMB_DEBIT', number: '6225880000000001', holderName: '张三丰' }
const APPLY = 'apply-abnormal-refund'

let test: TestGateway
let payments: Payments & { abnormalRefunds: AbnormalRefunds }
let number = 0
let no = ''

const paymentsWith = (change: Partial<WechatConfigInput>) =>
  createWechatPayments(wechatConfigSchema.parse({ ...test.merchant, ...change }), { clock }) as typeof payments
beforeAll(async () => {
  test = await openTestGateway()
  payments = paymentsWith({ attempts: 2 })
})
afterAll(() => test?.close())
beforeEach(async () => {
  no = `AB${String(++number).padStart(6, '0')}`
  await abnormal()
})

const outRefundNo = () => `${no}-R1`
const ABNORMAL: FaultInput = { kind: 'refundStatus', status: 'ABNORMAL' }

/** A refund of 400 fen that WeChat could not pay out. */
async function abnormal(): Promise<void> {
  const expiresAt = new Date(Date.now() + 600_000)
  test.gateway.faults([ABNORMAL])
  unwrap(await payments.openCode({ outTradeNo: no, description: '成绩单', amountFen: 400, expiresAt, terminalId: 'T' }))
  test.gateway.pay(no)
  const refund = { outTradeNo: no, outRefundNo: outRefundNo(), refundFen: 400, totalFen: 400, reason: '未出纸' }
  unwrap(await payments.refund(refund))
  await test.gateway.advance(10_000)
  test.gateway.faults([])
  expect(unwrap(await payments.queryRefund(outRefundNo()))).toMatchObject({ state: 'abnormal' })
}
const toCard = (card: Partial<BankCard> = {}, by = payments) =>
  by.abnormalRefunds.sendElsewhere({
    ...{ outRefundNo: outRefundNo(), refundFen: 400 },
    to: { kind: 'payer-card', card: { ...CARD, ...card } },
  })
const toUs = () =>
  payments.abnormalRefunds.sendElsewhere({ outRefundNo: outRefundNo(), refundFen: 400, to: { kind: 'merchant' } })
const end = async () => {
  await test.gateway.advance(10_000)
  return unwrap(await payments.queryRefund(outRefundNo()))
}
const resumed = () =>
  test.gateway
    .journal()
    .map(({ happening }) => happening)
    .filter(one => one.type === 'refund-resumed' && one.outTradeNo === no)

describe('an abnormal refund at WeChat', () => {
  it('goes to a card of the payer, sealed for WeChat alone, and comes to the payer', async () => {
    expect(unwrap(await toCard())).toEqual({ outRefundNo: outRefundNo(), state: 'processing', refundFen: 400 })
    expect(resumed()).toMatchObject([{ receivedAccount: 'CMB借记卡0001' }])
    expect(await end()).toMatchObject({ state: 'succeeded', receivedBy: 'payer' })
  })

  it('goes back to the merchant, and pays nobody', async () => {
    expect(unwrap(await toUs())).toMatchObject({ state: 'processing' })
    expect(await end()).toMatchObject({ state: 'succeeded', receivedBy: 'merchant' })
  })

  it('is abnormal again where the card does not take it', async () => {
    test.gateway.faults([ABNORMAL])
    expect(unwrap(await toCard())).toMatchObject({ state: 'processing' })
    expect(await end()).toMatchObject({ state: 'abnormal' })
  })

  it('is handed back as it is where it is not abnormal, and asked for once', async () => {
    unwrap(await toCard())
    expect(unwrap(await toUs())).toMatchObject({ state: 'processing' })
    await end()
    expect(unwrap(await toUs())).toMatchObject({ state: 'succeeded', receivedBy: 'payer' })
    expect(resumed()).toHaveLength(1)
  })

  it('is not known under another number', async () => {
    const other = { outRefundNo: 'NOBODY-R1', refundFen: 400, to: { kind: 'merchant' } } as const
    expect(await payments.abnormalRefunds.sendElsewhere(other)).toMatchObject({ error: { kind: 'not-found' } })
  })

  it.each<[string, Partial<BankCard>]>([
    ['a number that proves itself wrong', { number: '6225880000000002' }],
    ['a bank that WeChat sends nothing to', { bank: 'XYZ_DEBIT' }],
  ])('is refused by WeChat for %s, and stays abnormal', async (_, card) => {
    const answer = await toCard(card)
    expect(answer).toMatchObject({ ok: false, error: { kind: 'refused', code: 'PARAM_ERROR' } })
    expect(JSON.stringify(answer)).not.toContain(CARD.number.slice(0, 12))
    expect(unwrap(await payments.queryRefund(outRefundNo()))).toMatchObject({ state: 'abnormal' })
  })

  it('is refused where it is sealed under a key that WeChat does not have', async () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const strange = {
      ...{ platformKeyId: 'PUB_KEY_ID_0119000001092026000000009' },
      platformPublicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }) as string,
      morePlatformKeys: [{ id: test.merchant.platformKeyId, publicKeyPem: test.merchant.platformPublicKeyPem }],
    }
    expect(await toCard({}, paymentsWith(strange))).toMatchObject({ error: { kind: 'refused', code: 'PARAM_ERROR' } })
    expect(resumed()).toEqual([])
  })

  it.each<FaultInput>([
    { kind: 'reset', where: 'before' },
    { kind: 'reset', where: 'after' },
    { kind: 'http502html', where: 'after' },
    { kind: 'error', status: 500, code: 'SYSTEM_ERROR', commit: true },
    { kind: 'unsigned' },
    { kind: 'badSignature' },
    { kind: 'truncate' },
  ])('is taken up once under %j: before it is sent again, it is asked about', async fault => {
    test.gateway.faults([{ ...fault, match: { path: APPLY } }])
    expect(unwrap(await toCard())).toMatchObject({ state: 'processing' })
    expect(resumed()).toHaveLength(1)
  })

  it.each<[FaultInput, string]>([
    [{ kind: 'error', status: 403, code: 'NO_AUTH' }, 'refused'],
    [{ kind: 'error', status: 429, code: 'FREQUENCY_LIMITED' }, 'unknown'],
    [{ kind: 'error', status: 401, code: 'SIGN_ERROR' }, 'refused'],
    [{ kind: 'error', status: 404, code: 'RESOURCE_NOT_EXISTS' }, 'not-found'],
    [{ kind: 'error', status: 500, code: 'SYSTEM_ERROR', times: 'always' }, 'unknown'],
  ])('under %j it is %s', async (fault, kind) => {
    test.gateway.faults([{ ...fault, match: { path: APPLY } }])
    expect(await toCard()).toMatchObject({ ok: false, error: { kind } })
  })

  it('is nothing where the answer names another sum', async () => {
    test.gateway.faults([{ kind: 'wrongAmount', match: { path: APPLY } }])
    expect(await toUs()).toMatchObject({ error: { kind: 'unknown', about: 'amount' } })
  })

  it('has no word of the card in its journal, and none in what a refusal says', async () => {
    const said = `收款人${CARD.holderName}的银行卡6225 8800 0000 0001有误`
    await toCard({ number: '6225880000000002' })
    unwrap(await toCard())
    for (const secret of [CARD.number, CARD.holderName])
      expect(JSON.stringify(test.gateway.journal())).not.toContain(secret)
    const { createAbnormalRefunds } = await import('./wechat-abnormal-refunds.ts')
    const refusing = createAbnormalRefunds({
      call: async () => ({ ok: false, error: { kind: 'refused', code: 'PARAM_ERROR', words: said } }),
      keys: {
        sealing: () => ({ id: 'K', key: generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey }),
      } as never,
      askRefund: async () => ({
        ok: true,
        value: {
          ...{ refund_id: '5000', out_refund_no: 'R', out_trade_no: 'T', status: 'ABNORMAL' },
          amount: { refund: 400, total: 400 },
        },
      }),
    })
    const to = { kind: 'payer-card', card: CARD } as const
    expect(await refusing.sendElsewhere({ outRefundNo: 'R', refundFen: 400, to })).toEqual({
      ok: false,
      error: { kind: 'refused', code: 'PARAM_ERROR', words: '收款人…的银行卡…有误' },
    })
  })
})

describe('a merchant with platform certificates', () => {
  it('seals under the certificate, and says which', async () => {
    const certified = await openTestGateway({}, { platform: 'certificate' })
    const before = test
    test = certified
    try {
      payments = paymentsWith({ attempts: 1 })
      no = 'CERT0001'
      await abnormal()
      unwrap(await toCard())
      expect(await end()).toMatchObject({ state: 'succeeded', receivedBy: 'payer' })
    } finally {
      test = before
      payments = paymentsWith({ attempts: 2 })
      await certified.close()
    }
  })
})

describe('the banks of WeChat', () => {
  it('are fifteen, each found by either name, and by the long one', () => {
    expect(new Set(BANK_NAMES.flatMap(({ zh, en }) => [bankCodeOf(zh), bankCodeOf(en)])).size).toBe(15)
    const said = [
      '中国工商银行股份有限公司',
      '中国农业银行',
      '中国银行',
      ' 招商 银行 ',
      'bank of china',
      '中国邮政储蓄银行',
    ]
    expect(said.map(bankCodeOf)).toEqual([
      'ICBC_DEBIT',
      'ABC_DEBIT',
      'BOC_DEBIT',
      'CMB_DEBIT',
      'BOC_DEBIT',
      'PSBC_DEBIT',
    ])
  })

  it('are no others', () => {
    for (const said of ['银行', '示例银行', '中国', '', '人民银行', 'constructor']) expect(bankCodeOf(said)).toBeNull()
  })
})
