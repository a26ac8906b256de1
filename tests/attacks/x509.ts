import { randomBytes } from 'node:crypto'
import {
  type Bytes,
  bits,
  bool,
  ctx,
  ctxRaw,
  ia5,
  int,
  join,
  latin,
  octets,
  oid,
  partsOf,
  printable,
  seq,
  setOf,
  utf8,
  x509Time,
} from './der.ts'
import { hashOf, type KeyPair, type Scheme, signatureAlgorithm, signWith } from './keys.ts'

/** A certificate with its key: what can issue or sign. */
export interface Party {
  readonly certificate: Bytes
  readonly key: KeyPair
  readonly name: string
  /** The certificates above it that a signer sends along, nearest first, without the root. */
  readonly above: readonly Bytes[]
}

/** KeyUsage bit numbers (RFC 5280, 4.2.1.3). */
export const USAGE = { digitalSignature: 0, nonRepudiation: 1, keyEncipherment: 2, keyCertSign: 5, cRLSign: 6 } as const

export const PURPOSE = {
  serverAuth: '1.3.6.1.5.5.7.3.1',
  emailProtection: '1.3.6.1.5.5.7.3.4',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  ocspSigning: '1.3.6.1.5.5.7.3.9',
  documentSigning: '1.3.6.1.5.5.7.3.36',
  adobe: '1.2.840.113583.1.1.5',
} as const

export const EXTENSION = {
  subjectKeyId: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  nameConstraints: '2.5.29.30',
  policies: '2.5.29.32',
  authorityKeyId: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  ocspNoCheck: '1.3.6.1.5.5.7.48.1.5',
} as const

/** Every knob of a certificate; what is left out is what a sound one has. */
export interface CertificateOrder {
  readonly name: string
  readonly key: KeyPair
  /** Its issuer, or null for one that signs itself. */
  readonly issuer: Party | null
  readonly notBeforeMs: number
  readonly notAfterMs: number
  /** A CA with this path length, an unbounded CA, or no CA. */
  readonly ca?: { readonly pathLength?: number } | false
  readonly usage?: readonly number[] | null
  readonly purposes?: readonly string[] | null
  readonly purposesCritical?: boolean
  /** How the issuer signs. SHA-256 when left out. */
  readonly scheme?: Scheme
  readonly serial?: bigint
  readonly extra?: readonly Bytes[]
  /** Encodings in place of the usual ones. */
  readonly issuerName?: Bytes
  readonly spki?: Bytes
  readonly noBasicConstraints?: boolean
  readonly version?: 1 | 3
}

export function issue(order: CertificateOrder): Party {
  const signerKey = order.issuer?.key ?? order.key
  const scheme = order.scheme ?? { hash: 'sha256' }
  const algorithm = signatureAlgorithm(signerKey, scheme)
  const subject = nameOf(order.name)
  const tbs = seq(
    ...(order.version === 1 ? [] : [ctx(0, int(2))]),
    int(order.serial ?? BigInt(`0x40${randomBytes(15).toString('hex')}`)),
    algorithm,
    order.issuerName ?? (order.issuer ? nameOf(order.issuer.name) : subject),
    seq(x509Time(order.notBeforeMs), x509Time(order.notAfterMs)),
    subject,
    order.spki ?? order.key.spki,
    ...(order.version === 1 ? [] : [ctx(3, seq(...extensionsOf(order, signerKey)))]),
  )
  const certificate = seq(tbs, algorithm, bits(signWith(signerKey, scheme, tbs)))
  const above = order.issuer && !isSelfSigned(order.issuer) ? [order.issuer.certificate, ...order.issuer.above] : []
  return { certificate, key: order.key, name: order.name, above }
}

const isSelfSigned = ({ certificate }: Party): boolean =>
  Buffer.compare(issuerOf(certificate), subjectOf(certificate)) === 0

function extensionsOf(order: CertificateOrder, signerKey: KeyPair): Bytes[] {
  const ca = order.ca || null
  const basic = ca ? [bool(true), ...(ca.pathLength === undefined ? [] : [int(ca.pathLength)])] : []
  const usual = ca ? [USAGE.keyCertSign, USAGE.cRLSign] : [USAGE.digitalSignature, USAGE.nonRepudiation]
  const usage = order.usage === null ? [] : [extension(EXTENSION.keyUsage, true, namedBits(order.usage ?? usual))]
  const purposes = order.purposes ?? (ca || order.purposes === null ? [] : [PURPOSE.documentSigning])
  return [
    ...(order.noBasicConstraints ? [] : [extension(EXTENSION.basicConstraints, true, seq(...basic))]),
    ...usage,
    ...(purposes.length === 0
      ? []
      : [extension(EXTENSION.extendedKeyUsage, order.purposesCritical ?? false, seq(...purposes.map(oid)))]),
    extension(EXTENSION.subjectKeyId, false, octets(keyId(order.spki ?? order.key.spki))),
    extension(EXTENSION.authorityKeyId, false, seq(ctxRaw(0, keyId(signerKey.spki)))),
    ...(order.extra ?? []),
  ]
}

export const extension = (id: string, critical: boolean, value: Uint8Array): Bytes =>
  seq(oid(id), ...(critical ? [bool(true)] : []), octets(value))

/** SHA-1 of the whole key info: any unique value will do (4.2.1.2). */
export const keyId = (spki: Uint8Array): Bytes => hashOf('sha1', spki)

/** Named bits 0 to 7 without trailing zeros (X.690, 11.2.2). */
function namedBits(numbers: readonly number[]): Bytes {
  const byte = numbers.reduce((sum, bit) => sum | (128 >> bit), 0)
  return bits(Uint8Array.of(byte), 7 - Math.max(...numbers))
}

/** `C=CN, O=印证演示大学, CN=name`. */
export function nameOf(commonName: string, organization = '印证演示大学'): Bytes {
  const part = (type: string, value: Bytes) => setOf(seq(oid(type), value))
  return seq(part('2.5.4.6', printable('CN')), part('2.5.4.10', utf8(organization)), part('2.5.4.3', utf8(commonName)))
}

/** NameConstraints (4.2.1.10) of directory names or mail domains. */
export function nameConstraints(rules: {
  readonly permitted?: readonly Bytes[]
  readonly excluded?: readonly Bytes[]
}): Bytes {
  const trees = (number: number, names: readonly Bytes[] = []) =>
    names.length === 0 ? [] : [ctx(number, ...names.map(name => seq(name)))]
  return extension(EXTENSION.nameConstraints, true, seq(...trees(0, rules.permitted), ...trees(1, rules.excluded)))
}

/** GeneralName of a directory name, and of a mail address or its domain. */
export const directoryName = (name: Bytes): Bytes => ctx(4, name)
export const mailName = (text: string): Bytes => ctxRaw(1, latin(text))
/** `C=CN, O=organization`: a tree that holds every name below it. */
export const organizationTree = (organization: string): Bytes =>
  seq(setOf(seq(oid('2.5.4.6'), printable('CN'))), setOf(seq(oid('2.5.4.10'), utf8(organization))))
export const mailAltName = (address: string): Bytes =>
  extension(EXTENSION.subjectAltName, false, seq(mailName(address)))
export const policyExtension = (id: string): Bytes => extension(EXTENSION.policies, false, seq(seq(oid(id))))
export const unknownCritical = (): Bytes => extension('1.3.6.1.4.1.99999.1', true, seq(ia5('?')))

/** A field of the TBSCertificate: 0 serial, 2 issuer, 4 subject, 5 key info. The version is left out where it stands. */
function fieldOf(certificate: Uint8Array, at: number): Bytes {
  const fields = partsOf(partsOf(certificate)[0]!)
  return fields[fields[0]![0] === 0xa0 ? at + 1 : at]!
}
export const serialOf = (certificate: Uint8Array): Bytes => fieldOf(certificate, 0)
export const issuerOf = (certificate: Uint8Array): Bytes => fieldOf(certificate, 2)
export const subjectOf = (certificate: Uint8Array): Bytes => fieldOf(certificate, 4)
export const spkiOf = (certificate: Uint8Array): Bytes => fieldOf(certificate, 5)

/** PEM of certificates, for programs that read it. */
export const pemOf = (...certificates: readonly Uint8Array[]): string =>
  certificates
    .map(der => {
      const lines =
        Buffer.from(der)
          .toString('base64')
          .match(/.{1,64}/g) ?? []
      return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
    })
    .join('')

/** The certificate with one byte of its signature changed. */
export function withBadSignature(certificate: Uint8Array): Bytes {
  const bad = join(certificate)
  bad[bad.length - 3]! ^= 1
  return bad
}
