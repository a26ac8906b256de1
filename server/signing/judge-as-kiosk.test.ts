import { webcrypto } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytesOfLatin1, concatBytes, latin1, toHex } from '../../src/pdf/bytes.ts'
import { LIMITS } from '../../src/pdf/limits.ts'
import { judgeAsKiosk } from './judge-as-kiosk.ts'
import { signPades } from './pades.ts'
import { SAMPLE_NOW_MS, sampleAuthority } from './sample-authority.ts'
import { appendRevision, SAMPLE_OBJECTS, samplePdf } from './sample-pdf.ts'

const house = sampleAuthority()
const anchors = [house.root]
const check = (pdf: Uint8Array, nowMs = SAMPLE_NOW_MS) => judgeAsKiosk(pdf, { anchors }, nowMs)
const signed = await signPades(samplePdf(), house.signer, { claimedAt: new Date(SAMPLE_NOW_MS) })

/** The signed file with one text in it replaced by another of the same length. */
function edited(from: string | RegExp, to: string | ((found: string) => string)): Uint8Array {
  const text = latin1(signed)
  const changed = typeof to === 'string' ? text.replace(from, to) : text.replace(from, to)
  expect(changed).not.toBe(text)
  return bytesOfLatin1(changed)
}

/** A whole new file behind the signed one, with right offsets and no /Prev. */
function withoutPrevious(): Uint8Array {
  const objects = SAMPLE_OBJECTS.map((object, index) => [index + 1, latin1(bytesOf(object))] as const)
  return bytesOfLatin1(latin1(appendRevision(signed, new Map(objects))).replace(/\/Prev \d+/, ''))
}

function bytesOf(part: string | Uint8Array): Uint8Array {
  return typeof part === 'string' ? bytesOfLatin1(part) : part
}

async function outcome(pdf: Uint8Array, nowMs?: number): Promise<string> {
  const report = await check(pdf, nowMs)
  expect(report.printable).toBe(report.verdict === 'valid')
  return [report.verdict, ...report.reasons.slice(0, 1).map(({ code }) => code)].join(' ')
}

describe('a file that the house has signed', () => {
  it('is valid and says by whom and when', async () => {
    const digest = toHex(new Uint8Array(await webcrypto.subtle.digest('SHA-256', signed)))
    const report = await check(signed)
    expect(report).toMatchObject({ verdict: 'valid', printable: true, reasons: [], sha256: digest })
    expect(report.signatures).toHaveLength(1)
    expect(report.signatures[0]).toMatchObject({
      signer: { subject: '大学 Seal' },
      claimedTime: '2026-11-22T04:00:00Z',
    })
  })

  it('is valid under the issuing authority as anchor too, and under none of another house', async () => {
    const asAnchor = await judgeAsKiosk(signed, { anchors: [house.issuing] }, SAMPLE_NOW_MS)
    expect(asAnchor.verdict).toBe('valid')
    const foreign = await judgeAsKiosk(signed, { anchors: [sampleAuthority().root] }, SAMPLE_NOW_MS)
    expect(foreign).toMatchObject({ verdict: 'untrusted-signer', printable: false })
    expect(foreign.signatures[0]?.signer?.subject).toBe('大学 Seal')
    const nobody = await judgeAsKiosk(signed, { anchors: [] }, SAMPLE_NOW_MS)
    expect(nobody.verdict).toBe('untrusted-signer')
  })

  it('is never valid with any byte changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(signed.length - 1), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const bytes = signed.slice()
        bytes[at]! ^= mask
        expect((await check(bytes)).printable).toBe(false)
      }),
      { numRuns: 400 },
    )
  })

  it('is never valid with one bit of the signature changed, wherever', async () => {
    const gap = latin1(signed).indexOf('/Contents <') + '/Contents <'.length
    const end = latin1(signed).indexOf('>', gap)
    for (let at = gap; at < end; at += 7) {
      for (const mask of [0x01, 0x20]) {
        const bytes = signed.slice()
        bytes[at]! ^= mask
        expect((await check(bytes)).printable).toBe(false)
      }
    }
  })

  it('is never valid when cut anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(signed.length - 1), async length => {
        expect((await check(signed.subarray(0, length))).printable).toBe(false)
      }),
      { numRuns: 100 },
    )
  })

  it('throws for an anchor that is no certificate, because that is a mistake of the owner', async () => {
    const broken = { anchors: [Uint8Array.of(1, 2, 3)] }
    await expect(judgeAsKiosk(signed, broken, SAMPLE_NOW_MS)).rejects.toThrow(/bad-der/)
  })
})

describe('what is not signed, or not a whole PDF', () => {
  const fakeRange = '<< /Type /Sig /ByteRange [0 10 20 30] /Contents <00> /SubFilter /ETSI.CAdES.detached >>'
  it.each([
    ['no signature', samplePdf(), 'unsigned no-signature'],
    ['an orphan that looks like a signature', samplePdf([...SAMPLE_OBJECTS, fakeRange]), 'unsigned no-signature'],
    ['nothing', new Uint8Array(), 'malformed no-header'],
    ['another kind of file', bytesOfLatin1('PK\x03\x04 a zip'), 'malformed no-header'],
    ['a header alone', bytesOfLatin1('%PDF-1.7\n'), 'malformed no-end-of-file'],
    ['a table that is not there', bytesOfLatin1('%PDF-1.7\nstartxref\n5\n%%EOF\n'), 'malformed bad-token'],
    ['bytes before the header', concatBytes(bytesOfLatin1('\n'), signed), 'malformed no-header'],
    ['too much', new Uint8Array(LIMITS.fileBytes + 1), 'malformed file-too-large'],
  ])('%s', async (_, pdf, expected) => {
    expect(await outcome(pdf)).toBe(expected)
  })

  it('a table that leads to itself', async () => {
    const loop = latin1(samplePdf()).replace('/ID', `/Prev ${/startxref\n(\d+)/.exec(latin1(samplePdf()))?.[1]} /ID`)
    expect(await outcome(bytesOfLatin1(loop))).toBe('malformed bad-xref')
  })

  it('a field tree that leads to itself', async () => {
    const catalog = '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R] >> >>'
    const pdf = samplePdf([catalog, ...SAMPLE_OBJECTS.slice(1), '<< /FT /Sig /Kids [6 0 R] >>'])
    expect(await outcome(pdf)).toBe('malformed bad-form')
  })

  it('an encrypted file', async () => {
    expect(await outcome(bytesOfLatin1(latin1(samplePdf()).replace('/ID', '/Encrypt 4 0 R /ID')))).toBe(
      'unsupported encrypted-file',
    )
  })
})

describe('changes after signing', () => {
  it.each([
    ['a byte behind the end', concatBytes(signed, bytesOfLatin1('\n')), 'partial-coverage bytes-after-signature'],
    [
      'junk behind the end',
      concatBytes(signed, bytesOfLatin1('junk '.repeat(100))),
      'partial-coverage bytes-after-signature',
    ],
    [
      'a revision with other grades',
      appendRevision(signed, new Map([[4, '<< /Length 24 >>\nstream\nBT (Grade: superb) Tj ET\nendstream']])),
      'tampered object-changed',
    ],
    [
      'a revision without the signature',
      appendRevision(signed, new Map([[1, '<< /Type /Catalog /Pages 2 0 R >>']])),
      'tampered signature-removed',
    ],
    [
      'a revision with another catalogue',
      appendRevision(signed, new Map([[50, '<< /Type /Catalog /Pages 2 0 R >>']]), '50 0 R'),
      'tampered signature-removed',
    ],
    ['a second whole file behind it', concatBytes(signed, samplePdf()), 'malformed bad-object'],
    ['a revision that forgets the signed one', withoutPrevious(), 'unsigned no-signature'],
    ['a changed word', edited('excellent', 'excellenz'), 'tampered digest-mismatch'],
    ['a changed claim of time', edited('D:20261122040000Z', 'D:20251122040000Z'), 'tampered digest-mismatch'],
  ])('%s', async (_, pdf, expected) => {
    expect(await outcome(pdf)).toBe(expected)
  })

  it('takes the first of two signatures for no more than one of two', async () => {
    const second = latin1(signed).match(/<< \/Type \/Sig .*<[0-9a-f]+> >>/s)?.[0] ?? ''
    const form = '/AcroForm << /Fields [7 0 R 20 0 R] >>'
    const pdf = appendRevision(
      signed,
      new Map([
        [1, `<< /Type /Catalog /Pages 2 0 R ${form} >>`],
        [20, '<< /FT /Sig /T (B) /V 21 0 R >>'],
        [21, second],
      ]),
    )
    expect(await outcome(pdf)).toBe('tampered catalog-changed')
  })
})

describe('tricks with the range', () => {
  const range = /\/ByteRange \[0 \d+ \d+ \d+\] */
  const found = range.exec(latin1(signed))?.[0] ?? ''
  const [gapStart, gapEnd, rest] = [...found.matchAll(/\d+/g)].slice(1).map(Number) as [number, number, number]
  const withRange = (text: string) => edited(range, old => `/ByteRange ${text}`.padEnd(old.length))
  it.each([
    [
      'a gap moved left with the right sum',
      `[0 ${gapStart - 2} ${gapEnd - 2} ${rest + 2}]`,
      'malformed gap-not-contents',
    ],
    ['a wider gap', `[0 ${gapStart - 1} ${gapEnd + 1} ${rest - 1}]`, 'malformed gap-not-contents'],
    ['a late start', `[1 ${gapStart - 1} ${gapEnd} ${rest}]`, 'malformed bad-byte-range'],
    ['a short end', `[0 ${gapStart} ${gapEnd} ${rest - 40}]`, 'partial-coverage range-not-whole-file'],
    ['an end behind the file', `[0 ${gapStart} ${gapEnd} ${rest + 1}]`, 'malformed bad-byte-range'],
    ['one side alone', `[0 ${gapStart} ${gapEnd} 0]`, 'malformed bad-byte-range'],
    ['three numbers', `[0 ${gapStart} ${gapEnd}]`, 'malformed bad-byte-range'],
    ['a real', `[0 ${gapStart} ${gapEnd} ${rest}.]`, 'malformed bad-byte-range'],
    ['a sign', `[0 +${gapStart} ${gapEnd} ${rest}]`, 'malformed bad-byte-range'],
    ['a negative number', `[0 -5 ${gapEnd} ${rest}]`, 'malformed bad-byte-range'],
    ['an exponent', `[0 1e3 ${gapEnd} ${rest}]`, 'malformed bad-token'],
    ['a reference', `[0 4 0 R ${gapEnd} ${rest}]`, 'malformed bad-byte-range'],
    ['nothing', 'null', 'malformed bad-byte-range'],
  ])('%s', async (_, text, expected) => {
    expect(await outcome(withRange(text))).toBe(expected)
  })

  it.each([
    ['a missing /Contents', edited('/Contents <', '/Kontents <'), 'malformed bad-contents'],
    ['a missing /SubFilter', edited('/SubFilter', '/SubFilber'), 'malformed unknown-subfilter'],
    ['an unknown /SubFilter', edited('ETSI.CAdES.detached', 'ETSI.CAdES.attached'), 'malformed unknown-subfilter'],
    ['a SHA-1 /SubFilter', edited('/ETSI.CAdES.detached', '/adbe.pkcs7.sha1    '), 'weak-crypto weak-subfilter'],
    ['another /Type', edited('/Type /Sig ', '/Type /Sug '), 'malformed bad-signature-dictionary'],
    ['a key that stands twice', edited('/Filter /Adobe.PPKLite', '/SubFilter /Adobe.PPKL'), 'malformed duplicate-key'],
    ['a changed padding', edited('0> >>', '1> >>'), 'malformed padding-not-zero'],
    [
      'a capital among the digits',
      edited(/[a-f](?=\d*0> >>)|(?<=Contents <\w{60,200})[a-f]/, d => d.toUpperCase()),
      'malformed bad-contents',
    ],
    ['a space among the digits', edited('0> >>', ' > >>'), 'malformed bad-contents'],
  ])('%s', async (_, pdf, expected) => {
    expect(await outcome(pdf)).toBe(expected)
  })
})
