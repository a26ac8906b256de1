import { webcrypto } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { verifyPdf } from '../../src/pdf/verify.ts'
import { checkFile, type FileCheck } from '../../src/verification/file-check.ts'
import { type Evidence, judge } from '../../src/verification/judge.ts'
import type { ListSays } from '../../src/verification/revocation-list.ts'
import { isContested, type Word } from './case.ts'
import { CORPUS } from './corpus.ts'
import { latin } from './der.ts'
import { completed, judge as judgeCase } from './judge.ts'
import { archived, behind, noted, savedAnew, staleHybrid, WEB_HEAD, withLineEnds, withPicture } from './on-its-way.ts'
import { withTail } from './pdf-writer.ts'
import { anchors, NOW_MS } from './pki.ts'
import { sealed } from './sign.ts'

const notAsked = { kind: 'not-asked' } as const
const clear: ListSays = { kind: 'clear', issuedAt: '2026-11-20T00:00:00Z' }
const said = (check: FileCheck, server: Evidence['server'] = notAsked, list: ListSays = clear) =>
  judge({ check, server, list })
const check = (pdf: Uint8Array, trusted = anchors()) =>
  checkFile(pdf, { anchors: trusted, timestampAnchors: [], webCrypto: webcrypto, nowMs: NOW_MS })
const known = (state: 'valid' | 'revoked'): Evidence['server'] => ({
  kind: 'answered',
  file: {
    ...{ sha256: '', known: true, isExact: false, title: { zh: '', en: '' }, documentNumber: '', issuedAt: '' },
    ...{ state, stateSince: null, reason: null, replacedBy: null, expiresAt: null },
  },
})

const file = withPicture()
const half = file.bytes.slice(0, file.bytes.length / 2)
const isWhole = { claim: null, part: { start: 0, end: file.bytes.length } }
const ours = { signer: 'Seal 256', leadsToAnchor: true }

describe('a genuine file that came to harm on its way', () => {
  it.each<[string, () => Uint8Array, string, object]>([
    ['a byte order mark', () => behind('\xef\xbb\xbf', file), 'damaged in-front', { part: { start: 3 } }],
    [
      'the head of a web answer',
      () => behind(WEB_HEAD, file),
      'damaged in-front',
      { part: { start: WEB_HEAD.length } },
    ],
    ['a line end in front', () => behind('\r\n', file), 'damaged in-front', { part: { start: 2 } }],
    ['white space behind', () => withTail(file, '\n \t\r\n'), 'damaged space-behind', isWhole],
    ['a block filled up with zeros', () => withTail(file, '\0'.repeat(300)), 'damaged space-behind', isWhole],
    ['half of the download', () => half, 'damaged cut-short', { part: null }],
    ['all but the last line', () => file.bytes.slice(0, -8), 'damaged cut-short', { claim: ours }],
    ['line ends of Windows', () => withLineEnds(file, '\r\n'), 'damaged line-ends', { claim: ours }],
    ['line ends of Unix', () => withLineEnds(file, '\n'), 'damaged line-ends', { claim: ours }],
    ['line ends of old', () => withLineEnds(file, '\r'), 'damaged line-ends', { claim: ours }],
    ['written anew by a program', () => savedAnew(sealed()), 'altered saved-anew', { claim: ours, part: null }],
    ['saved with a stale table', () => staleHybrid(file), 'altered added-to', isWhole],
    ['a note', () => noted(file), 'altered added-to', { ...isWhole, added: ['annotation'] }],
    ['junk behind', () => withTail(file, 'junk'), 'altered added-to', isWhole],
    ['the copy of an archive', () => archived(sealed()), 'cannot-check foreign-stamp', {}],
  ])('%s', async (_, make, expected, facts) => {
    const pdf = make()
    const found = await check(pdf)
    const { outcome, ground } = said(found)
    expect(`${outcome} ${ground}`, JSON.stringify(found)).toBe(expected)
    expect(found).toMatchObject(facts)
    if (found.part) {
      const part = pdf.slice(found.part.start, found.part.end)
      const report = await verifyPdf(part, {
        ...{ anchors: anchors(), nowMs: NOW_MS, webCrypto: webcrypto, policy: 'kiosk-strict' },
      })
      expect([report.verdict, report.printable]).toEqual(['valid', true])
    }
  })

  it('is told apart from what was never ours: a seal of a stranger is named, and called not proved', async () => {
    const theirs = sealed({ by: 'foreign' })
    expect(said(await check(behind('\xef\xbb\xbf', theirs)))).toEqual({ outcome: 'not-ours', ground: 'other-signer' })
    const anew = await check(savedAnew(theirs))
    expect(anew).toMatchObject({ claim: { signer: 'Seal 256', leadsToAnchor: false }, part: null })
    expect(said(anew).outcome).toBe('altered')
  })

  it('is revoked where the document that stands whole in it is', async () => {
    for (const pdf of [behind(WEB_HEAD, file), withTail(file, '\n\n'), archived(sealed())]) {
      const found = await check(pdf)
      expect(found.signedDigest).not.toBeNull()
      expect(said(found, known('revoked')).outcome).toBe('revoked')
      expect(said(found, known('valid')).outcome).not.toBe('valid')
    }
  })

  it('is not made genuine by a seal that was copied into it', async () => {
    const { bytes } = sealed()
    const copied = Buffer.from(bytes)
      .toString('latin1')
      .replace(/^%PDF-1\.7/, '%PDF-1.7 98 points')
    for (const pdf of [latin(copied), latin(copied.replace('startxref', 'startxxxx'))]) {
      const found = await check(pdf)
      expect(said(found, known('valid')).outcome).toMatch(/^(?:altered|damaged|not-ours)$/)
      expect(found.part).toBeNull()
    }
  })
})

describe('an encrypted file', () => {
  const encrypted = (by: 'p256' | 'foreign') =>
    sealed({ by }, { more: new Map([[12, '<< /Filter /Standard /V 5 /R 6 >>']]) }, { trailer: '/Encrypt 12 0 R' }).bytes

  it('is never ours as it stands, and names the seal in it', async () => {
    const theirs = await check(encrypted('foreign'))
    expect(said(theirs)).toEqual({ outcome: 'not-ours', ground: 'encrypted' })
    expect(theirs.claim).toMatchObject({ signer: 'Seal 256', leadsToAnchor: false })
    const since = await check(encrypted('p256'))
    expect(said(since)).toEqual({ outcome: 'altered', ground: 'encrypted-since' })
  })
})

describe('what is no PDF', () => {
  it.each([
    ['empty', ''],
    ['zip', 'PK\x03\x04\x14\0\0\0\0\0transcript.pdf'],
    ['ofd', 'PK\x03\x04\x14\0\0\0\0\0OFD.xml'],
    ['office', 'PK\x03\x04\x14\0\0\0\0\0word/document.xml'],
    ['picture', '\xff\xd8\xff\xe0\0\x10JFIF'],
    ['picture', '\x89PNG\r\n\x1a\n'],
    ['web-page', '<!doctype html><title>Sign in</title>'],
  ])('has words of its own: %s', async (ground, text) => {
    expect(said(await check(latin(text)))).toEqual({ outcome: 'cannot-check', ground })
  })
})

describe('whatever is found in a file of the corpus', () => {
  const ACCEPTED: readonly Word[] = ['valid', 'valid-with-later-permitted-change']

  it('makes none of them genuine, and what is offered of it is what a kiosk would print by itself', async () => {
    const wrong: string[] = []
    for (const one of CORPUS.filter(one => !one.printable && !isContested(one))) {
      const made = one.make()
      const { verdict } = await judgeCase(made, 'public')
      // Lists from beside a file are the kiosk's affair; the public page reads those inside it.
      if (ACCEPTED.includes(verdict) || made.crls) continue
      const { pdf, anchors: trusted, nowMs } = completed(made)
      const found = await checkFile(pdf, { anchors: trusted, timestampAnchors: [], webCrypto: webcrypto, nowMs })
      // Records that hold what was signed know more than the certificate, whose time is over.
      for (const server of verdict === 'expired' ? [notAsked] : [notAsked, known('valid')]) {
        if (said(found, server).outcome === 'valid') wrong.push(`${one.id} is valid`)
      }
      if (!found.part) continue
      const part = pdf.slice(found.part.start, found.part.end)
      const alone = await judgeCase({ ...made, pdf: part }, 'kiosk-strict')
      if (!alone.printable || part.length >= pdf.length) wrong.push(`${one.id} offers ${alone.verdict}`)
    }
    expect(wrong).toEqual([])
  })
})
