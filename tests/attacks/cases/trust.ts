import { bad, type Case, contested, good, type Made, type Word } from '../case.ts'
import type { Attribute } from '../cms.ts'
import type { Bytes } from '../der.ts'
import { keyOf, rsaSpki } from '../keys.ts'
import { DAY_MS, NOW_MS, type PartyName, party, YEAR_MS } from '../pki.ts'
import { sealed } from '../sign.ts'
import { issue, type Party, withBadSignature } from '../x509.ts'

const UNTRUSTED: Word = 'untrusted-signer'
const chainOf = (...names: readonly PartyName[]): Bytes[] => names.map(name => party(name).certificate)

/** A sound signature by a signer that the kiosk must not believe. */
const by = (id: string, about: string, name: PartyName, words: Word | readonly Word[] = UNTRUSTED): Case =>
  bad(`trust/${id}`, about, words, () => sealed({ by: name, capacity: 8000 }))
const made = (id: string, about: string, words: Word | readonly Word[], make: () => Made): Case =>
  bad(`trust/${id}`, about, words, make)

const p256 = (): Party => party('p256')
const forgedSignature = (name: PartyName): Party => ({
  ...party(name),
  certificate: withBadSignature(party(name).certificate),
})

/** A signer by an impostor that has the name and the serial number of a genuine one. */
function serialTwin(): Party {
  const genuine = party('p256')
  const serial = BigInt(`0x${Buffer.from(serialBytes(genuine.certificate)).toString('hex')}`)
  return issue({
    ...{ name: 'Seal 256', key: keyOf('p256', 'serial twin'), issuer: party('twin-issuing'), serial },
    ...{ notBeforeMs: NOW_MS - YEAR_MS, notAfterMs: NOW_MS + YEAR_MS },
  })
}

const serialBytes = (certificate: Uint8Array): Uint8Array => {
  const at = Buffer.from(certificate).indexOf(Uint8Array.of(0xa0, 0x03, 0x02, 0x01, 0x02)) + 5
  return certificate.subarray(at + 2, at + 2 + certificate[at + 1]!)
}

/** A certificate whose RSA numbers nobody could have made, issued in good order. */
const oddKey = (modulus: bigint, exponent: bigint): Party =>
  issue({
    ...{
      name: 'Seal odd',
      key: keyOf('rsa-2048', 'seal'),
      issuer: party('issuing-rsa'),
      spki: rsaSpki(modulus, exponent),
    },
    ...{ notBeforeMs: NOW_MS - YEAR_MS, notAfterMs: NOW_MS + YEAR_MS },
  })
const odd = (id: string, about: string, modulus: bigint, exponent: bigint): Case =>
  made(id, about, ['weak-crypto', 'malformed', 'unsupported', 'tampered', UNTRUSTED], () => ({
    pdf: sealed({ by: oddKey(modulus, exponent), cms: { key: keyOf('rsa-2048', 'seal') }, capacity: 24_000 }).bytes,
  }))

/** Whom to believe (RFC 5280, 6): impostors, wrong kinds of certificates, and anchors that are none. */
export const TRUST: readonly Case[] = [
  by('foreign', 'a signer of a foreign root', 'foreign'),
  by('self-signed', 'a signer that signed itself', 'self-signed'),
  by('twin', 'a whole chain of the same names under another root', 'twin'),
  made('twin-root-inside', 'the impostor’s root lies in the file', UNTRUSTED, () => ({
    pdf: sealed({ by: 'twin', cms: { certificates: chainOf('twin', 'twin-issuing', 'twin-root') } }).bytes,
  })),
  made('foreign-root-inside', 'a foreign root lies in the file', UNTRUSTED, () => ({
    pdf: sealed({ by: 'foreign', cms: { certificates: chainOf('foreign', 'foreign-root') } }).bytes,
  })),
  made('foreign-root-beside', 'a foreign root is given as an intermediate', UNTRUSTED, () => ({
    pdf: sealed({ by: 'foreign' }).bytes,
    intermediates: chainOf('foreign-root'),
  })),
  made('twin-with-true-issuing', 'an impostor’s signer beside the true issuing certificate', UNTRUSTED, () => ({
    pdf: sealed({ by: 'twin', cms: { certificates: chainOf('twin', 'issuing-ec', 'root-ec') } }).bytes,
  })),
  made(
    'equal-serials',
    'an impostor with the name and number of the true signer, both in the bag',
    [UNTRUSTED, 'malformed', 'tampered'],
    () => {
      const twin = serialTwin()
      return {
        pdf: sealed({
          by: twin,
          cms: { certificates: [p256().certificate, twin.certificate, ...chainOf('issuing-ec', 'twin-issuing')] },
        }).bytes,
      }
    },
  ),
  made(
    'equal-serials-without-ess',
    'the same under adbe.pkcs7.detached, nothing naming the certificate',
    [UNTRUSTED, 'malformed', 'tampered'],
    () => {
      const twin = serialTwin()
      const cms = {
        attributes: (usual: readonly Attribute[]) => usual.slice(0, 2),
        certificates: [p256().certificate, twin.certificate, ...chainOf('issuing-ec', 'twin-issuing')],
      }
      return { pdf: sealed({ by: twin, subFilter: 'adbe.pkcs7.detached', cms }).bytes }
    },
  ),
  made('wrong-anchor', 'a good signer where only another root is trusted', UNTRUSTED, () => ({
    pdf: sealed().bytes,
    anchors: chainOf('root-rsa'),
  })),
  made('no-anchor', 'a good signer where nobody is trusted', UNTRUSTED, () => ({ pdf: sealed().bytes, anchors: [] })),
  made('twin-anchor', 'a good signer where its root’s namesake is trusted', UNTRUSTED, () => ({
    pdf: sealed().bytes,
    anchors: chainOf('twin-root'),
  })),
  made('issuing-missing', 'a good signer whose issuing certificate is nowhere', UNTRUSTED, () => ({
    pdf: sealed({ cms: { certificates: [p256().certificate] } }).bytes,
  })),
  made('issuing-broken', 'an issuing certificate with a changed signature', UNTRUSTED, () => ({
    pdf: sealed({ cms: { certificates: [p256().certificate, forgedSignature('issuing-ec').certificate] } }).bytes,
  })),
  made('signer-broken', 'a signer’s certificate with a changed signature', [UNTRUSTED, 'tampered'], () => ({
    pdf: sealed({
      by: forgedSignature('p256'),
      cms: { certificates: [forgedSignature('p256').certificate, ...chainOf('issuing-ec')] },
    }).bytes,
  })),
  by('leaf-as-ca', 'a signer issued by another signer', 'leaf-as-ca'),
  by('not-ca', 'an issuer that is no CA', 'below-not-ca'),
  by('ca-unsaid', 'an issuer without basic constraints', 'below-no-basic'),
  by('no-cert-sign', 'an issuer without keyCertSign', 'below-no-cert-sign'),
  by('path-length', 'an authority more than the path length allows', 'path-too-long'),
  by('ca-as-signer', 'a CA certificate that signs a document', 'ca-signer'),
  by('purpose-tls', 'a TLS server’s certificate of the same CA', 'tls-purpose'),
  by('purpose-time', 'a time-stamp authority’s certificate', 'stamp-purpose'),
  by('purpose-responder', 'an OCSP responder’s certificate', 'responder'),
  by('usage', 'a certificate for ciphers', 'no-signing-usage'),
  by('critical-unknown', 'an unknown critical extension in the signer', 'critical-unknown'),
  by('critical-unknown-above', 'an unknown critical extension in the issuer', 'below-critical-ca'),
  by('name-constraints', 'a signer outside the names its CA may issue', 'outside-fence'),
  by('name-constraints-mail', 'a signer with an excluded mail address', 'outside-mail-fence'),
  by('version-1', 'a certificate of version 1', 'version-1', ['malformed', UNTRUSTED, 'unsupported']),
  odd('modulus-huge', 'an RSA modulus of 32,768 bits', (1n << 32_767n) + 1n, 65537n),
  odd('exponent-huge', 'an RSA exponent of 2,000 bits', (1n << 2047n) + 1n, (1n << 1999n) + 1n),
  odd('exponent-one', 'an RSA exponent of 1', (1n << 2047n) + 1n, 1n),
  odd('exponent-even', 'an even RSA exponent', (1n << 2047n) + 1n, 65536n),
  odd('modulus-zero', 'an RSA modulus of 0', 0n, 65537n),
  odd('modulus-even', 'an even RSA modulus', 1n << 2047n, 65537n),
  contested('contested/self-issued-anchor', 'the signer itself is the anchor', ['valid', UNTRUSTED], () => ({
    pdf: sealed().bytes,
    anchors: [p256().certificate],
  })),
  good('good/twin-beside', 'a good chain with an impostor’s certificates beside it', () =>
    sealed({
      cms: { certificates: [...chainOf('twin-issuing', 'twin-root'), p256().certificate, ...chainOf('issuing-ec')] },
    }),
  ),

  bad('time/expired', 'a signer that has expired', 'expired', () => sealed({ by: 'expired' })),
  bad('time/expired-backdated', 'an expired signer that claims an old time', 'expired', () =>
    sealed({ by: 'expired-since', entries: '/Prop_AuthTime 1' }),
  ),
  bad('time/not-yet', 'a signer that is not yet valid', 'expired', () => sealed({ by: 'not-yet' })),
  bad('time/expired-issuer', 'an issuer that has expired', ['expired', UNTRUSTED], () =>
    sealed({ by: 'below-expired-ca' }),
  ),
  bad('time/in-a-year', 'a good file, looked at after its signer expired', 'expired', () => ({
    pdf: sealed().bytes,
    nowMs: NOW_MS + YEAR_MS + DAY_MS,
  })),
  bad('time/too-early', 'a good file, looked at before its signer was issued', 'expired', () => ({
    pdf: sealed().bytes,
    nowMs: NOW_MS - 2 * YEAR_MS,
  })),
  bad('time/root-expired', 'a good file, looked at after its root expired', ['expired', UNTRUSTED], () => ({
    pdf: sealed({ by: 'until-2060' }).bytes,
    nowMs: NOW_MS + 9 * YEAR_MS,
  })),

  bad('weak/rsa-1024', 'an RSA key of 1,024 bits', 'weak-crypto', () => sealed({ by: 'rsa-1024' })),
  bad('weak/rsa-1024-issuer', 'an issuer with 1,024 bits', ['weak-crypto', UNTRUSTED], () =>
    sealed({ by: 'below-short-ca' }),
  ),
  bad('weak/p192', 'a curve of 192 bits', ['weak-crypto', 'unsupported'], () => sealed({ by: 'p192' })),
  bad('weak/p224', 'a curve of 224 bits', ['weak-crypto', 'unsupported'], () => sealed({ by: 'p224' })),
  bad('weak/secp256k1', 'a curve that no profile names', ['unsupported', 'weak-crypto'], () =>
    sealed({ by: 'secp256k1' }),
  ),
  bad('weak/sha1', 'SHA-1 for the document', 'weak-crypto', () => sealed({ cms: { digest: 'sha1' } })),
  bad('weak/md5', 'MD5 for the document', 'weak-crypto', () => sealed({ by: 'rsa', cms: { digest: 'md5' } })),
  bad('weak/sha1-signature', 'SHA-1 in the signature alone', ['weak-crypto', 'malformed'], () =>
    sealed({ by: 'rsa', cms: { scheme: { hash: 'sha1' } } }),
  ),
  bad('weak/sha224', 'SHA-224', ['weak-crypto', 'unsupported'], () => sealed({ by: 'rsa', cms: { digest: 'sha224' } })),
  bad('weak/sha3', 'SHA-3, which no profile here names', 'unsupported', () =>
    sealed({ by: 'rsa', cms: { digest: 'sha3-256' } }),
  ),
  bad('weak/sha1-certificate', 'a signer’s certificate with SHA-1', ['weak-crypto', UNTRUSTED], () =>
    sealed({ by: 'sha1-issued' }),
  ),
  bad('weak/md5-certificate', 'a signer’s certificate with MD5', ['weak-crypto', UNTRUSTED], () =>
    sealed({ by: 'md5-issued' }),
  ),
  bad('weak/sub-filter-sha1', 'adbe.pkcs7.sha1', 'weak-crypto', () => sealed({ subFilter: 'adbe.pkcs7.sha1' })),
  bad('weak/sub-filter-x509', 'adbe.x509.rsa_sha1', 'weak-crypto', () => sealed({ subFilter: 'adbe.x509.rsa_sha1' })),
]
