import { bad, type Case } from '../case.ts'
import { cms, timeStampToken, tokenAttribute } from '../cms.ts'
import { int, join, nul, octets, oid, seq, tlv } from '../der.ts'
import { hashAlgorithm, hashOf, keyOf, pssAlgorithm, pssWithDefaults, signatureAlgorithm, signWith } from '../keys.ts'
import { NOW_MS, party } from '../pki.ts'
import { sealed } from '../sign.ts'
import { either, FORGED, NOT_MATCHING, shape } from './cms-case.ts'

/** Who signed with what: signature values and algorithm identifiers that do not fit. */
export const CMS_SIGNATURE: readonly Case[] = [
  shape(
    'signature-random',
    'random bytes as the signature',
    { signature: (_, honest) => honest.map(byte => byte ^ 0x5a) },
    NOT_MATCHING,
  ),
  shape('signature-empty', 'an empty signature', { signature: () => new Uint8Array() }, NOT_MATCHING),
  shape('signature-zeros', 'r and s are zero', { signature: () => seq(int(0), int(0)) }, NOT_MATCHING),
  shape(
    'signature-order',
    'r and s are the order of the group',
    () => ({ signature: () => seq(int(P256_ORDER), int(P256_ORDER)) }),
    NOT_MATCHING,
  ),
  shape(
    'signature-negative',
    'a negative r',
    { signature: () => seq(tlv(2, Uint8Array.of(0xff)), int(1)) },
    NOT_MATCHING,
  ),
  shape(
    'signature-raw',
    'r and s side by side without DER',
    { signature: () => new Uint8Array(64).fill(7) },
    NOT_MATCHING,
  ),
  shape(
    'signature-padded',
    'a byte behind the signature inside its octet string',
    { signature: (_, honest) => join(honest, Uint8Array.of(0)) },
    NOT_MATCHING,
  ),
  shape(
    'signature-of-other-key',
    'the right certificate, another key',
    () => ({ key: keyOf('p256', 'nobody') }),
    'tampered',
  ),
  shape(
    'signature-over-set-tag',
    'a signature over the attributes with the stored tag',
    () => ({
      signature: signed =>
        signWith(party('p256').key, { hash: 'sha256' }, join(Uint8Array.of(0xa0), signed.subarray(1))),
    }),
    'tampered',
  ),
  shape(
    'signature-over-file',
    'a signature over the digest, the attributes for show',
    () => ({ signature: () => signWith(party('p256').key, { hash: 'sha256' }, new Uint8Array(32)) }),
    'tampered',
  ),
  bad('cms/of-other-document', 'the CMS of another document', 'tampered', () => {
    const foreign = cms(party('p256'), [FORGED])
    return sealed({ hex: () => Buffer.from(foreign).toString('hex') })
  }),
  bad(
    'cms/of-time-stamp',
    'a time stamp token in place of a signature',
    ['malformed', 'tampered', 'untrusted-signer', 'unsupported'],
    () =>
      sealed({ hex: () => Buffer.from(timeStampToken(party('tsa'), [FORGED], { genTimeMs: NOW_MS })).toString('hex') }),
  ),
  shape(
    'digest-algorithm-other',
    'a digest algorithm unlike the one that was used',
    { digestAlgorithm: hashAlgorithm('sha512') },
    NOT_MATCHING,
  ),
  either(
    'digest-algorithm-list',
    'a list of digest algorithms without the one used',
    { digestAlgorithms: [hashAlgorithm('sha512')] },
    ['malformed', 'valid'],
  ),
  shape(
    'hash-disagrees',
    'SHA-256 for the digest, SHA-384 in the signature algorithm',
    () => ({ scheme: { hash: 'sha384' } }),
    'malformed',
  ),
  shape(
    'algorithm-of-other-key',
    'an RSA algorithm for an elliptic key',
    () => ({ signatureAlgorithm: signatureAlgorithm(party('rsa').key, { hash: 'sha256' }) }),
    ['malformed', 'tampered', 'unsupported'],
  ),
  shape(
    'algorithm-unknown',
    'an unknown signature algorithm',
    { signatureAlgorithm: seq(oid('1.3.6.1.4.1.99999.5')) },
    'unsupported',
  ),
  shape('digest-unknown', 'an unknown digest algorithm', { digestAlgorithm: seq(oid('1.3.6.1.4.1.99999.6')) }, [
    'unsupported',
    'malformed',
  ]),
  shape('algorithm-parameters', 'parameters where there are none', {
    digestAlgorithm: hashAlgorithm('sha256', octets(FORGED)),
  }),
  shape(
    'pss-mask-disagrees',
    'PSS whose mask has another hash',
    () => ({
      signatureAlgorithm: pssAlgorithm('sha256', 'sha512', 32),
      scheme: { hash: 'sha256', pss: { saltBytes: 32 } },
    }),
    ['malformed', 'tampered', 'unsupported'],
    { by: 'rsa' },
  ),
  shape(
    'pss-salt-disagrees',
    'PSS with another salt length than was used',
    () => ({
      signatureAlgorithm: pssAlgorithm('sha256', 'sha256', 20),
      scheme: { hash: 'sha256', pss: { saltBytes: 32 } },
    }),
    ['tampered', 'unsupported', 'malformed'],
    { by: 'rsa' },
  ),
  shape(
    'pss-huge-salt',
    'PSS with a salt longer than the key',
    () => ({
      signatureAlgorithm: pssAlgorithm('sha256', 'sha256', 100_000),
      scheme: { hash: 'sha256', pss: { saltBytes: 32 } },
    }),
    ['tampered', 'unsupported', 'malformed'],
    { by: 'rsa' },
  ),
  shape(
    'pss-trailer',
    'PSS with another trailer',
    () => ({
      signatureAlgorithm: pssAlgorithm('sha256', 'sha256', 32, 2),
      scheme: { hash: 'sha256', pss: { saltBytes: 32 } },
    }),
    ['unsupported', 'malformed'],
    { by: 'rsa' },
  ),
  shape(
    'pss-defaults',
    'PSS without parameters, which means SHA-1',
    () => ({ signatureAlgorithm: pssWithDefaults(), scheme: { hash: 'sha256', pss: { saltBytes: 32 } } }),
    ['weak-crypto', 'malformed', 'unsupported'],
    { by: 'rsa' },
  ),
  shape(
    'pss-as-pkcs1',
    'a PSS signature that says it is PKCS#1',
    () => ({
      signatureAlgorithm: signatureAlgorithm(party('rsa').key, { hash: 'sha256' }),
      scheme: { hash: 'sha256', pss: { saltBytes: 32 } },
    }),
    'tampered',
    { by: 'rsa' },
  ),
  bad('cms/rsa-low-exponent', 'a forged PKCS#1 block under exponent 3', 'tampered', () =>
    sealed({ by: 'rsa-e3', cms: { signature: toBeSigned => cubeRootForgery(hashOf('sha256', toBeSigned)) } }),
  ),
  bad('cms/token-of-other', 'the stamp of another signature', ['tampered', 'malformed'], () =>
    sealed({
      cms: { unsigned: () => [tokenAttribute(timeStampToken(party('tsa'), [FORGED], { genTimeMs: NOW_MS - 60_000 }))] },
    }),
  ),
]

const P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

/** Bleichenbacher's block of 2006: a cube whose front part looks like a digest, with anything behind it. */
function cubeRootForgery(digest: Uint8Array): Uint8Array<ArrayBuffer> {
  const info = seq(hashAlgorithm('sha256', nul), octets(digest))
  const front = Buffer.concat([Uint8Array.of(0, 1, ...new Uint8Array(8).fill(255), 0), info])
  const wanted = BigInt(`0x${front.toString('hex')}${'ff'.repeat(256 - front.length)}`)
  let low = 0n
  let high = 1n << 700n
  while (low < high) {
    const middle = (low + high + 1n) / 2n
    if (middle ** 3n <= wanted) low = middle
    else high = middle - 1n
  }
  return new Uint8Array(Buffer.from(low.toString(16).padStart(512, '0'), 'hex'))
}
