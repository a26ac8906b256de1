import { bytesOfLatin1, toHex } from '../../src/pdf/bytes.ts'
import {
  childrenOf,
  contentOf,
  contextTag,
  encodingOf,
  expectTag,
  onlyChild,
  readDer,
  sequenceOf,
  TAG,
} from '../../src/pdf/der.ts'
import { oidOf } from '../../src/pdf/der-values.ts'
import { OID } from '../../src/pdf/oids.ts'
import * as der from './der-write.ts'
import type { SealedFile } from './sealed-file.ts'

/** The signature value of the seal: what a time stamp of B-T is over. */
export function signatureValueOf(sealed: SealedFile): Uint8Array {
  return contentOf(expectTag(readCms(sealed).signature, TAG.octetString))
}

/** Whether the seal holds a time stamp already. */
export function isStamped(sealed: SealedFile): boolean {
  return readCms(sealed).unsigned !== undefined
}

/** The seal's time stamp, a token in DER; null when there is none. */
export function timeStampOf(sealed: SealedFile): Uint8Array | null {
  const { unsigned } = readCms(sealed)
  if (!unsigned) return null
  for (const attribute of childrenOf(expectTag(unsigned, contextTag(1)))) {
    const [type, values] = sequenceOf(attribute)
    const [token] = sequenceOf(values, TAG.set)
    if (oidOf(type) === OID.signatureTimeStamp && token) return encodingOf(token).slice()
  }
  return null
}

/** The certificates in the seal, the seal's own first, as the house writes them. */
export function certificatesOf(sealed: SealedFile): Uint8Array[] {
  return childrenOf(readCms(sealed).certificates).map(node => encodingOf(node).slice())
}

/**
 * Puts a time stamp into the seal as its unsigned attribute (EN 319 142-1, 5.3): B-T. The gap of the signature is the one
 * place of a signed file that no signature covers, so the file keeps its one revision, and every other byte. Throws when the
 * room that was kept is too small.
 */
export function withTimeStamp(sealed: SealedFile, token: Uint8Array): Uint8Array<ArrayBuffer> {
  const { head, signerFields, unsigned } = readCms(sealed)
  if (unsigned) throw new Error('the seal has a time stamp already')
  const attribute = der.sequence(der.oid(OID.signatureTimeStamp), der.setOf(token))
  const signerInfo = der.sequence(...signerFields, der.context(1, attribute))
  const { type, fields } = head
  const cms = der.sequence(type, der.context(0, der.sequence(...fields, der.setOf(signerInfo))))
  const { start, end } = sealed.seal
  const roomBytes = (end - start - 2) / 2
  if (cms.length > roomBytes) throw new Error('the time stamp is larger than the room kept for it')
  const stamped = new Uint8Array(sealed.pdf)
  stamped.set(bytesOfLatin1(toHex(cms).padEnd(roomBytes * 2, '0')), start + 1)
  return stamped
}

/** The parts of the seal's SignedData (RFC 5652, 5.1 and 5.3), each as it is encoded. */
function readCms({ seal }: SealedFile) {
  const [type, wrapped] = sequenceOf(readDer(seal.contents))
  const fields = sequenceOf(onlyChild(expectTag(wrapped, contextTag(0))))
  const [signerInfo] = sequenceOf(fields.pop(), TAG.set)
  const signerFields = sequenceOf(signerInfo)
  return {
    head: { type: encodingOf(type!), fields: fields.map(encodingOf) },
    signerFields: signerFields.map(encodingOf),
    signature: signerFields[5],
    unsigned: signerFields[6],
    certificates: expectTag(fields[3], contextTag(0)),
  }
}
