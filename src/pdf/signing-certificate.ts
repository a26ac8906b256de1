import { type HashName, readHash } from './algorithms.ts'
import { equalBytes } from './bytes.ts'
import type { Certificate } from './certificate.ts'
import { type Attributes, valueOfAttribute } from './cms-attributes.ts'
import { contentOf, type DerNode, expectTag, sequenceOf, TAG } from './der.ts'
import type { Engine } from './engine.ts'
import { OID } from './oids.ts'
import { refuse } from './reasons.ts'

/** What the signer says is its certificate. */
export interface NamedCertificate {
  readonly version: 1 | 2
  readonly hash: HashName | 'SHA-1'
  readonly value: Uint8Array
}

/**
 * The certificate that signing-certificate-v2 (RFC 5035, 3) or the older signing-certificate (RFC 2634, 5.4) names: the first
 * ESSCertID holds its hash. The issuer and serial number that may stand beside it add nothing to the hash. Null without one.
 */
export function readNamedCertificate(attributes: Attributes): NamedCertificate | null {
  const second = valueOfAttribute(attributes, OID.signingCertificateV2)
  if (second) return { version: 2, ...readV2(second) }
  const first = valueOfAttribute(attributes, OID.signingCertificate)
  return first ? { version: 1, hash: 'SHA-1', value: hashIn(firstId(first), first) } : null
}

function readV2(attribute: DerNode): { hash: HashName; value: Uint8Array } {
  const parts = firstId(attribute)
  // SHA-256 is the default, which DER leaves out; many signers write it all the same.
  const hash = parts[0]?.tag === TAG.sequence ? readHash(parts.shift()) : 'SHA-256'
  return { hash, value: hashIn(parts, attribute) }
}

/** The fields of the first ESSCertID: those behind it name other certificates of the path. */
function firstId(attribute: DerNode): DerNode[] {
  const [ids] = sequenceOf(attribute)
  return sequenceOf(sequenceOf(ids)[0])
}

function hashIn([value, , ...more]: readonly DerNode[], attribute: DerNode): Uint8Array {
  return more.length === 0 ? contentOf(expectTag(value, TAG.octetString)) : refuse('bad-cms', attribute.start)
}

/** Whether `certificate` is the one that is named. */
export async function isNamed(
  { hash, value }: NamedCertificate,
  certificate: Certificate,
  engine: Pick<Engine, 'hashOf'>,
): Promise<boolean> {
  return equalBytes(await engine.hashOf(certificate, 'der', hash), value)
}
