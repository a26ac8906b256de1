import type { Certificate } from './certificate.ts'
import { KEY_USAGE } from './extensions.ts'
import { OID } from './oids.ts'
import { refuse } from './reasons.ts'

/** What a certificate is used for, and so what it and the authorities above it must allow. */
export interface Purpose {
  /** Refuses an end certificate that is not for this. */
  checkEnd(certificate: Certificate): void
  /** Whether an authority whose certificates are limited to `purposes` may stand above it. */
  allowsBelow(purposes: readonly string[]): boolean
}

/** Documents are signed for one of these; one must be named when any purpose is. */
const SIGNING = [OID.documentSigning, OID.adobeAuthenticDocuments, OID.emailProtection]

/** Signing documents. `further` are purposes that the configuration allows besides. */
export function documentPurpose(further: readonly string[] = []): Purpose {
  const allowed = new Set<string>([...SIGNING, ...further])
  return {
    checkEnd: certificate => {
      checkSigningKey(certificate)
      const { extendedKeyUsage } = certificate.extensions
      if (extendedKeyUsage && !extendedKeyUsage.some(purpose => allowed.has(purpose))) refuse('signer-purpose')
    },
    allowsBelow: purposes => purposes.some(purpose => allowed.has(purpose) || purpose === OID.anyExtendedKeyUsage),
  }
}

/** Time stamps (RFC 3161, 2.3): that purpose alone, and critical. */
export const TIMESTAMP_PURPOSE: Purpose = {
  checkEnd: certificate => {
    checkSigningKey(certificate)
    const { extendedKeyUsage, extendedKeyUsageIsCritical } = certificate.extensions
    const alone = extendedKeyUsage?.length === 1 && extendedKeyUsage[0] === OID.timeStamping
    if (!alone || !extendedKeyUsageIsCritical) refuse('signer-purpose')
  },
  allowsBelow: purposes =>
    purposes.some(purpose => purpose === OID.timeStamping || purpose === OID.anyExtendedKeyUsage),
}

/** An end certificate, whose key may sign what is not a certificate (RFC 5280, 4.2.1.3). */
function checkSigningKey({ extensions: { isCa, keyUsage } }: Certificate): void {
  if (isCa) refuse('signer-is-ca')
  if (keyUsage && !keyUsage.has(KEY_USAGE.digitalSignature) && !keyUsage.has(KEY_USAGE.nonRepudiation)) {
    refuse('signer-key-usage')
  }
}
