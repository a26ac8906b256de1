import { randomBytes, sign as signWithKey, webcrypto } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { derOfPem } from '../../src/pdf/pem.ts'
import { unwrap } from '../../src/result.ts'
import { filesAnswerSchema, houseSchema } from '../../src/verification/api.ts'
import { checkFile, type FileCheck } from '../../src/verification/file-check.ts'
import { type Evidence, type Ground, judge } from '../../src/verification/judge.ts'
import { askList, readRevocationList } from '../../src/verification/revocation-list.ts'
import { stamped, withStore } from '../../tests/peers/added-proofs.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { startVerificationWorld, type VerificationWorld } from '../../tests/peers/verification-world.ts'
import { appendRevision } from '../signing/append-revision.ts'
import { signPades } from '../signing/pades.ts'
import { pem } from '../signing/sample-authority.ts'
import { samplePdf } from '../signing/sample-pdf.ts'
import { type SampleStamper, sampleStamper } from '../signing/sample-time-stamp.ts'
import { openSealed } from '../signing/sealed-file.ts'
import { describeHouse } from '../verification/house.ts'

type Pdf = Uint8Array<ArrayBuffer>
const UNKNOWN: Evidence['server'] = { kind: 'unreachable' }

describeOnStores('a file that something was added to', store => {
  let world: VerificationWorld
  beforeAll(async () => {
    world = await startVerificationWorld(store())
  })
  afterAll(() => world?.close())

  const check = async (pdf: Uint8Array): Promise<FileCheck> => {
    // As the page does: with what the server itself names as its roots.
    const house = houseSchema.parse(await (await fetch(`${world.base}/v1/verification/house`)).json())
    const anchors = derOfPem(house.anchorsPem)
    const timestampAnchors = derOfPem(house.timestampAnchorsPem)
    return checkFile(pdf, { anchors, timestampAnchors, webCrypto: webcrypto, nowMs: world.clock.now() })
  }
  const post = (path: string, body: unknown) =>
    fetch(`${world.base}/v1/verification/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': `198.51.100.${randomBytes(1)[0]}` },
      body: JSON.stringify(body),
    })
  const silent = { kind: 'silent' } as const
  const online = async (pdf: Uint8Array) => {
    const found = await check(pdf)
    const { sha256, signedDigest } = found
    const answer = filesAnswerSchema.parse(await (await post('files', { files: [{ sha256, signedDigest }] })).json())
    const [file] = answer.files
    return { file, ...judge({ check: found, server: { kind: 'answered', file: file! }, list: silent }) }
  }
  const offline = async (pdf: Uint8Array) => {
    await world.clock.advance(10_001)
    const signedList = new Uint8Array(await (await fetch(`${world.base}/v1/verification/list`)).arrayBuffer())
    const list = unwrap(readRevocationList(signedList, await check(signedList)))
    const found = await check(pdf)
    return judge({ check: found, server: UNKNOWN, list: askList(list, found, world.clock.now()) })
  }
  const stamp = (pdf: Uint8Array, stamper: SampleStamper = world.stamper): Pdf =>
    stamped(pdf, stamper, world.clock.now())
  const append = (pdf: Uint8Array): Pdf => withStore(pdf, world.authority.issuing)
  /** What a viewer, or the university itself, may add to a file. */
  const ADDITIONS: [name: string, add: (pdf: Uint8Array) => Pdf, ground: Ground][] = [
    ['a time stamp in the seal', pdf => stamp(pdf), 'server-container'],
    ['other digits for the same seal', pdf => inCapitals(pdf), 'server-container'],
    ['a security store behind it', pdf => append(pdf), 'server-signed'],
    ['both', pdf => append(stamp(pdf)), 'server-signed'],
  ]

  it.each(ADDITIONS)('is known and in force: %s', async (_, add, ground) => {
    const document = await world.issue()
    const pdf = add(document.pdf)
    const found = await check(pdf)
    expect(found.sha256).not.toBe(document.sha256)
    expect(found.signedDigest).toBe(document.signedDigest)
    const { file, ...judgement } = await online(pdf)
    expect(file).toMatchObject({ known: true, isExact: false, documentNumber: document.documentNumber })
    expect(judgement).toEqual({ outcome: 'valid', ground })
    expect(await offline(pdf)).toEqual({ outcome: 'valid', ground: 'list' })
  })

  it.each(ADDITIONS)('is over when the document is, with the server and without: %s', async (_, add) => {
    const [revoked, replaced, newer] = [await world.issue(), await world.issue(), await world.issue()]
    await world.revocations.revokeDocument(revoked.documentId, 'lost-or-misused')
    await world.revocations.replaceDocument(replaced.documentId, newer.documentId)
    expect(await online(add(revoked.pdf))).toMatchObject({ outcome: 'revoked', file: { reason: 'lost-or-misused' } })
    expect(await offline(add(revoked.pdf))).toEqual({ outcome: 'revoked', ground: 'list' })
    expect(await online(add(replaced.pdf))).toMatchObject({ outcome: 'replaced' })
    expect(await offline(add(replaced.pdf))).toEqual({ outcome: 'replaced', ground: 'list' })
  })

  it('is found although its document was issued before that was kept', async () => {
    const document = await world.issue()
    await store()
      .db.updateTable('document')
      .set({ signed_digest: null })
      .where('sha256', '=', document.sha256)
      .execute()
    await world.revocations.revokeDocument(document.documentId, 'withdrawn')
    const pdf = append(document.pdf)
    expect(await online(pdf)).toMatchObject({ outcome: 'cannot-check', ground: 'unknown-to-server' })
    await world.nameOlder()
    expect(await online(pdf)).toMatchObject({ outcome: 'revoked' })
    // The list is made anew with the next change or the next day.
    await world.clock.advance(24 * 3_600_000)
    expect(await offline(pdf)).toEqual({ outcome: 'revoked', ground: 'list' })
  })

  it('gets a certificate, which is known whatever is added to it in turn', async () => {
    const document = await world.issue()
    const { sha256, signedDigest } = await check(append(document.pdf))
    const response = await post('certificates', { sha256, signedDigest })
    expect(response.status).toBe(200)
    const certificate = append(new Uint8Array(await response.arrayBuffer()))
    expect(await online(certificate)).toMatchObject({
      file: { known: true, isExact: false, title: { en: 'Verification certificate' } },
      outcome: 'valid',
    })
  })

  it('is altered, and not in force, when what was added changes the page', async () => {
    const document = await world.issue()
    const words = 'BT /F 24 Tf 72 700 Td (Grade: A) Tj ET'
    const page = new TextEncoder().encode(`<< /Length ${words.length} >>\nstream\n${words}\nendstream`)
    const pdf = appendRevision(openSealed(document.pdf), new Map([[4, page]])).bytes
    const { file, ...judgement } = await online(pdf)
    // The records hold what was signed; the bytes behind it decide.
    expect(file).toMatchObject({ known: true, isExact: false })
    expect(judgement).toEqual({ outcome: 'altered', ground: 'added-to' })
    expect(await offline(pdf)).toEqual({ outcome: 'altered', ground: 'added-to' })
  })

  it('stays an open question under a time stamp of somebody that nobody here knows', async () => {
    const document = await world.issue()
    const pdf = stamp(document.pdf, sampleStamper(world.clock.now()))
    expect(await online(pdf)).toMatchObject({ outcome: 'cannot-check', ground: 'foreign-stamp' })
    await world.revocations.revokeDocument(document.documentId, 'withdrawn')
    expect(await online(pdf)).toMatchObject({ outcome: 'revoked', ground: 'server-signed' })
  })

  it('is not ours when the root of the time stamps has sealed it', async () => {
    const { certificate, key } = world.stamper
    const seal = { ...world.authority.signer, certificate, chain: [] }
    const own = { ...seal, sign: async (tbs: Uint8Array) => new Uint8Array(signWithKey('sha256', tbs, key)) }
    const pdf = await signPades(samplePdf(), own, { claimedAt: new Date(world.clock.now()) })
    expect((await online(pdf)).outcome).toBe('not-ours')
  })
})

/** The container of a seal in capitals: the same bytes to whoever reads them, and another file. */
function inCapitals(pdf: Uint8Array): Pdf {
  const other = Buffer.from(pdf)
  const from = other.indexOf('/Contents <') + '/Contents <'.length
  other.write(other.toString('latin1', from, other.indexOf('>', from)).toUpperCase(), from, 'latin1')
  return new Uint8Array(other)
}

describe('what the page is told to believe', () => {
  it('keeps the roots of time stamps apart from those of seals', () => {
    const stamper = sampleStamper(Date.now())
    const facts = { name: { zh: '示范大学', en: 'U' }, timeZone: 'Asia/Shanghai', helpPhone: '', hasSeal: true }
    const house = describeHouse({
      ...{ ...facts, publicBaseUrl: 'https://verify.example.edu.cn' },
      ...{ anchorsPem: '', timestampAnchorsPem: pem(stamper.root) },
    })
    expect(house.anchors).toEqual([])
    expect(derOfPem(house.timestampAnchorsPem)).toHaveLength(1)
  })
})
