import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evidence, RECENT_MS, stampedBy } from '../../tests/attacks/cases/good-levels.ts'
import { cms, timeStampToken } from '../../tests/attacks/cms.ts'
import { listOf, NOW_MS, party } from '../../tests/attacks/pki.ts'
import { ocsp } from '../../tests/attacks/revocation.ts'
import { addDss, sealed } from '../../tests/attacks/sign.ts'
import { newBudget } from './budget.ts'
import { readCertificate } from './certificate.ts'
import { readSignedData } from './cms.ts'
import { readCrl } from './crl.ts'
import { cursorAt } from './cursor.ts'
import { childrenOf, readWholeDer } from './der.ts'
import { inflate } from './inflate.ts'
import { LIMITS } from './limits.ts'
import { openPdf } from './objects.ts'
import { readOcsp } from './ocsp.ts'
import { readPublicKey } from './public-key.ts'
import { PdfRefusal } from './reasons.ts'
import { findSignatures } from './signature-field.ts'
import { readTstInfo } from './timestamp.ts'
import { readValue } from './tokens.ts'

/** Whatever the bytes: a value or a refusal, and never another error. */
function refusesAtMost(read: () => unknown): void {
  try {
    read()
  } catch (error) {
    if (!(error instanceof PdfRefusal)) throw error
  }
}

/** A good structure with a few bytes changed, cut or doubled, which gets further than noise does. */
const damaged = (good: Uint8Array) =>
  fc
    .tuple(
      fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
      fc.nat(good.length),
      fc.nat(3),
    )
    .map(([edits, cut, how]) => {
      const bytes = good.slice()
      for (const [at, byte] of edits) bytes[at] = byte
      if (how === 0) return bytes.subarray(0, cut)
      return how === 1 ? new Uint8Array([...bytes.subarray(0, cut), ...bytes.subarray(cut / 2)]) : bytes
    })

const lengths = fc.constantFrom(0, 1, 2, 3, 0x7f, 0x80, 0x81, 0x82, 0x84, 0xff)
const tags = fc.constantFrom(0x30, 0x31, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0c, 0x17, 0x18, 0xa0, 0xa1, 0x80)
/** Noise that looks like DER. */
const derNoise = fc.array(fc.oneof(tags, lengths, fc.nat(255)), { maxLength: 60 }).map(bytes => Uint8Array.from(bytes))

const certificate = party('p256').certificate
const token = timeStampToken(party('tsa'), [certificate], { genTimeMs: NOW_MS })
const container = cms(party('rsa'), [certificate])
const answer = ocsp({
  ...{ certificate, issuer: party('issuing-ec'), responder: party('issuing-ec'), status: 'good' },
  ...{ thisUpdateMs: NOW_MS, nextUpdateMs: null },
})

describe('bytes from anywhere', () => {
  const readers: [string, Uint8Array, (bytes: Uint8Array) => unknown][] = [
    ['DER', certificate, bytes => childrenOf(readWholeDer(bytes))],
    ['a certificate', certificate, bytes => readCertificate(bytes).publicKey()],
    ['an RSA certificate', party('rsa').certificate, bytes => readCertificate(bytes).publicKey()],
    ['a constrained certificate', party('fenced-mail').certificate, readCertificate],
    ['a public key', certificate, bytes => readPublicKey(readWholeDer(bytes))],
    ['a CMS', container, bytes => readSignedData(bytes, 'detached')],
    ['a time-stamp token', token, bytes => readSignedData(bytes, 'timestamp')],
    ['what a token says', readSignedData(token, 'timestamp').content ?? token, readTstInfo],
    [
      'a revocation list',
      listOf('issuing-ec', [{ certificate, atMs: NOW_MS }]),
      bytes => readCrl(bytes).revokedAtMs(bytes.subarray(0, 4)),
    ],
    ['an OCSP answer', answer, bytes => readOcsp(bytes).scheme()],
  ]
  it.each(readers)('read as %s give a value or a refusal', (_, good, read) => {
    expect(() => read(good)).not.toThrow(TypeError)
    fc.assert(
      fc.property(fc.oneof(damaged(good), derNoise, fc.uint8Array({ maxLength: 80 })), bytes =>
        refusesAtMost(() => read(bytes)),
      ),
      {
        numRuns: 400,
      },
    )
  })

  it('read as a compressed stream end within the limit', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), bytes => {
        refusesAtMost(() => inflate(Uint8Array.of(0x78, 0x9c, ...bytes), 10_000))
      }),
      { numRuns: 1000 },
    )
  })
})

describe('text from anywhere', () => {
  const words = fc.constantFrom(
    '<<',
    '>>',
    '[',
    ']',
    '/A',
    '/#41',
    '(',
    ')',
    '\\',
    '<',
    '>',
    '0',
    '-1',
    '1.5',
    '12 0 R',
    'true',
    'null',
    'obj',
    '%',
    '\n',
    ' ',
    'R',
    '9'.repeat(20),
  )
  it('read as a value gives one or a refusal', () => {
    fc.assert(
      fc.property(fc.array(words, { maxLength: 40 }), parts => {
        refusesAtMost(() => readValue(cursorAt(new TextEncoder().encode(parts.join('')), 0)))
      }),
      { numRuns: 1500 },
    )
  })

  const files = [
    sealed().bytes,
    sealed({}, {}, { xref: 'stream', predictor: true }).bytes,
    addDss(sealed({ cms: stampedBy('tsa', RECENT_MS) }), evidence()).bytes,
  ]
  it.each(files.map((file, at) => [at, file] as const))('put into file %i, that opens or is refused', (_, file) => {
    const structural = fc.tuple(fc.nat(file.length - 1), words)
    fc.assert(
      fc.property(
        fc.oneof(
          damaged(file),
          structural.map(([at, word]) => {
            const bytes = file.slice()
            bytes.set(new TextEncoder().encode(word).subarray(0, file.length - at), at)
            return bytes
          }),
        ),
        bytes => refusesAtMost(() => findSignatures(openPdf(bytes))),
      ),
      { numRuns: 400 },
    )
  })
})

describe('the budget', () => {
  it('stops a value that would take too long, wherever it stands', () => {
    const budget = newBudget({ ...LIMITS, steps: 1000 })
    const long = new TextEncoder().encode(`[${'[]'.repeat(5000)}]`)
    expect(() => readValue(cursorAt(long, 0, budget))).toThrow(/limit-reached/)
    expect(() => readValue(cursorAt(new TextEncoder().encode('1'), 0, budget))).toThrow(/limit-reached/)
  })
})
