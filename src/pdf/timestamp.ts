import { type HashName, readHash } from './algorithms.ts'
import { type Budget, spend } from './budget.ts'
import { equalBytes } from './bytes.ts'
import type { Certificate } from './certificate.ts'
import { childrenOf, contentOf, contextTag, type DerNode, expectTag, readWholeDer, sequenceOf, TAG } from './der.ts'
import { booleanOf, integerBytes, oidOf, preciseTimeOf, smallInteger } from './der-values.ts'
import type { Engine } from './engine.ts'
import { PdfRefusal, refuse } from './reasons.ts'
import { type CheckedSignature, checkSignature, SM3_WEIGHT } from './signature-check.ts'

/** What a time-stamp authority signed (RFC 3161, 2.4.2). */
export interface TimestampInfo {
  readonly timeMs: number
  readonly imprintHash: HashName
  readonly imprint: Uint8Array
  /** Dotted OID of the policy that it was stamped under. */
  readonly policy: string
  /** Content of the INTEGER that the request gave; null when there is none. */
  readonly nonce: Uint8Array | null
}

export interface CheckedTimestamp extends CheckedSignature, Pick<TimestampInfo, 'timeMs' | 'policy' | 'nonce'> {}

/**
 * Whether a time-stamp token is sound and over `stamped` (RFC 3161, 2.4.2): its own signature, and its imprint. Whether
 * its authority is trusted is for the caller to judge.
 */
export async function checkTimestamp(
  token: Uint8Array,
  stamped: readonly Uint8Array[],
  others: readonly Certificate[],
  engine: Engine,
  budget: Budget,
): Promise<CheckedTimestamp> {
  const input = { contents: token, shape: 'timestamp', covered: null, needsNamedCertificate: 'any', others } as const
  const checked = await checkSignature(input, engine, budget)
  const { imprintHash, imprint, ...info } = readTstInfo(checked.data.content ?? refuse('bad-timestamp'))
  const size = stamped.reduce((sum, part) => sum + part.length, 0)
  spend(budget, 'hashedBytes', imprintHash === 'SM3' ? size * SM3_WEIGHT : size)
  if (!equalBytes(await engine.crypto.digest(imprintHash, ...stamped), imprint)) refuse('timestamp-mismatch')
  return { ...checked, ...info }
}

/** TSTInfo: version, policy, imprint, serial number, time, and what may follow them. */
export function readTstInfo(der: Uint8Array): TimestampInfo {
  try {
    const fields = sequenceOf(readWholeDer(der))
    if (smallInteger(fields.shift()) !== 1) refuse('bad-timestamp')
    const policy = oidOf(fields.shift())
    const [algorithm, value, ...more] = sequenceOf(fields.shift())
    if (more.length > 0) refuse('bad-timestamp')
    const imprintHash = readHash(algorithm)
    const imprint = contentOf(expectTag(value, TAG.octetString))
    integerBytes(fields.shift())
    const timeMs = preciseTimeOf(fields.shift())
    return { timeMs, imprintHash, imprint, policy, nonce: readRest(fields) }
  } catch (error) {
    if (error instanceof PdfRefusal && error.code === 'bad-der') throw new PdfRefusal('bad-timestamp', error.place)
    throw error
  }
}

/** accuracy, ordering DEFAULT FALSE, nonce, [0] tsa, [1] extensions; each at most once and in this order. Gives the nonce. */
function readRest(fields: DerNode[]): Uint8Array | null {
  if (fields[0]?.tag === TAG.sequence) sequenceOf(fields.shift())
  if (fields[0]?.tag === TAG.boolean && !booleanOf(fields.shift()!)) refuse('bad-timestamp')
  const nonce = fields[0]?.tag === TAG.integer ? integerBytes(fields.shift()) : null
  if (fields[0]?.tag === contextTag(0)) fields.shift()
  if (fields[0]?.tag === contextTag(1)) {
    for (const extension of childrenOf(fields.shift()!)) {
      // One that must be understood could change what the token says; none such is known (2.4.2).
      if (sequenceOf(extension)[1]?.tag === TAG.boolean) refuse('bad-timestamp', extension.start)
    }
  }
  if (fields.length > 0) refuse('bad-timestamp', fields[0]!.start)
  return nonce
}
