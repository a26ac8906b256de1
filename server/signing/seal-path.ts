import { newBudget } from '../../src/pdf/budget.ts'
import { findPath } from '../../src/pdf/path.ts'
import { documentPurpose } from '../../src/pdf/purpose.ts'
import { type ReasonCode, refuse } from '../../src/pdf/reasons.ts'
import type { Result } from '../../src/result.ts'
import { proofEngine, refusalAsValue } from './proof-engine.ts'

/**
 * The certificates (DER) from a seal's own, the first of `bag`, to one of `anchors`, that last; else why there is no such path
 * at `atMs`.
 */
export function sealPath(
  bag: readonly Uint8Array[],
  anchors: readonly Uint8Array[],
  atMs: number,
): Promise<Result<readonly Uint8Array[], ReasonCode>> {
  return refusalAsValue(async () => {
    const engine = proofEngine()
    const [seal = refuse('signer-certificate-missing'), ...links] = bag.map(engine.certificate)
    const certificates = { anchors: anchors.map(engine.certificate), bag: links }
    const path = await findPath(seal, {
      ...certificates,
      engine,
      budget: newBudget(),
      purpose: documentPurpose(),
      atMs,
    })
    return path.map(({ der }) => der)
  })
}
