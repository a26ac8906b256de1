import { newBudget } from './budget.ts'
import { toHex } from './bytes.ts'
import { readSignedData } from './cms.ts'
import { valueOfAttribute } from './cms-attributes.ts'
import { contentOf, expectTag, TAG } from './der.ts'
import type { Engine } from './engine.ts'
import { LIMITS, type Limits } from './limits.ts'
import { OID } from './oids.ts'
import { findPath } from './path.ts'
import { documentPurpose } from './purpose.ts'
import { PdfRefusal } from './reasons.ts'
import { claimedContainers } from './seal-search.ts'
import { findSigner } from './signature-check.ts'

/**
 * A seal that stands in a file and is not shown to be over it. That its value was made with the signer's key is checked; that it
 * has anything to do with what the file shows is not, for anybody can copy a seal out of one file into another.
 */
export interface SealClaim {
  /** The signer as the certificate in the file names it. */
  readonly signer: string | null
  /** Whether that certificate leads to an anchor: then the name is no mere claim, and the rest still is. */
  readonly leadsToAnchor: boolean
  /** Digest of what the seal was made over, lower-case hex. */
  readonly signedDigest: string
}

export interface ClaimOptions {
  readonly engine: Engine
  readonly nowMs: number
  readonly signerPurposes: readonly string[]
  readonly limits?: Limits
}

/** The first seal that can be read out of the bytes of a file, one under an anchor before any other; null without one. */
export async function findClaim(bytes: Uint8Array, options: ClaimOptions): Promise<SealClaim | null> {
  const budget = newBudget(options.limits ?? LIMITS)
  let first: SealClaim | null = null
  try {
    for (const contents of claimedContainers(bytes, budget)) {
      const claim = await tolerant(() => claimOf(contents, options, budget))
      if (claim?.leadsToAnchor) return claim
      first ??= claim
    }
  } catch (error) {
    // Over its limits: what was found by then is all that is said.
    if (!(error instanceof PdfRefusal)) throw error
  }
  return first
}

async function claimOf(
  contents: Uint8Array,
  { engine, nowMs, signerPurposes }: ClaimOptions,
  budget: ReturnType<typeof newBudget>,
): Promise<SealClaim> {
  const data = readSignedData(contents, 'detached')
  const digest = contentOf(expectTag(valueOfAttribute(data.attributes, OID.messageDigest), TAG.octetString))
  const { signer, bag } = await findSigner(data, { others: [], needsNamedCertificate: null }, engine, budget)
  const question = { engine, budget, anchors: engine.anchors, bag, purpose: documentPurpose(signerPurposes) }
  const path = await tolerant(() => findPath(signer, { ...question, atMs: nowMs }))
  return { signer: signer.subjectName, leadsToAnchor: path !== null, signedDigest: toHex(digest) }
}

async function tolerant<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof PdfRefusal && error.code !== 'limit-reached') return null
    throw error
  }
}
