import { OID } from '../../src/pdf/oids.ts'
import * as der from './der-write.ts'

export interface TimeStampRequest {
  /** SHA-256 of what is to be stamped. */
  readonly digest: Uint8Array
  /** Random, so that no answer from before fits. */
  readonly nonce: Uint8Array
  /** Dotted OID of the policy to stamp under; the authority's own when null. */
  readonly policy: string | null
}

/** A TimeStampReq (RFC 3161, 2.4.1) in DER, which asks for the authority's certificate. */
export function writeTimeStampRequest({ digest, nonce, policy }: TimeStampRequest): Uint8Array<ArrayBuffer> {
  return der.sequence(
    der.smallInteger(1),
    der.sequence(der.sequence(der.oid(OID.sha256), der.nullValue()), der.octetString(digest)),
    ...(policy === null ? [] : [der.oid(policy)]),
    der.unsignedInteger(nonce),
    der.boolean(true),
  )
}
