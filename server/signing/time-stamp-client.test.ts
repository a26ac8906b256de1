import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hasOpenssl, type OpensslTsa, startOpensslTsa, type TsaMood } from '../../tests/peers/openssl-tsa.ts'
import { SAMPLE_NOW_MS } from './sample-authority.ts'
import { sampleStamper, sampleTimeStampResponse, sampleTimeStampToken } from './sample-time-stamp.ts'
import { obtainTimeStamp, type TimeStampAuthority } from './time-stamp-client.ts'
import { readTimeStampResponse } from './time-stamp-response.ts'
import { checkTimeStampSigner } from './time-stamp-signer.ts'

const DATA = Uint8Array.of(1, 2, 3)
const clock = { now: Date.now }

describe.skipIf(!(await hasOpenssl()))('time stamps of `openssl ts`', () => {
  let tsa: OpensslTsa
  beforeAll(async () => {
    tsa = await startOpensslTsa()
  })
  afterAll(() => tsa.stop())
  beforeEach(() => {
    tsa.mood = 'well'
  })
  const authority = (more: Partial<TimeStampAuthority> = {}): TimeStampAuthority => ({
    ...{ url: tsa.url, anchors: [tsa.root], policy: null, timeoutMs: 2000 },
    ...more,
  })

  it('are taken', async () => {
    const stamp = await obtainTimeStamp(DATA, [authority()], clock)
    expect(stamp.ok && Math.abs(stamp.value.timeMs - Date.now()) < 5000).toBe(true)
    expect(stamp.ok && stamp.value.chain).toEqual([tsa.stamper.certificate, tsa.root])
    const named = await obtainTimeStamp(DATA, [authority({ policy: '1.2.3.4.1' })], clock)
    expect(named.ok).toBe(true)
  })

  it.each<[TsaMood, string]>([
    ['slow', 'slow'],
    ['down', 'unreachable'],
    ['refusing', 'refused'],
    ['wrong-imprint', 'wrong-imprint'],
    ['wrong-nonce', 'wrong-nonce'],
    ['untrusted', 'untrusted'],
    ['wrong-purpose', 'wrong-purpose'],
    ['garbage', 'malformed'],
    ['flood', 'too-large'],
  ])('are not taken of an authority that is %s, and the reason is %s', async (mood, failure) => {
    tsa.mood = mood
    const stamp = await obtainTimeStamp(DATA, [authority({ timeoutMs: mood === 'slow' ? 100 : 2000 })], clock)
    expect(stamp).toEqual({ ok: false, error: [{ url: tsa.url, failure }] })
  })

  it('are not taken when the clocks differ, by another policy, or from what is no authority', async () => {
    const late = { now: () => Date.now() + 6 * 60_000 }
    expect(await obtainTimeStamp(DATA, [authority()], late)).toMatchObject({ error: [{ failure: 'wrong-time' }] })
    const policy = await obtainTimeStamp(DATA, [authority({ policy: '1.2.3.9' })], clock)
    expect(policy).toMatchObject({ error: [{ failure: 'refused' }] })
    expect(await obtainTimeStamp(DATA, [], clock)).toEqual({ ok: false, error: [] })
  })

  it('come from the second authority when the first is down', async () => {
    const second = await startOpensslTsa()
    tsa.mood = 'down'
    const both = [authority(), authority({ url: second.url, anchors: [second.root] })]
    const stamp = await obtainTimeStamp(DATA, both, clock)
    expect(stamp.ok && stamp.value.url).toBe(second.url)
    await second.stop()
  })
})

describe('a time stamp', () => {
  const stamper = sampleStamper(SAMPLE_NOW_MS)
  const digest = new Uint8Array(createHash('sha256').update(DATA).digest())
  const nonce = Uint8Array.of(0x80, 1, 2, 3, 4, 5, 6, 7)
  const stamp = { digest, nonce, timeMs: SAMPLE_NOW_MS }
  const judge = (one = stamper, anchors = [stamper.root]) =>
    checkTimeStampSigner(sampleTimeStampToken(one, stamp), anchors, SAMPLE_NOW_MS)

  it('answers its own request only', () => {
    const request = { digest, nonce, policy: null }
    const body = sampleTimeStampResponse(stamper, stamp)
    expect(readTimeStampResponse(body, request)).toMatchObject({ ok: true, value: { timeMs: SAMPLE_NOW_MS } })
    const policy = readTimeStampResponse(body, { ...request, policy: '1.2.3.5' })
    expect(policy).toEqual({ ok: false, error: 'wrong-policy' })
  })

  it('must be signed by an authority for this purpose alone, and in time', () => {
    expect(judge()).toEqual({ ok: true, value: [stamper.certificate, stamper.root] })
    const plain = sampleStamper(SAMPLE_NOW_MS, { extraExtensions: [] })
    expect(judge(plain, [plain.root])).toEqual({ ok: false, error: 'wrong-purpose' })
    const uncritical = sampleStamper(SAMPLE_NOW_MS, { extraExtensions: [], purposes: ['1.3.6.1.5.5.7.3.8'] })
    expect(judge(uncritical, [uncritical.root])).toEqual({ ok: false, error: 'wrong-purpose' })
    const over = sampleStamper(SAMPLE_NOW_MS, { notAfterMs: SAMPLE_NOW_MS - 1000 })
    expect(judge(over, [over.root])).toEqual({ ok: false, error: 'untrusted' })
    expect(judge(stamper, [over.root])).toEqual({ ok: false, error: 'untrusted' })
    const otherKey = { ...stamper, key: over.key }
    expect(judge(otherKey)).toEqual({ ok: false, error: 'bad-signature' })
  })

  it('is never believed with a flipped byte', () => {
    const token = sampleTimeStampToken(stamper, stamp)
    const request = { digest, nonce, policy: null }
    const body = sampleTimeStampResponse(stamper, stamp)
    const lead = body.length - token.length
    let tried = 0
    for (let at = 0; at < token.length; at += 3) {
      const changed = body.slice()
      changed[lead + at]! ^= 0x10
      const read = readTimeStampResponse(changed, request)
      const isBelieved = read.ok && checkTimeStampSigner(read.value.der, [stamper.root], SAMPLE_NOW_MS).ok
      // The algorithm names that stand outside the signed part may be changed to no effect: the same bytes are judged.
      if (isBelieved) expect(read.value.timeMs, `byte ${at}`).toBe(SAMPLE_NOW_MS)
      tried++
    }
    expect(tried).toBeGreaterThan(200)
  })
})
