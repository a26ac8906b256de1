import { createHash, randomBytes } from 'node:crypto'
import { withValidationData } from '../../server/signing/dss-revision.ts'
import { type SampleStamper, sampleTimeStampToken } from '../../server/signing/sample-time-stamp.ts'
import { openSealed } from '../../server/signing/sealed-file.ts'
import { signatureValueOf, withTimeStamp } from '../../server/signing/stamp-seal.ts'

type Pdf = Uint8Array<ArrayBuffer>

/** A sealed file with a time stamp put into the gap of its seal, which keeps room for one: B-T. */
export function stamped(pdf: Uint8Array, stamper: SampleStamper, timeMs: number): Pdf {
  const sealed = openSealed(pdf)
  const digest = createHash('sha256').update(signatureValueOf(sealed)).digest()
  return withTimeStamp(sealed, sampleTimeStampToken(stamper, { digest, nonce: randomBytes(8), timeMs }))
}

/** A sealed file with a security store appended, as a viewer adds it; the store holds one certificate (DER). */
export function withStore(pdf: Uint8Array, certificate: Uint8Array): Pdf {
  return withValidationData(openSealed(pdf), { certificates: [certificate], crls: [], ocsps: [] })
}
