import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { OID } from '../../src/pdf/oids.ts'
import { hasOpenssl, type OpensslTsa, startOpensslTsa, type TsaMood } from '../../tests/peers/openssl-tsa.ts'
import type { CertificateRequest } from './certificate-write.ts'
import * as der from './der-write.ts'
import { SAMPLE_NOW_MS } from './sample-authority.ts'
import { type SampleStamper, sampleStamper, sampleTimeStampToken } from './sample-time-stamp.ts'
import { checkTimeStampToken } from './time-stamp-check.ts'
import { obtainTimeStamp, type TimeStampAuthority } from './time-stamp-client.ts'
import { readTimeStampResponse } from './time-stamp-response.ts'

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
    ['wrong-imprint', 'timestamp-mismatch'],
    ['wrong-nonce', 'wrong-nonce'],
    ['untrusted', 'no-path-to-anchor'],
    ['wrong-purpose', 'signer-purpose'],
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
  const judge = (one = stamper, anchors = [stamper.root], data = DATA) =>
    checkTimeStampToken(sampleTimeStampToken(one, stamp), data, anchors)

  it('says over what, when, under which policy and for which question', async () => {
    const chain = [stamper.certificate, stamper.root]
    const value = { timeMs: SAMPLE_NOW_MS, policy: '1.2.3.4.1', nonce: Uint8Array.of(0, ...nonce), chain }
    expect(await judge()).toEqual({ ok: true, value })
    expect(await judge(stamper, [stamper.root], DATA.subarray(1))).toEqual({ ok: false, error: 'timestamp-mismatch' })
  })

  it('must be signed by an authority for this purpose alone, and in time', async () => {
    const refused = async (one: SampleStamper, anchor = one.root) => {
      const judged = await judge(one, [anchor])
      return judged.ok ? 'believed' : judged.error
    }
    const forWhat = (more: Partial<CertificateRequest>) => sampleStamper(SAMPLE_NOW_MS, more)
    expect(await refused(forWhat({ extraExtensions: [] }))).toBe('signer-purpose')
    expect(await refused(forWhat({ extraExtensions: [], purposes: [OID.timeStamping] }))).toBe('signer-purpose')
    const over = forWhat({ notAfterMs: SAMPLE_NOW_MS - 1000 })
    expect(await refused(over)).toBe('certificate-expired')
    expect(await refused(stamper, over.root)).toBe('no-path-to-anchor')
    expect(await refused({ ...stamper, key: over.key })).toBe('signature-mismatch')
  })

  it('is never believed with a flipped byte', async () => {
    const token = sampleTimeStampToken(stamper, stamp)
    let tried = 0
    for (let at = 0; at < token.length; at += 3) {
      const changed = token.slice()
      changed[at]! ^= 0x10
      const believed = await checkTimeStampToken(changed, DATA, [stamper.root])
      expect(believed.ok, `byte ${at}`).toBe(false)
      tried++
    }
    expect(tried).toBeGreaterThan(200)
  })
})

describe('an answer of an authority', () => {
  it('holds a token, or says no, or is none', () => {
    const stamper = sampleStamper(SAMPLE_NOW_MS)
    const stamp = { digest: new Uint8Array(32), nonce: Uint8Array.of(1), timeMs: SAMPLE_NOW_MS }
    const value = sampleTimeStampToken(stamper, stamp)
    const granted = der.sequence(der.smallInteger(0))
    const denied = der.sequence(der.smallInteger(2))
    expect(readTimeStampResponse(der.sequence(granted, value))).toEqual({ ok: true, value })
    expect(readTimeStampResponse(der.sequence(granted))).toEqual({ ok: false, error: 'malformed' })
    expect(readTimeStampResponse(der.sequence(denied, value))).toEqual({ ok: false, error: 'refused' })
    expect(readTimeStampResponse(value.subarray(1))).toEqual({ ok: false, error: 'malformed' })
  })
})
