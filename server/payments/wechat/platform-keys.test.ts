import pino from 'pino'
import { afterEach, describe, expect, it } from 'vitest'
import { makeCertificate } from '../../../demo/wxpay-sim/certificate.ts'
import { openTestGateway, type ReceivedNotice, type TestGateway } from '../../../demo/wxpay-sim/test-gateway.ts'
import type { Clock } from '../../../src/clock.ts'
import { unwrap } from '../../../src/result.ts'
import type { Payments } from '../payment-port.ts'
import { type WechatConfigInput, wechatConfigSchema } from './wechat-config.ts'
import { createWechatPayments } from './wechat-payments.ts'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
const YEAR_MS = 365 * 24 * HOUR_MS

let test: TestGateway
afterEach(() => test?.close())

/** The machine's own time on both sides, moved on by hand for both at once. */
function movableClock(): Clock & { ahead: number } {
  const clock = {
    ahead: 0,
    now: () => Date.now() + clock.ahead,
    monotonic: () => performance.now() + clock.ahead,
    after: (delayMs: number, run: () => void) => {
      const timer = setTimeout(run, delayMs)
      return () => clearTimeout(timer)
    },
  }
  return clock
}

interface Side {
  readonly payments: Payments
  readonly kept: () => string | null
  readonly logged: string[]
  readonly clock: ReturnType<typeof movableClock>
  /** A start after an end: what was kept is there. */
  readonly again: (change?: Partial<WechatConfigInput>) => Payments
}

async function begin(
  platform: 'public-key' | 'certificate' | 'both',
  change: Partial<WechatConfigInput> = {},
  /** The gateway's signatures are dated by the same clock; the library's calls are not. */
  isOneClock = false,
): Promise<Side> {
  const clock = movableClock()
  test = await openTestGateway({}, { platform, ...(isOneClock ? { protocolClock: clock } : {}) })
  const logged: string[] = []
  const log = pino({ level: 'warn' }, { write: line => void logged.push(line) })
  let text: string | null = null
  const write = async (next: string) => {
    text = next
  }
  const again: Side['again'] = (more = {}) => {
    const config = wechatConfigSchema.parse({ ...test.merchant, attempts: 2, retryPauseMs: 0, ...change, ...more })
    return createWechatPayments(config, { clock, log, memory: { text, write } })
  }
  return { payments: again(), kept: () => text, logged, clock, again }
}
let number = 0
const order = () => ({
  ...{
    outTradeNo: `CERT${String(++number).padStart(6, '0')}`,
    description: '成绩单',
    amountFen: 400,
    terminalId: 'T-1',
  },
  expiresAt: new Date(Date.now() + 600_000),
})
const openAndPay = async (payments: Payments) => {
  const made = order()
  unwrap(await payments.openCode(made))
  test.gateway.pay(made.outTradeNo)
  return made.outTradeNo
}
const lastNotice = async (count: number): Promise<ReceivedNotice> => {
  await expect.poll(() => test.received.length, { interval: 5 }).toBe(count)
  return test.received.at(-1)!
}
const readNotice = (payments: Payments, { headers, body }: ReceivedNotice) =>
  payments.readNotice(headers as Record<string, string | undefined>, body)
/** How often the list of certificates was asked for, seen by the faults that it used up. */
const downloads = async (run: () => Promise<unknown>): Promise<number> => {
  test.gateway.faults([
    { kind: 'delay', ms: 0, where: 'before', times: 'always', match: { operation: 'certificates' } },
  ])
  await run()
  const { faults } = (await (
    await fetch(`${test.gateway.baseUrl}/_sim/faults`)
  )
    .json()
    .then(list => ({ faults: list }))) as {
    faults: { struck: number }[]
  }
  test.gateway.faults([])
  return faults[0]?.struck ?? 0
}

describe('a merchant on certificates', () => {
  it('needs no key in its configuration: the first call has the certificates downloaded, and they are kept', async () => {
    const { payments, kept } = await begin('certificate')
    expect(
      await downloads(async () => {
        const outTradeNo = await openAndPay(payments)
        expect(unwrap(await payments.query(outTradeNo)).state).toBe('paid')
        expect(unwrap(await payments.close('CERTNEVER').then(() => payments.query(outTradeNo))).totalFen).toBe(400)
      }),
    ).toBe(1)
    expect(kept()).toContain('BEGIN CERTIFICATE')
    expect(readNotice(payments, await lastNotice(1))).toMatchObject({ ok: true, value: { kind: 'payment' } })
  })

  it('verifies after a restart without the network what comes by itself', async () => {
    const { payments, again } = await begin('certificate')
    await openAndPay(payments)
    const notice = await lastNotice(1)
    const offline = again({ baseUrls: ['http://127.0.0.1:1'] })
    expect(readNotice(offline, notice)).toMatchObject({ ok: true })
    // Another server that never had them believes nothing.
    const stranger = createWechatPayments(
      wechatConfigSchema.parse({ ...test.merchant, baseUrls: ['http://127.0.0.1:1'] }),
      { clock: movableClock() },
    )
    expect(readNotice(stranger, notice)).toEqual({
      ok: false,
      error: { kind: 'refused', code: 'NOTICE_UNKNOWN_SERIAL' },
    })
    expect(await stranger.query('CERT')).toEqual({ ok: false, error: { kind: 'unknown', code: 'NO_PLATFORM_KEY' } })
  })

  it('reads the list each twelve hours, and believes the old and the new one while both are listed', async () => {
    const { payments, clock, kept } = await begin('certificate', {}, true)
    const listed = () =>
      (JSON.parse(kept() ?? '') as { certificates: { serial: string }[] }).certificates.map(one => one.serial)
    await payments.upkeep?.()
    const [first] = listed()
    const second = test.gateway.rotateCertificate(24 * HOUR_MS)
    clock.ahead += 12 * HOUR_MS - MINUTE_MS
    expect(await downloads(async () => payments.upkeep?.())).toBe(0)
    clock.ahead += MINUTE_MS
    expect(await downloads(async () => payments.upkeep?.())).toBe(1)
    expect(listed()).toEqual([first, second])
    await test.gateway.advance(48 * HOUR_MS)
    clock.ahead += 12 * HOUR_MS
    await payments.upkeep?.()
    expect(listed()).toEqual([second])
  })

  it('reads the list again, at most once a minute, when something comes under a serial that it does not know', async () => {
    const { payments, clock } = await begin('certificate')
    await openAndPay(payments)
    const first = await lastNotice(1)
    test.gateway.rotateCertificate(0)
    // The notice under the new certificate is refused once, and the list is read.
    clock.ahead += MINUTE_MS
    await openAndPay(payments)
    const second = await lastNotice(2)
    expect(second.headers['wechatpay-serial']).not.toBe(first.headers['wechatpay-serial'])
    expect(readNotice(payments, second)).toMatchObject({ ok: true })
    const forged = { ...second, headers: { ...second.headers, 'wechatpay-serial': 'ABCDEF0123456789' } }
    const flood = async () => {
      for (let times = 0; times < 50; times++) {
        expect(readNotice(payments, forged)).toMatchObject({ error: { code: 'NOTICE_UNKNOWN_SERIAL' } })
        await new Promise(resolve => setImmediate(resolve))
      }
      await payments.query('CERTFLOOD')
    }
    expect(await downloads(flood)).toBe(0)
    clock.ahead += MINUTE_MS
    expect(await downloads(flood)).toBe(1)
  })

  it('finds a rotated certificate with the second attempt of a call', async () => {
    const { payments, clock } = await begin('certificate')
    await openAndPay(payments)
    test.gateway.rotateCertificate(0)
    clock.ahead += MINUTE_MS
    expect(await downloads(() => openAndPay(payments))).toBe(1)
  })

  it.each([
    ['badTag', 'CERTIFICATE_SEAL_BROKEN'],
    ['badAad', 'CERTIFICATE_SEAL_BROKEN'],
    ['otherSerial', 'CERTIFICATE_OF_ANOTHER_SERIAL'],
    ['noCertificates', 'are wanted'],
    ['unsigned', 'REPLY_UNSIGNED'],
    ['badSignature', 'REPLY_BAD_SIGNATURE'],
    ['probe', 'REPLY_BAD_SIGNATURE'],
    ['unknownSerial', 'REPLY_UNKNOWN_SERIAL'],
    ['truncate', 'BROKE_OFF'],
    ['http502html', 'HTTP_502'],
  ] as const)(
    'believes no list under %s, makes no call with it, and the next one after a minute',
    async (kind, code) => {
      const { payments, kept, clock, logged } = await begin('certificate')
      test.gateway.faults([{ kind, match: { operation: 'certificates' } } as never])
      expect(await payments.openCode(order())).toEqual({
        ok: false,
        error: { kind: 'unknown', code: 'NO_PLATFORM_KEY' },
      })
      expect(kept()).toBeNull()
      expect(logged.join()).toContain(code)
      expect(test.gateway.journal()).toEqual([])
      clock.ahead += MINUTE_MS
      await openAndPay(payments)
    },
  )

  it('does not believe a list whose reply is stale', async () => {
    const { payments } = await begin('certificate')
    test.gateway.faults([{ kind: 'staleTimestamp', seconds: -301, match: { operation: 'certificates' } }])
    expect(await payments.query('CERT')).toMatchObject({ error: { code: 'NO_PLATFORM_KEY' } })
  })

  it('does not believe a list that is sealed with another key', async () => {
    const { again } = await begin('certificate')
    expect(await again({ apiV3Key: 'x'.repeat(32) }).query('CERT')).toMatchObject({
      error: { code: 'NO_PLATFORM_KEY' },
    })
  })

  it('is told thirty days ahead that the last certificate ends, and believes it no longer than that', async () => {
    test = await openTestGateway()
    const ending = makeCertificate(Date.now() - YEAR_MS, Date.now() + 31 * 24 * HOUR_MS)
    const { config, merchant } = test
    const { serial: id, ...pems } = ending
    const gateway = await openTestGateway({ ...config, stateFile: undefined, platformKeys: [{ id, ...pems }] } as never)
    const clock = movableClock()
    const { platformKeyId: _, platformPublicKeyPem: __, ...own } = merchant
    const keyless = wechatConfigSchema.parse({ ...own, baseUrls: [gateway.gateway.baseUrl] })
    const payments = createWechatPayments(keyless, { clock })
    expect(await payments.query('CERT')).toMatchObject({ error: { kind: 'not-found' } })
    expect(await payments.upkeep?.()).toEqual([])
    clock.ahead += 2 * 24 * HOUR_MS
    const [warning] = (await payments.upkeep?.()) ?? []
    expect(warning?.id).toBe(id)
    expect((warning?.endsAt.getTime() ?? 0) - clock.now()).toBeLessThan(30 * 24 * HOUR_MS)
    clock.ahead += 30 * 24 * HOUR_MS
    expect(await payments.query('CERT')).toMatchObject({ error: { code: 'NO_PLATFORM_KEY' } })
    await gateway.close()
  })
})

describe('a merchant on the key scheme', () => {
  it('uses its key and asks for no list', async () => {
    const { payments } = await begin('public-key')
    expect(await downloads(() => openAndPay(payments))).toBe(0)
    expect(await payments.upkeep?.()).toEqual([])
  })

  it('uses its key also when it asks for certificates and there are none', async () => {
    const { payments, logged } = await begin('public-key', { downloadCertificates: true })
    expect(
      await downloads(async () => {
        await payments.upkeep?.()
        await openAndPay(payments)
        await payments.upkeep?.()
      }),
    ).toBe(1)
    expect(logged).toEqual([])
  })

  it('without a key in its configuration is told that one is wanted', async () => {
    const keyless = { platformKeyId: undefined, platformPublicKeyPem: undefined }
    const { payments, logged } = await begin('public-key', keyless)
    expect(await payments.query('CERT')).toMatchObject({ error: { code: 'NO_PLATFORM_KEY' } })
    expect(logged.join()).toContain('platformKeyId and platformPublicKeyPem are wanted')
  })
})

describe('a merchant that is moved from certificates to the key', () => {
  it.each([0, 50, 100])('believes both while %i notices in a hundred come under the key', async percent => {
    const { payments } = await begin('both')
    test.gateway.faults([{ kind: 'switch', percent, times: 'always' }])
    await payments.upkeep?.()
    for (let times = 1; times <= 6; times++) {
      await openAndPay(payments)
      expect(readNotice(payments, await lastNotice(times))).toMatchObject({ ok: true })
    }
  })
})
