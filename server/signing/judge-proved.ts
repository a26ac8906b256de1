import { createHash } from 'node:crypto'
import type { Clock } from '../../src/clock.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { judgeAsKiosk, shortReport } from './judge-as-kiosk.ts'
import type { ProofLevel, UpgradeParts } from './upgrade-document.ts'

/**
 * The house's own check of a file with proofs, before it is let out: sound and printable as the kiosk judges, sealed under one of
 * the first seal's own roots, and proved as far as it should be. The error is a reason for staff.
 */
export async function judgeProved(
  pdf: Uint8Array,
  level: ProofLevel,
  { anchors, authorities, secondSeal }: Pick<UpgradeParts, 'anchors' | 'authorities' | 'secondSeal'>,
  clock: Pick<Clock, 'now'>,
): Promise<Result<void, string>> {
  const trust = {
    anchors: [...anchors, ...(secondSeal?.anchors ?? [])],
    timestampAnchors: authorities.flatMap(authority => authority.anchors),
  }
  const report = await judgeAsKiosk(pdf, trust, clock.now())
  const [seal] = report.signatures
  if (!report.printable || !seal) return err(shortReport(report))
  const root = seal.chain.at(-1)?.sha256
  const isOurs = anchors.some(anchor => createHash('sha256').update(anchor).digest('hex') === root)
  if (!isOurs) return err('the seal does not lead to a root of this house')
  return seal.level === level ? ok(undefined) : err(`proved as ${seal.level}, not as ${level}`)
}
