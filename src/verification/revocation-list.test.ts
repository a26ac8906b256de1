import { webcrypto } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { signPades } from '../../server/signing/pades.ts'
import { SAMPLE_NOW_MS, sampleAuthority } from '../../server/signing/sample-authority.ts'
import { listPdf } from '../../server/verification/list-pdf.ts'
import { unwrap } from '../result.ts'
import { checkFile } from './file-check.ts'
import { askList, LIST_ENTRIES_MAX, LIST_FIELD, type RevocationList, readRevocationList } from './revocation-list.ts'

const authority = sampleAuthority()
const revoked = {
  signedDigest: 'd'.repeat(96),
  sha256: 'a'.repeat(64),
  state: 'revoked',
  since: '2026-11-20T00:00:00.000Z',
  reason: 'withdrawn',
} as const
const list: RevocationList = {
  version: 3,
  issuedAt: '2026-11-22T00:00:00.000Z',
  nextUpdate: '2026-12-06T00:00:00.000Z',
  entries: [revoked],
}
const seal = (pdf: Uint8Array, fieldName = LIST_FIELD, signer = authority.signer) =>
  signPades(pdf, signer, { claimedAt: new Date(SAMPLE_NOW_MS), fieldName })
const read = async (pdf: Uint8Array) =>
  readRevocationList(
    pdf,
    await checkFile(pdf, {
      anchors: [authority.root],
      timestampAnchors: [],
      webCrypto: webcrypto,
      nowMs: SAMPLE_NOW_MS,
    }),
  )

describe('the signed list', () => {
  let pdf: Uint8Array<ArrayBuffer>
  beforeAll(async () => {
    pdf = await seal(listPdf(list))
  })

  it('is read as it was written', async () => expect(unwrap(await read(pdf))).toEqual(list))

  it('may be as long as it is allowed to be', async () => {
    const entries = Array.from({ length: LIST_ENTRIES_MAX }, (_, at) => ({
      ...revoked,
      sha256: at.toString(16).padStart(64, '0'),
    }))
    expect(unwrap(await read(await seal(listPdf({ ...list, entries })))).entries).toHaveLength(LIST_ENTRIES_MAX)
  })

  it('is refused when a byte of it was changed, or another authority signed it', async () => {
    const changed = pdf.slice()
    changed[Buffer.from(pdf).indexOf('"version":3') + 10] = 0x34
    expect(await read(changed)).toEqual({ ok: false, error: 'not-trusted' })
    const theirs = await seal(listPdf(list), LIST_FIELD, sampleAuthority().signer)
    expect(await read(theirs)).toEqual({ ok: false, error: 'not-trusted' })
  })

  it('is no document, and a document is no list', async () => {
    expect(await read(await seal(listPdf(list), 'Seal'))).toEqual({ ok: false, error: 'not-a-list' })
  })

  it('is refused when it is not of the form', async () => {
    const wrong = { ...list, version: 0 }
    expect(await read(await seal(listPdf(wrong)))).toEqual({ ok: false, error: 'not-a-list' })
  })

  it('says what is over for ever, and what is not only until it runs out', () => {
    const before = Date.parse(list.nextUpdate) - 1
    const after = Date.parse(list.nextUpdate)
    const other = { sha256: 'b'.repeat(64), signedDigest: 'e'.repeat(96) }
    expect(askList(list, revoked, before)).toEqual({ kind: 'listed', entry: revoked })
    expect(askList(list, revoked, after)).toEqual({ kind: 'listed', entry: revoked })
    expect(askList(list, other, before)).toEqual({ kind: 'clear', issuedAt: list.issuedAt })
    expect(askList(list, other, after)).toEqual({ kind: 'silent' })
    expect(askList(null, revoked, before)).toEqual({ kind: 'silent' })
  })

  it('finds a document by what was signed, and by its file where no seal can be read', () => {
    const before = Date.parse(list.nextUpdate) - 1
    const ask = (
      signedDigest: string | null,
      sha256 = 'b'.repeat(64),
      signed: string | null = revoked.signedDigest,
    ) => {
      const entries = [{ ...revoked, signedDigest: signed }]
      return askList({ ...list, entries }, { sha256, signedDigest }, before).kind
    }
    expect(ask(revoked.signedDigest)).toBe('listed')
    expect(ask(null, revoked.sha256)).toBe('listed')
    expect(ask('e'.repeat(96), revoked.sha256, null)).toBe('listed')
    expect(ask(null)).toBe('clear')
    // Two that are unknown are not the same.
    expect(ask(null, 'b'.repeat(64), null)).toBe('clear')
  })
})
