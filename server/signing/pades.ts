import { bytesOfLatin1, toHex } from '../../src/pdf/bytes.ts'
import { stringOfText } from '../../src/pdf/text-string.ts'
import { messageDigest, signedAttributes, signedData } from './cms-write.ts'
import { sealRevision } from './seal-revision.ts'
import type { Signer } from './signer.ts'

export interface PreparedSignature {
  /** What the key signs: the DER of the signed attributes. */
  readonly toSign: Uint8Array
  /** The finished file. `signature` is as `Signer.sign` gives it. */
  embed(signature: Uint8Array): Uint8Array<ArrayBuffer>
}

export interface SealOptions {
  /** The time that the signer claims; stands in /M. */
  readonly claimedAt: Date
  /** Name of the form field, letters and digits. */
  readonly fieldName?: string
  /** Why it is signed, as readers show it; stands in /Reason. */
  readonly reason?: string
  /** What must come out of the file as it is, whatever its script: names above all. */
  readonly texts?: readonly string[]
}

/** Room for signature, attributes and frames beside the certificates, in bytes: an RSA 4096 signature needs 512 of them. */
const CMS_ROOM_BYTES = 1200

/**
 * First half of a PAdES B-B signature (EN 319 142-1, 6; ISO 32000-2, 12.8): puts a certification signature into the file and
 * hashes everything but the gap. DocMDP P=1 makes any later change by definition not permitted; P=2 only where a second seal
 * is to follow, since P=1 would forbid that too.
 */
export function preparePades(
  pdf: Uint8Array,
  signer: Omit<Signer, 'sign'>,
  { claimedAt, fieldName = 'Seal', reason, texts = [] }: SealOptions,
): PreparedSignature {
  if (!/^[A-Za-z0-9]{1,40}$/.test(fieldName)) throw new Error('a field name is of letters and digits')
  const certificatesBytes = [signer.certificate, ...signer.chain].reduce((sum, one) => sum + one.length, 0)
  const roomBytes = CMS_ROOM_BYTES + certificatesBytes + (signer.spareBytes ?? 0)
  const before =
    '<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached ' +
    `/M (${pdfDate(claimedAt)}) ${reason === undefined ? '' : `/Reason ${stringOfText(reason)} `}` +
    '/Reference [<< /Type /SigRef /TransformMethod /DocMDP ' +
    `/TransformParams << /Type /TransformParams /P ${signer.secondSealFollows ? 2 : 1} /V /1.2 >> >>] /ByteRange `
  const rangeWidth = '[0 0000000000 0000000000 0000000000]'.length
  const dictionary = `${before}${' '.repeat(rangeWidth)} /Contents <${'0'.repeat(roomBytes * 2)}> >>`
  const { bytes, signatureStart } = sealRevision(pdf, fieldName, bytesOfLatin1(dictionary), texts)

  const rangeStart = bytes.indexOf(0x3c, signatureStart) + before.length
  const gapStart = bytes.indexOf(0x3c, rangeStart)
  const gapEnd = gapStart + roomBytes * 2 + 2
  const range = `[0 ${gapStart} ${gapEnd} ${bytes.length - gapEnd}]`
  bytes.set(bytesOfLatin1(range.padEnd(rangeWidth)), rangeStart)

  const digest = messageDigest(signer.algorithm, bytes.subarray(0, gapStart), bytes.subarray(gapEnd))
  const toSign = signedAttributes(signer, digest)
  return {
    toSign,
    embed: signature => {
      const cms = signedData(signer, toSign, signature)
      if (cms.length > roomBytes) throw new Error('the signature is larger than the room kept for it')
      const sealed = bytes.slice()
      sealed.set(bytesOfLatin1(toHex(cms)), gapStart + 1)
      return sealed
    },
  }
}

/** Both halves with one signer. Rejects when the signer does. */
export async function signPades(
  pdf: Uint8Array,
  signer: Signer,
  options: SealOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const prepared = preparePades(pdf, signer, options)
  return prepared.embed(await signer.sign(prepared.toSign))
}

/** ISO 32000-2, 7.9.4, in universal time. */
export function pdfDate(date: Date): string {
  return `D:${date.toISOString().slice(0, 19).replace(/\D/g, '')}Z`
}
