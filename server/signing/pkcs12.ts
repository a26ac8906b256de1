import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import {
  contentOf,
  contextTag,
  type DerNode,
  expectTag,
  onlyChild,
  readWholeDer,
  sequenceOf,
  TAG,
} from '../../src/pdf/der.ts'
import { oidOf, smallInteger } from '../../src/pdf/der-values.ts'
import { OID } from '../../src/pdf/oids.ts'
import { PdfRefusal } from '../../src/pdf/reasons.ts'
import { decryptPbes2, HOW_TO_CONVERT } from './pbes2.ts'
import { checkMac } from './pkcs12-mac.ts'
import { type Signer, signerFromKey } from './signer.ts'

/** Content and bag types (RFC 7292, 4.2; RFC 5652, 8; RFC 2985, 5.7). */
const ENCRYPTED_DATA = '1.2.840.113549.1.7.6'
const KEY_BAG = '1.2.840.113549.1.12.10.1.1'
const SHROUDED_KEY_BAG = '1.2.840.113549.1.12.10.1.2'
const CERTIFICATE_BAG = '1.2.840.113549.1.12.10.1.3'
const X509_CERTIFICATE = '1.2.840.113549.1.9.22.1'

const FILE_BYTES_MAX = 256 * 1024

export interface Pkcs12 {
  readonly key: KeyObject
  /** DER, in the order of the file, which means nothing. */
  readonly certificates: readonly Uint8Array[]
}

/** A signer from a PKCS#12 file. Throws with plain words when the file cannot be used. */
export function signerFromPkcs12(file: Uint8Array, password: string): Signer {
  const { key, certificates } = readPkcs12(file, password)
  const own = certificates.find(certificate => new X509Certificate(certificate).checkPrivateKey(key))
  if (!own) throw new Error('the PKCS#12 file holds no certificate of its key')
  return signerFromKey(
    key,
    own,
    certificates.filter(certificate => certificate !== own),
  )
}

/**
 * Reads a PKCS#12 file (RFC 7292) of the kind that programs write today: DER, integrity by password with SHA-2, contents
 * encrypted with PBES2, one private key. Anything else is refused with words that say how to convert it.
 */
export function readPkcs12(file: Uint8Array, password: string): Pkcs12 {
  if (file.length > FILE_BYTES_MAX) throw new Error('the PKCS#12 file is too large')
  try {
    return readPfx(file, password)
  } catch (error) {
    if (error instanceof PdfRefusal) throw new Error(`the PKCS#12 file is not strict DER; ${HOW_TO_CONVERT}`)
    throw error
  }
}

function readPfx(file: Uint8Array, password: string): Pkcs12 {
  const [version, authSafe, macData] = sequenceOf(readWholeDer(file))
  if (smallInteger(version) !== 3) throw new Error('the file is not PKCS#12 version 3')
  const safe = octetsOf(contentOfType(authSafe, OID.data))
  checkMac(macData, safe, password)
  const keys: Uint8Array[] = []
  const certificates: Uint8Array[] = []
  for (const info of sequenceOf(readWholeDer(safe))) {
    for (const bag of sequenceOf(readWholeDer(openSafe(info, password)))) readBag(bag, password, keys, certificates)
  }
  const [key, ...more] = keys
  if (!key || more.length > 0) throw new Error(`the PKCS#12 file holds ${keys.length} private keys; it must hold one`)
  return { key: createPrivateKey({ key: Buffer.from(key), format: 'der', type: 'pkcs8' }), certificates }
}

/** The SafeContents of one ContentInfo, plain or encrypted with the password. */
function openSafe(info: DerNode, password: string): Uint8Array {
  const [type] = sequenceOf(info)
  if (oidOf(type) === OID.data) return octetsOf(contentOfType(info, OID.data))
  const [, encryptedInfo] = sequenceOf(contentOfType(info, ENCRYPTED_DATA))
  const [, algorithm, encrypted] = sequenceOf(encryptedInfo)
  return decryptPbes2(algorithm, contentOf(expectTag(encrypted, 0x80)), password)
}

/** SafeBag (4.2): other bags than keys and certificates say nothing to a signer. */
function readBag(bag: DerNode, password: string, keys: Uint8Array[], certificates: Uint8Array[]): void {
  const [type, wrapped] = sequenceOf(bag)
  const value = onlyChild(expectTag(wrapped, contextTag(0)))
  const kind = oidOf(type)
  if (kind === KEY_BAG) keys.push(value.bytes.slice(value.start, value.end))
  if (kind === SHROUDED_KEY_BAG) {
    const [algorithm, encrypted] = sequenceOf(value)
    keys.push(decryptPbes2(algorithm, octetsOf(encrypted), password))
  }
  if (kind === CERTIFICATE_BAG) {
    const [certificateType, certificate] = sequenceOf(value)
    if (oidOf(certificateType) !== X509_CERTIFICATE) return
    certificates.push(octetsOf(onlyChild(expectTag(certificate, contextTag(0)))).slice())
  }
}

function contentOfType(info: DerNode | undefined, type: string): DerNode {
  const [typeNode, wrapped] = sequenceOf(info)
  if (oidOf(typeNode) !== type) throw new Error(`the PKCS#12 file is not protected by a password; ${HOW_TO_CONVERT}`)
  return onlyChild(expectTag(wrapped, contextTag(0)))
}

function octetsOf(node: DerNode | undefined): Uint8Array {
  return contentOf(expectTag(node, TAG.octetString))
}
