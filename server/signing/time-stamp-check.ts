import { newBudget } from '../../src/pdf/budget.ts'
import { findPath } from '../../src/pdf/path.ts'
import { TIMESTAMP_PURPOSE } from '../../src/pdf/purpose.ts'
import type { ReasonCode } from '../../src/pdf/reasons.ts'
import { type CheckedTimestamp, checkTimestamp } from '../../src/pdf/timestamp.ts'
import type { Result } from '../../src/result.ts'
import { proofEngine, refusalAsValue } from './proof-engine.ts'

export interface BelievedTimeStamp extends Pick<CheckedTimestamp, 'timeMs' | 'policy' | 'nonce'> {
  /** From the authority's certificate to its anchor, DER. */
  readonly chain: readonly Uint8Array[]
}

/** Whether a token (RFC 3161) is over `data` and by an authority that leads to one of `anchors` at the time that it states. */
export function checkTimeStampToken(
  token: Uint8Array,
  data: Uint8Array,
  anchors: readonly Uint8Array[],
): Promise<Result<BelievedTimeStamp, ReasonCode>> {
  return refusalAsValue(async () => {
    const engine = proofEngine()
    const budget = newBudget()
    const { signer, bag, timeMs, policy, nonce } = await checkTimestamp(token, [data], [], engine, budget)
    const trusted = { anchors: anchors.map(engine.certificate), purpose: TIMESTAMP_PURPOSE, atMs: timeMs }
    const path = await findPath(signer, { ...trusted, bag, engine, budget })
    return { timeMs, policy, nonce, chain: path.map(({ der }) => der) }
  })
}
