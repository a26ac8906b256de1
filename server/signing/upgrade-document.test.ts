import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type OpensslOcsp, startOpensslOcsp } from '../../tests/peers/openssl-ocsp.ts'
import { hasOpenssl, type OpensslTsa, startOpensslTsa } from '../../tests/peers/openssl-tsa.ts'
import { signPades } from './pades.ts'
import { samplePdf } from './sample-pdf.ts'
import { type ProvedHouse, provedHouse } from './sample-proved.ts'
import { levelOf, type UpgradeParts, upgradeDocument } from './upgrade-document.ts'

describe.skipIf(!(await hasOpenssl()))('adding proofs to a sealed file (openssl ts, ocsp and ca)', () => {
  let tsa: OpensslTsa
  let issuing: OpensslOcsp
  let root: OpensslOcsp
  let stampRoot: OpensslOcsp
  let house: ProvedHouse
  let sealed: Uint8Array
  beforeAll(async () => {
    house = provedHouse(Date.now())
    tsa = await startOpensslTsa()
    const { stamper } = tsa
    const other = provedHouse(Date.now())
    ;[root, issuing, stampRoot] = await Promise.all([
      startOpensslOcsp(house.rootAuthority, other.rootAuthority),
      startOpensslOcsp(house.issuingAuthority, other.issuingAuthority),
      startOpensslOcsp(
        { certificate: stamper.root, key: stamper.rootKey, issued: [stamper.certificate] },
        other.rootAuthority,
      ),
    ])
    sealed = await signPades(samplePdf(), house.signer, { claimedAt: new Date() })
  })
  afterAll(() => Promise.all([tsa, root, issuing, stampRoot].map(peer => peer.stop())))
  beforeEach(async () => {
    tsa.mood = 'well'
    for (const service of [root, issuing, stampRoot]) {
      service.mood = 'well'
      await service.forgive()
    }
  })
  const parts = (): UpgradeParts => ({
    authorities: [{ url: tsa.url, anchors: [tsa.root], policy: null, timeoutMs: 2000 }],
    revocation: {
      crlUrls: [root.crlUrl, stampRoot.crlUrl, issuing.crlUrl],
      ocspUrls: [issuing.ocspUrl],
      timeoutMs: 2000,
    },
    anchors: [house.root],
    archiveRoomBytes: 8192,
    secondSeal: null,
    clock: { now: Date.now },
  })

  it('goes from B-B to B-LTA, and leaves every signed byte', async () => {
    expect(levelOf(sealed)).toBe('B-B')
    const stamped = await upgradeDocument(sealed, 'B-T', parts())
    expect([stamped.level, stamped.stoppedBy, stamped.pdf.length]).toEqual(['B-T', null, sealed.length])
    const gap = sealed.findIndex((byte, at) => byte !== stamped.pdf[at])
    expect(Buffer.from(sealed).lastIndexOf('/Contents <', gap)).toBeGreaterThan(0)
    const kept = await upgradeDocument(stamped.pdf, 'B-LT', parts())
    expect([kept.level, kept.stoppedBy]).toEqual(['B-LT', null])
    expect(Buffer.from(kept.pdf.subarray(0, sealed.length)).equals(stamped.pdf)).toBe(true)
    const archived = await upgradeDocument(kept.pdf, 'B-LTA', parts())
    expect([archived.level, archived.stoppedBy]).toEqual(['B-LTA', null])
    expect(Buffer.from(archived.pdf.subarray(0, kept.pdf.length)).equals(kept.pdf)).toBe(true)
    expect([stamped, kept, archived].map(({ pdf }) => levelOf(pdf))).toEqual(['B-T', 'B-LT', 'B-LTA'])
  })

  it('does in one go what can be done, and nothing twice', async () => {
    const whole = await upgradeDocument(sealed, 'B-LTA', parts())
    expect(whole.level).toBe('B-LTA')
    const again = await upgradeDocument(whole.pdf, 'B-LTA', parts())
    expect(again).toEqual(whole)
  })

  it('keeps what was reached when the next step fails', async () => {
    tsa.mood = 'down'
    const none = await upgradeDocument(sealed, 'B-LT', parts())
    expect(none).toMatchObject({ level: 'B-B', pdf: sealed, stoppedBy: { kind: 'no-time-stamp' } })
    tsa.mood = 'well'
    for (const service of [root, issuing, stampRoot]) service.mood = 'down'
    const stamped = await upgradeDocument(sealed, 'B-LT', parts())
    expect(stamped).toMatchObject({ level: 'B-T', stoppedBy: { kind: 'no-revocation-data' } })
  })

  it.each(['stale', 'forged', 'garbage', 'down'] as const)('believes no revocation data that is %s', async mood => {
    for (const service of [root, issuing, stampRoot]) service.mood = mood
    const { level, stoppedBy } = await upgradeDocument(sealed, 'B-LT', parts())
    expect([level, stoppedBy?.kind]).toEqual(['B-T', 'no-revocation-data'])
    const said = { stale: 'not-current', forged: 'not-believed', garbage: 'bad-der', down: 'unreachable' }[mood]
    expect(stoppedBy?.said.join()).toContain(said)
  })

  it('tells of a seal that was revoked, by list and by answer', async () => {
    await issuing.revoke(house.seal)
    const byAnswer = await upgradeDocument(sealed, 'B-LT', parts())
    expect(byAnswer.stoppedBy?.kind).toBe('revoked')
    const lists = { ...parts(), revocation: { ...parts().revocation, ocspUrls: [] } }
    expect((await upgradeDocument(sealed, 'B-LT', lists)).stoppedBy?.kind).toBe('revoked')
  })

  it('takes the answer of a responder that the authority certified', async () => {
    const delegated = await startOpensslOcsp(
      { ...house.issuingAuthority, responder: house.responder },
      house.rootAuthority,
    )
    const asked = { ...parts(), revocation: { ...parts().revocation, ocspUrls: [delegated.ocspUrl] } }
    expect((await upgradeDocument(sealed, 'B-LT', asked)).level).toBe('B-LT')
    await delegated.stop()
  })

  it('says so when the room kept is too small', async () => {
    const { spareBytes: _, ...bare } = house.signer
    const tight = await signPades(samplePdf(), bare, { claimedAt: new Date() })
    await expect(upgradeDocument(tight, 'B-T', parts())).rejects.toThrow(/larger than the room/)
  })
})

it('adds nothing to a file of another house', async () => {
  expect(() => levelOf(samplePdf())).toThrow()
})
