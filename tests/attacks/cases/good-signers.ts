import { type Case, contested, good } from '../case.ts'
import { attribute, CMS, signingCertificateV2 } from '../cms.ts'
import { nul, oid, x509Time } from '../der.ts'
import { hashAlgorithm } from '../keys.ts'
import { listOf, NOW_MS, type PartyName, party, YEAR_MS } from '../pki.ts'
import { type SignatureKnobs, sealed, signed } from '../sign.ts'

const by = (id: string, about: string, name: PartyName, cms: SignatureKnobs['cms'] = {}): Case =>
  good(`good/${id}`, about, () => sealed({ by: name, cms }))

const withSigningTime: SignatureKnobs = {
  subFilter: 'adbe.pkcs7.detached',
  cms: { attributes: usual => [...usual, attribute(CMS.signingTime, x509Time(NOW_MS - 300_000))] },
}

/** Sound files by every kind of signer and of CMS. */
export const GOOD_SIGNERS: readonly Case[] = [
  by('rsa-2048', 'RSA-2048, PKCS#1 v1.5, bare rsaEncryption', 'rsa'),
  by('rsa-3072', 'RSA-3072', 'rsa-3072'),
  by('rsa-sha256-named', 'RSA with sha256WithRSAEncryption in the SignerInfo', 'rsa', { scheme: { hash: 'sha256' } }),
  by('rsa-sha512', 'RSA with SHA-512', 'rsa', { digest: 'sha512' }),
  by('pss-sha256', 'RSASSA-PSS, salt 32', 'rsa', { scheme: { hash: 'sha256', pss: { saltBytes: 32 } } }),
  by('pss-sha384', 'RSASSA-PSS with SHA-384, salt 48', 'rsa-3072', {
    ...{ digest: 'sha384', scheme: { hash: 'sha384', pss: { saltBytes: 48 } } },
  }),
  by('pss-sha512', 'RSASSA-PSS with SHA-512, salt 64', 'rsa-3072', {
    ...{ digest: 'sha512', scheme: { hash: 'sha512', pss: { saltBytes: 64 } } },
  }),
  by('pss-issued', 'a certificate that was signed with RSASSA-PSS', 'pss-issued'),
  by('p256', 'ECDSA, P-256', 'p256'),
  by('p384', 'ECDSA, P-384 with SHA-384', 'p384', { digest: 'sha384' }),
  by('p521', 'ECDSA, P-521 with SHA-512', 'p521', { digest: 'sha512' }),
  by('p384-sha256', 'ECDSA, P-384 with SHA-256', 'p384'),
  by('digest-null', 'a digest algorithm with NULL parameters', 'p256', {
    digestAlgorithm: hashAlgorithm('sha256', nul),
  }),
  by('by-key-id', 'the signer named by its key identifier', 'p256', { sid: 'key-id' }),
  by('ess-sha512', 'signing-certificate-v2 with another hash', 'p256', {
    attributes: usual => [...usual.slice(0, 2), signingCertificateV2(party('p256').certificate, 'sha512')],
  }),
  good('good/pkcs7-detached', 'adbe.pkcs7.detached with a signing time', () => signed(withSigningTime)),
  good('good/pkcs7-without-ess', 'adbe.pkcs7.detached without signing-certificate-v2', () =>
    signed({ subFilter: 'adbe.pkcs7.detached', cms: { attributes: usual => usual.slice(0, 2) } }),
  ),
  good('good/pkcs7-certified', 'adbe.pkcs7.detached as a certification', () => sealed(withSigningTime)),
  contested(
    'contested/pkcs7-without-attributes',
    'adbe.pkcs7.detached that signs the digest itself',
    ['valid', 'malformed', 'unsupported'],
    () => signed({ subFilter: 'adbe.pkcs7.detached', cms: { attributes: null } }),
  ),
  contested('contested/ed25519', 'Ed25519 of ISO/TS 32002', ['valid', 'unsupported'], () =>
    signed({ by: 'ed25519', cms: { digest: 'sha512' } }),
  ),
  contested(
    'contested/pss-salt-20',
    'RSASSA-PSS with a salt shorter than the hash',
    ['valid', 'unsupported', 'malformed'],
    () => signed({ by: 'rsa', cms: { scheme: { hash: 'sha256', pss: { saltBytes: 20 } } } }),
  ),
  contested('contested/attribute-unknown', 'an unknown signed attribute', ['valid', 'unsupported'], () =>
    signed({ cms: { attributes: usual => [...usual, attribute('1.3.6.1.4.1.99999.7', oid('1.2.3'))] } }),
  ),

  by('purpose-none', 'a signer without extended key usage', 'no-purpose'),
  by('purpose-mail', 'a signer for emailProtection', 'mail-purpose'),
  by('purpose-adobe', 'a signer for Adobe authentic documents', 'adobe-purpose'),
  by('purpose-critical', 'a signer whose document signing purpose is critical', 'critical-purpose'),
  by('usage-non-repudiation', 'a signer for non-repudiation alone', 'non-repudiation'),
  by('policy', 'a signer with a certificate policy', 'with-policy'),
  by('generalized-time', 'a signer whose validity ends in 2060', 'until-2060'),
  by('chain-of-four', 'three issuing authorities, each path length just enough', 'below-deep'),
  by('name-constraints-met', 'an authority whose name constraints the signer keeps', 'inside-fence'),
  by('under-root', 'a signer directly below the root', 'under-root'),
  good('good/intermediate-beside', 'the issuing certificate is given beside the file', () => ({
    pdf: sealed({ cms: { certificates: [party('p256').certificate] } }).bytes,
    intermediates: [party('issuing-ec').certificate],
  })),
  good('good/issuing-as-anchor', 'the anchor is the issuing authority', () => ({
    pdf: sealed().bytes,
    anchors: [party('issuing-ec').certificate],
  })),
  good('good/root-sent-along', 'the root lies in the CMS too', () =>
    sealed({
      cms: { certificates: [...[party('p256'), party('issuing-ec'), party('root-ec')].map(one => one.certificate)] },
    }),
  ),
  good('good/certificates-reversed', 'the certificates in the CMS in another order', () =>
    sealed({ cms: { certificates: [party('issuing-ec').certificate, party('p256').certificate] } }),
  ),
  good('good/list-pushed', 'a fresh list that does not name the signer', () => ({
    pdf: sealed().bytes,
    crls: [listOf('issuing-ec', [{ certificate: party('revoked').certificate, atMs: NOW_MS - YEAR_MS / 2 }])],
  })),
  good('good/list-of-root-too', 'fresh lists of issuing authority and root', () => ({
    pdf: sealed().bytes,
    crls: [listOf('issuing-ec'), listOf('root-ec')],
  })),
]
