import { webcrypto } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SAMPLES } from '../../server/documents/samples.ts'
import { derOfPem } from '../../src/pdf/pem.ts'
import type { KnownFile } from '../../src/verification/api.ts'
import { checkFile } from '../../src/verification/file-check.ts'
import { type Evidence, judge, type Outcome } from '../../src/verification/judge.ts'
import { GROUND_WORDS, OUTCOME_WORDS } from '../../src/verification/words.ts'
import * as make from './damages.ts'
import { latin } from './der.ts'
import { issueSamples } from './issued.ts'
import { noted } from './on-its-way.ts'
import { withTail } from './pdf-writer.ts'
import { anchors as houseAnchors, NOW_MS } from './pki.ts'
import { sealed, signed, UNCERTIFIED } from './sign.ts'

/** A transcript as the house issues it, and the root that it leads to. */
let file: Uint8Array
let anchors: Uint8Array[]
const folder = mkdtempSync(join(tmpdir(), 'yinzheng-damages-'))

beforeAll(async () => {
  const [issued] = await issueSamples(folder, SAMPLES.slice(0, 1))
  file = new Uint8Array(readFileSync(issued!.path))
  anchors = derOfPem(readFileSync(issued!.anchors, 'utf8'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const check = (pdf: Uint8Array) =>
  checkFile(pdf, { anchors, timestampAnchors: [], webCrypto: webcrypto, nowMs: Date.now() })
const UNKNOWN: Evidence['server'] = { kind: 'answered', file: { sha256: '', known: false } }
const KNOWN_BY_SEAL: Evidence['server'] = {
  kind: 'answered',
  file: {
    ...{ sha256: '', known: true, isExact: false, title: { zh: '', en: '' }, documentNumber: '', issuedAt: '' },
    ...{ state: 'valid', stateSince: null, reason: null, replacedBy: null, expiresAt: null },
  } satisfies KnownFile,
}
const CLEAR = { kind: 'clear', issuedAt: '2026-11-20T00:00:00Z' } as const
const said = async (pdf: Uint8Array, server = UNKNOWN) => {
  const { outcome, ground } = judge({ check: await check(pdf), server, list: CLEAR })
  return `${outcome} ${ground}`
}
const outcomeOf = (words: string) => words.slice(0, words.indexOf(' ')) as Outcome

const CONTENTS = '/Contents <'
const TABLE = '%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 /Root 1 0 R >>\nstartxref\n9\n%%EOF\n'
const FORGED = `%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n${TABLE.slice(9)}`
const PAGE = '<!doctype html><html><body>'
const SCRIPT = '<script>count()</script>'

type Row = readonly [what: string, damage: make.Damage, words: string]
/** What nobody can tell from a change that was meant: it is red, and its words leave both open. */
const CHANGED: readonly Row[] = [
  ...[0.003, 0.1, 0.5, 0.75, 0.9, 0.99].map(
    (share): Row => [`a flipped bit at ${share}`, make.bitFlipped(share), 'altered changed'],
  ),
  ['a flipped bit in the header', make.bitFlippedAt('%PDF-1.7', 1), 'altered broken'],
  ['a flipped bit in the version', make.bitFlippedAt('%PDF-1.7', 5), 'altered broken'],
  ['a flipped bit in the last pointer', make.bitFlippedAt('startxref', 12), 'altered broken'],
  ['a flipped bit in the last keyword', make.bitFlippedAt('startxref', 3), 'altered broken'],
  ['a flipped bit in the name of the range', make.bitFlippedAt('/ByteRange', 3), 'altered broken'],
  ['a flipped bit in the range', make.bitFlippedAt('/ByteRange [0 ', 16), 'altered broken'],
  ['a flipped bit in the name of the container', make.bitFlippedAt(CONTENTS, 3), 'altered broken'],
  ['a flipped bit at the start of the container', make.bitFlippedAt(CONTENTS, 11), 'altered broken'],
  ['a flipped bit in the catalogue', make.bitFlippedAt('/AcroForm', 4), 'altered broken'],
  ...[0.05, 0.3, 0.6].map((share): Row => [`a hole of zeros at ${share}`, make.holed(share), 'altered changed']),
  ['a hole of zeros over the table', make.holed(0.95), 'altered broken'],
  ['seven bits', make.withoutHighBits, 'altered changed'],
  ['question marks for what is no letter', make.withQuestionMarks, 'altered changed'],
  ['two blocks in each other’s place', make.swapped(4096), 'altered changed'],
  ['two halves in each other’s place', make.halvesSwapped, 'altered broken'],
  ['another file in front', make.around(FORGED, ''), 'altered broken'],
  ['another file behind', make.around('', FORGED), 'altered added-to'],
  ['itself behind', make.twice, 'altered added-to'],
  ...[0.05, 0.3, 0.6, 0.9].map((share): Row => [`4 kB repeated at ${share}`, make.repeated(share), 'altered broken']),
  ['a byte more in the middle', make.withByteMore(0.5), 'altered broken'],
  ['a script behind', make.around('', SCRIPT), 'altered added-to'],
  ['a web page around', make.around(PAGE, '</body></html>'), 'altered added-to'],
  ['pieces with their lengths', make.inPieces, 'altered broken'],
  ['tabs that became spaces', make.lineEndsTo('        ', /\t/g), 'altered broken'],
  ['quoted-printable', make.quotedPrintable, 'altered broken'],
  ['letters of HTML', make.htmlEscaped, 'altered broken'],
  ['a string of JSON', make.inJson, 'altered broken'],
  ['70 kB in front', make.around('A'.repeat(70_000), ''), 'altered broken'],
]
/** What transport does and no program that saves a document: amber, and nothing that the file shows is believed. */
const DAMAGED: readonly Row[] = [
  ...[1, 2, 3, 5, 6, 7, 20, 5000].map(
    (count): Row => [`the last ${count} bytes missing`, make.withoutLast(count), 'damaged cut-short'],
  ),
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map(
    (tenths): Row => [`${tenths} tenths of it`, make.firstPart(tenths / 10), 'damaged cut-short'],
  ),
  ...[1, 4, 100, 4096].map(
    (count): Row => [`the first ${count} bytes missing`, make.withoutFirst(count), 'damaged lost'],
  ),
  ['the second half alone', make.secondHalf, 'damaged lost'],
  ...[0.1, 0.4, 0.7].map((share): Row => [`4 kB missing at ${share}`, make.lacking(share), 'damaged lost']),
  ['half of it missing in the middle', file => make.lacking(0.25, file.length >> 1)(file), 'damaged lost'],
  ['one byte missing', make.lacking(0.5, 1), 'damaged lost'],
  ['all zeros missing', make.without(/\0/g), 'damaged lost'],
  ['spaces at the ends of lines missing', make.without(/[ \t]+(?=[\r\n])/g), 'damaged lost'],
  ['pairs of line ends that became one', make.lineEndsTo('\n', /\r\n/g), 'damaged line-ends'],
  ['line ends of Windows', make.lineEndsTo('\r\n', /\r?\n/g), 'damaged line-ends'],
  ['every line feed a pair', make.lineEndsTo('\r\n', /\n/g), 'damaged line-ends'],
  ['line ends of Unix', make.lineEndsTo('\n', /\r\n?/g), 'damaged line-ends'],
  ['line ends of old', make.lineEndsTo('\r', /\n/g), 'damaged line-ends'],
  ['returns missing', make.without(/\r/g), 'damaged line-ends'],
  ['bytes that were written as UTF-8', make.recoded, 'damaged recoded'],
  ['bytes that were read as UTF-8', make.readAsUtf8, 'damaged recoded'],
  ['a byte order mark', make.around('\xef\xbb\xbf', ''), 'damaged in-front'],
  ['empty lines behind', make.around('', '\r\n\r\n'), 'damaged space-behind'],
]
/** What is not the document itself, or nothing of it. */
const SOMETHING_ELSE: readonly Row[] = [
  ['nothing', make.firstPart(0), 'cannot-check empty'],
  ['zeros', file => new Uint8Array(file.length), 'cannot-check empty'],
  ['base64', make.base64, 'cannot-check encoded'],
  ['base64 in lines', make.base64InLines, 'cannot-check encoded'],
  ['hex', make.asHex, 'cannot-check encoded'],
  ['a mail', make.asMail, 'cannot-check encoded'],
  ['an address of data', make.asDataAddress, 'cannot-check encoded'],
  ['gzip', make.gzipped, 'cannot-check zip'],
  ['an archive', make.zipped, 'cannot-check zip'],
  // Nothing that would say whose it was.
  ['four letters of it', file => new Uint8Array(file.slice(0, 4)), 'not-ours unreadable'],
  [
    'two bytes a letter',
    file => new Uint8Array(Buffer.from(`\ufeff${make.text(file)}`, 'utf16le')),
    'not-ours unreadable',
  ],
]

describe('a genuine transcript that came to harm', () => {
  it.each([...CHANGED, ...DAMAGED, ...SOMETHING_ELSE])('%s', async (_, damage, words) => {
    const pdf = damage(file)
    expect(await said(pdf)).toBe(words)
    expect(outcomeOf(await said(pdf, KNOWN_BY_SEAL))).not.toBe('valid')
  })

  it('is sent for again, and never called to be relied on', () => {
    for (const outcome of ['altered', 'damaged'] as const) {
      expect(OUTCOME_WORDS[outcome].toDo.en).toMatch(/^Do not rely on/)
      expect(OUTCOME_WORDS[outcome].toDo.zh).toMatch(/^请不要采用/)
    }
    expect(GROUND_WORDS.lost.en).toContain('nothing that the file shows can be relied on')
  })
})

describe('what could have been meant', () => {
  it('is never called damaged: one changed byte, wherever it stands', async () => {
    const seal = make.text(file).indexOf('/ByteRange')
    const places = [...Array(60).keys()].map(nth => Math.floor((file.length * nth) / 60))
    for (const place of [...places, ...[...Array(120).keys()].map(nth => seal + nth * 7)]) {
      const words = await said(make.bitFlipped(place / file.length)(file))
      // A broken seal may name a method or an issuer that is not ours.
      expect(['altered', 'not-ours', 'cannot-check'], `byte ${place}: ${words}`).toContain(outcomeOf(words))
      if (place < seal) expect(outcomeOf(words), `byte ${place}`).toBe('altered')
    }
  })

  it('is altered where something was put behind the seal and then cut short, or its range made longer', async () => {
    const ofCorpus = sealed()
    const ofHouse = { anchors: houseAnchors(), timestampAnchors: [], webCrypto: webcrypto, nowMs: NOW_MS }
    const saidOf = async (pdf: Uint8Array) => {
      const found = await checkFile(pdf, ofHouse)
      return judge({ check: found, server: UNKNOWN, list: CLEAR }).outcome
    }
    const seen = noted(ofCorpus)
    const stamp = '/ByteRange [0 100 200 99999999] startxref\n1'
    for (const count of [0, 1, 3, 40]) expect(await saidOf(make.withoutLast(count)(seen))).toBe('altered')
    expect(await saidOf(withTail(ofCorpus, stamp))).toBe('altered')
    const longer = signed(
      { range: ({ gapStart, gapEnd, end }) => `[0 ${gapStart} ${gapEnd} ${end - gapEnd + 500}]` },
      UNCERTIFIED,
    )
    expect(await saidOf(longer.bytes)).toBe('altered')
  })

  it('is no loss on the way where the seal in it is nobody’s or a stranger’s', async () => {
    const theirs = sealed({ by: 'foreign' })
    for (const damage of [make.lacking(0.1, 10), make.withoutFirst(20)]) {
      expect(outcomeOf(await said(damage(theirs.bytes)))).toMatch(/^(?:altered|not-ours)$/)
    }
    expect(await said(latin('Dear Sir, /ByteRange [0 10 20 99999] /Contents <30820000>'))).toBe('not-ours unreadable')
  })
})
