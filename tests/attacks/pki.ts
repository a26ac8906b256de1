import type { Bytes } from './der.ts'
import { keyOf } from './keys.ts'
import { crl, type RevokedEntry } from './revocation.ts'
import {
  type CertificateOrder,
  directoryName,
  issue,
  mailAltName,
  mailName,
  nameConstraints,
  organizationTree,
  type Party,
  PURPOSE,
  policyExtension,
  USAGE,
  unknownCritical,
} from './x509.ts'

/** The moment that every case is judged at, and lengths of time in milliseconds. */
export const NOW_MS = Date.UTC(2026, 10, 22, 4)
export const DAY_MS = 86_400_000
export const YEAR_MS = 365 * DAY_MS

type Order = Partial<CertificateOrder> & Pick<CertificateOrder, 'name' | 'key' | 'issuer'>
const root = (order: Order): Party =>
  issue({ notBeforeMs: NOW_MS - 8 * YEAR_MS, notAfterMs: NOW_MS + 8 * YEAR_MS, ca: {}, ...order })
const authority = (order: Order): Party =>
  issue({ notBeforeMs: NOW_MS - 5 * YEAR_MS, notAfterMs: NOW_MS + 5 * YEAR_MS, ca: { pathLength: 0 }, ...order })
const leaf = (order: Order): Party => issue({ notBeforeMs: NOW_MS - YEAR_MS, notAfterMs: NOW_MS + YEAR_MS, ...order })
/** A P-256 signer under the elliptic issuing authority, but for what `order` says. */
const seal = (name: string, order: Partial<CertificateOrder> = {}): Party =>
  leaf({ name, key: keyOf('p256', name), issuer: party('issuing-ec'), ...order })

const expiredLongAgo = { notBeforeMs: NOW_MS - 3 * YEAR_MS, notAfterMs: NOW_MS - YEAR_MS }

const RECIPES = {
  'root-rsa': (): Party =>
    root({ name: 'Root R', key: keyOf('rsa-3072', 'root'), issuer: null, scheme: { hash: 'sha384' } }),
  'root-ec': (): Party =>
    root({ name: 'Root E', key: keyOf('p384', 'root'), issuer: null, scheme: { hash: 'sha384' } }),
  'issuing-rsa': (): Party =>
    authority({ name: 'Issuing R', key: keyOf('rsa-2048', 'issuing'), issuer: party('root-rsa') }),
  'issuing-ec': (): Party =>
    authority({
      name: 'Issuing E',
      key: keyOf('p256', 'issuing'),
      issuer: party('root-ec'),
      scheme: { hash: 'sha384' },
    }),
  'root-sm2': (): Party => root({ name: 'Root S', key: keyOf('sm2', 'root'), issuer: null, scheme: { hash: 'sm3' } }),
  'issuing-sm2': (): Party =>
    authority({ name: 'Issuing S', key: keyOf('sm2', 'issuing'), issuer: party('root-sm2'), scheme: { hash: 'sm3' } }),
  sm2: (): Party =>
    leaf({ name: 'Seal S', key: keyOf('sm2', 'seal'), issuer: party('issuing-sm2'), scheme: { hash: 'sm3' } }),
  'foreign-sm2': (): Party =>
    leaf({ name: 'Seal S', key: keyOf('sm2', 'foreign'), issuer: null, scheme: { hash: 'sm3' } }),
  rsa: (): Party => leaf({ name: 'Seal R', key: keyOf('rsa-2048', 'seal'), issuer: party('issuing-rsa') }),
  'rsa-3072': (): Party => leaf({ name: 'Seal R3', key: keyOf('rsa-3072', 'seal'), issuer: party('issuing-rsa') }),
  p256: (): Party => seal('Seal 256'),
  'p256-second': (): Party => seal('Seal of the Dean'),
  p384: (): Party => seal('Seal 384', { key: keyOf('p384', 'seal') }),
  p521: (): Party => seal('Seal 521', { key: keyOf('p521', 'seal') }),
  ed25519: (): Party => seal('Seal Ed', { key: keyOf('ed25519', 'seal') }),
  'pss-issued': (): Party =>
    leaf({
      ...{ name: 'Seal P', key: keyOf('rsa-2048', 'seal'), issuer: party('issuing-rsa') },
      scheme: { hash: 'sha256', pss: { saltBytes: 32 } },
    }),
  'under-root': (): Party =>
    leaf({ name: 'Seal of the root', key: keyOf('p256', 'under root'), issuer: party('root-ec') }),

  // Sound ones of other shapes.
  'no-purpose': (): Party => seal('Seal without purpose', { purposes: null }),
  'mail-purpose': (): Party => seal('Seal of mail', { purposes: [PURPOSE.emailProtection] }),
  'adobe-purpose': (): Party => seal('Seal of Adobe', { purposes: [PURPOSE.adobe] }),
  'critical-purpose': (): Party =>
    seal('Seal critical', { purposes: [PURPOSE.documentSigning], purposesCritical: true }),
  'non-repudiation': (): Party => seal('Seal NR', { usage: [USAGE.nonRepudiation] }),
  'with-policy': (): Party => seal('Seal with policy', { extra: [policyExtension('1.3.6.1.4.1.99999.2')] }),
  'until-2060': (): Party => seal('Seal until 2060', { notAfterMs: Date.UTC(2060, 0, 1) }),
  'deep-1': (): Party =>
    authority({ name: 'Deep 1', key: keyOf('p256', 'deep 1'), issuer: party('root-ec'), ca: { pathLength: 2 } }),
  'deep-2': (): Party =>
    authority({ name: 'Deep 2', key: keyOf('p256', 'deep 2'), issuer: party('deep-1'), ca: { pathLength: 1 } }),
  'deep-3': (): Party => authority({ name: 'Deep 3', key: keyOf('p256', 'deep 3'), issuer: party('deep-2') }),
  'below-deep': (): Party => leaf({ name: 'Seal deep', key: keyOf('p256', 'deep seal'), issuer: party('deep-3') }),
  'fenced-authority': (): Party =>
    authority({
      ...{ name: 'Fenced', key: keyOf('p256', 'fenced'), issuer: party('root-ec') },
      extra: [nameConstraints({ permitted: [directoryName(organizationTree('印证演示大学'))] })],
    }),
  'inside-fence': (): Party => seal('Seal inside the fence', { issuer: party('fenced-authority') }),

  // Signers and authorities that must not pass.
  expired: (): Party => seal('Seal expired', expiredLongAgo),
  'not-yet': (): Party => seal('Seal of tomorrow', { notBeforeMs: NOW_MS + DAY_MS }),
  revoked: (): Party => seal('Seal revoked'),
  'revoked-lately': (): Party => seal('Seal revoked lately'),
  'expired-since': (): Party =>
    seal('Seal expired since', { notBeforeMs: NOW_MS - 2 * YEAR_MS, notAfterMs: NOW_MS - 30 * DAY_MS }),
  'tls-purpose': (): Party => seal('www.example.edu', { purposes: [PURPOSE.serverAuth] }),
  'stamp-purpose': (): Party => seal('Seal of time', { purposes: [PURPOSE.timeStamping], purposesCritical: true }),
  'no-signing-usage': (): Party => seal('Seal for ciphers', { usage: [USAGE.keyEncipherment] }),
  'ca-signer': (): Party =>
    leaf({
      name: 'CA that signs',
      key: keyOf('p256', 'ca signer'),
      issuer: party('root-ec'),
      ca: {},
      usage: [0, 1, 5, 6],
    }),
  'critical-unknown': (): Party => seal('Seal with a riddle', { extra: [unknownCritical()] }),
  'leaf-as-ca': (): Party => seal('Seal by a seal', { issuer: party('p256') }),
  'not-ca': (): Party =>
    authority({ name: 'Not a CA', key: keyOf('p256', 'not ca'), issuer: party('root-ec'), ca: false, usage: [0, 5] }),
  'below-not-ca': (): Party => seal('Seal below no CA', { issuer: party('not-ca') }),
  'no-basic': (): Party =>
    authority({
      name: 'CA unsaid',
      key: keyOf('p256', 'no basic'),
      issuer: party('root-ec'),
      noBasicConstraints: true,
    }),
  'below-no-basic': (): Party => seal('Seal below an unsaid CA', { issuer: party('no-basic') }),
  'no-cert-sign': (): Party =>
    authority({
      name: 'CA without usage',
      key: keyOf('p256', 'no usage'),
      issuer: party('root-ec'),
      usage: [USAGE.cRLSign],
    }),
  'below-no-cert-sign': (): Party => seal('Seal below a useless CA', { issuer: party('no-cert-sign') }),
  'below-short': (): Party =>
    authority({ name: 'One too many', key: keyOf('p256', 'too many'), issuer: party('issuing-ec') }),
  'path-too-long': (): Party => seal('Seal at the end', { issuer: party('below-short') }),
  'expired-ca': (): Party =>
    authority({ name: 'Issuing of old', key: keyOf('p256', 'old'), issuer: party('root-ec'), ...expiredLongAgo }),
  'below-expired-ca': (): Party => seal('Seal of old', { issuer: party('expired-ca') }),
  'fenced-other': (): Party =>
    authority({
      ...{ name: 'Fenced elsewhere', key: keyOf('p256', 'fenced other'), issuer: party('root-ec') },
      extra: [nameConstraints({ permitted: [directoryName(organizationTree('Another University'))] })],
    }),
  'outside-fence': (): Party => seal('Seal outside the fence', { issuer: party('fenced-other') }),
  'fenced-mail': (): Party =>
    authority({
      ...{ name: 'Fenced by mail', key: keyOf('p256', 'fenced mail'), issuer: party('root-ec') },
      extra: [nameConstraints({ excluded: [mailName('evil.example')] })],
    }),
  'outside-mail-fence': (): Party =>
    seal('Seal of a wrong mail', { issuer: party('fenced-mail'), extra: [mailAltName('dean@evil.example')] }),
  'critical-ca': (): Party =>
    authority({
      name: 'CA with a riddle',
      key: keyOf('p256', 'riddle'),
      issuer: party('root-ec'),
      extra: [unknownCritical()],
    }),
  'below-critical-ca': (): Party => seal('Seal below a riddle', { issuer: party('critical-ca') }),

  // Other people's.
  'foreign-root': (): Party => root({ name: 'Foreign Root', key: keyOf('p256', 'foreign root'), issuer: null }),
  foreign: (): Party => leaf({ name: 'Seal 256', key: keyOf('p256', 'foreign'), issuer: party('foreign-root') }),
  'twin-root': (): Party => root({ name: 'Root E', key: keyOf('p384', 'twin root'), issuer: null }),
  'twin-issuing': (): Party =>
    authority({ name: 'Issuing E', key: keyOf('p256', 'twin issuing'), issuer: party('twin-root') }),
  twin: (): Party => leaf({ name: 'Seal 256', key: keyOf('p256', 'twin'), issuer: party('twin-issuing') }),
  'self-signed': (): Party => leaf({ name: 'Seal alone', key: keyOf('p256', 'alone'), issuer: null }),

  // Weak ones.
  'rsa-1024': (): Party => leaf({ name: 'Seal short', key: keyOf('rsa-1024', 'seal'), issuer: party('issuing-rsa') }),
  'rsa-e3': (): Party =>
    leaf({ name: 'Seal of three', key: keyOf('rsa-2048-e3', 'seal'), issuer: party('issuing-rsa') }),
  p192: (): Party => seal('Seal 192', { key: keyOf('p192', 'seal') }),
  p224: (): Party => seal('Seal 224', { key: keyOf('p224', 'seal') }),
  secp256k1: (): Party => seal('Seal k1', { key: keyOf('secp256k1', 'seal') }),
  'sha1-issued': (): Party => seal('Seal by SHA-1', { scheme: { hash: 'sha1' } }),
  'md5-issued': (): Party =>
    leaf({ name: 'Seal by MD5', key: keyOf('p256', 'md5'), issuer: party('issuing-rsa'), scheme: { hash: 'md5' } }),
  'short-ca': (): Party => authority({ name: 'Short CA', key: keyOf('rsa-1024', 'ca'), issuer: party('root-rsa') }),
  'below-short-ca': (): Party => seal('Seal below a short CA', { issuer: party('short-ca') }),
  'version-1': (): Party => seal('Seal of version 1', { version: 1 }),

  // Authorities of time and of answers.
  tsa: (): Party => tsaOf({ name: 'Time', key: keyOf('p256', 'tsa') }),
  'tsa-rsa': (): Party => tsaOf({ name: 'Time R', key: keyOf('rsa-2048', 'tsa'), issuer: party('issuing-rsa') }),
  'tsa-no-purpose': (): Party => tsaOf({ name: 'Time without purpose', key: keyOf('p256', 'tsa 2'), purposes: null }),
  'tsa-not-critical': (): Party =>
    tsaOf({ name: 'Time not critical', key: keyOf('p256', 'tsa 3'), purposesCritical: false }),
  'tsa-two-purposes': (): Party =>
    tsaOf({
      name: 'Time and mail',
      key: keyOf('p256', 'tsa 4'),
      purposes: [PURPOSE.timeStamping, PURPOSE.emailProtection],
    }),
  'tsa-foreign': (): Party => tsaOf({ name: 'Time', key: keyOf('p256', 'tsa 5'), issuer: party('foreign-root') }),
  'tsa-expired': (): Party => tsaOf({ name: 'Time of old', key: keyOf('p256', 'tsa 6'), ...expiredLongAgo }),
  'tsa-revoked': (): Party => tsaOf({ name: 'Time revoked', key: keyOf('p256', 'tsa 7') }),
  responder: (): Party => seal('Responder', { purposes: [PURPOSE.ocspSigning], usage: [USAGE.digitalSignature] }),
  'responder-no-purpose': (): Party => seal('Responder unappointed', { usage: [USAGE.digitalSignature] }),
} as const

export type PartyName = keyof typeof RECIPES

const kept = new Map<PartyName, Party>()

/** The party of a name, made at its first use: one small PKI a process, fresh in each. */
export function party(name: PartyName): Party {
  const found = kept.get(name)
  if (found) return found
  const made = RECIPES[name]()
  kept.set(name, made)
  return made
}

function tsaOf(order: Partial<CertificateOrder> & Pick<CertificateOrder, 'name' | 'key'>): Party {
  return leaf({
    ...{ issuer: party('issuing-ec'), purposes: [PURPOSE.timeStamping], purposesCritical: true },
    ...{ usage: [USAGE.digitalSignature], ...order },
  })
}

/** What a kiosk of this university is configured to trust. */
export const anchors = (): Bytes[] =>
  (['root-rsa', 'root-ec', 'root-sm2'] as const).map(name => party(name).certificate)

/** A fresh certificate list of an issuing authority, of yesterday and for a week, with these revoked. */
export function listOf(issuer: PartyName, revoked: readonly RevokedEntry[] = [], atMs = NOW_MS - DAY_MS): Bytes {
  return crl({ issuer: party(issuer), thisUpdateMs: atMs, nextUpdateMs: atMs + 7 * DAY_MS, revoked })
}
