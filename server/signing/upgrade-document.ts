import type { Clock } from '../../src/clock.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { prepareArchiveStamp } from './archive-stamp.ts'
import { withValidationData } from './dss-revision.ts'
import { fetchRevocation, type Issued, type RevocationSources } from './revocation-fetch.ts'
import { sealPath } from './seal-path.ts'
import { openSealed, type SealedFile } from './sealed-file.ts'
import { type SecondSeal, withSecondSeal } from './second-seal.ts'
import { certificatesOf, isStamped, signatureValueOf, timeStampOf, withTimeStamp } from './stamp-seal.ts'
import { checkTimeStampToken } from './time-stamp-check.ts'
import { obtainTimeStamp, type TimeStampAuthority } from './time-stamp-client.ts'

/** How far a signature is proved (EN 319 142-1, 6): by itself, with a time, with revocation data, with a stamp over these. */
export type ProofLevel = 'B-B' | 'B-T' | 'B-LT' | 'B-LTA'
export const PROOF_LEVELS: readonly ProofLevel[] = ['B-B', 'B-T', 'B-LT', 'B-LTA']

export interface UpgradeParts {
  readonly authorities: readonly TimeStampAuthority[]
  readonly revocation: RevocationSources
  /** DER of the certificates that the seal leads to. */
  readonly anchors: readonly Uint8Array[]
  /** Bytes to keep for the token of a document time stamp. */
  readonly archiveRoomBytes: number
  /** Added to every document whose seal allows it; null for none. */
  readonly secondSeal: SecondSeal | null
  readonly clock: Pick<Clock, 'now'>
}

export interface UpgradeFailure {
  /** `revoked` is for a person to look at; the others pass. */
  readonly kind: 'no-time-stamp' | 'no-revocation-data' | 'revoked' | 'no-chain'
  /** What each asked machine said. */
  readonly said: readonly string[]
}

export interface UpgradedFile {
  readonly pdf: Uint8Array
  readonly level: ProofLevel
  /** Why it did not get as far as was asked; null when it did. */
  readonly stoppedBy: UpgradeFailure | null
}

/** How far a file of this house is proved now. Throws on another's file. */
export function levelOf(pdf: Uint8Array): ProofLevel {
  const sealed = openSealed(pdf)
  if (!isStamped(sealed)) return 'B-B'
  if (!sealed.hasDss) return 'B-T'
  return sealed.hasArchiveStamp ? 'B-LTA' : 'B-LT'
}

/**
 * Adds what a sealed file lacks up to `target`, step by step, as far as the authorities let it: a time stamp in the seal, then
 * the data of the chain's revocation, then a document time stamp. What was reached before a step failed is kept. The caller
 * checks the result before it lets it out.
 */
export async function upgradeDocument(pdf: Uint8Array, target: ProofLevel, parts: UpgradeParts): Promise<UpgradedFile> {
  let current: Uint8Array = pdf
  for (const step of STEPS) {
    const sealed = openSealed(current)
    if (!step.isWanted(sealed, target, parts)) continue
    const longer = await step.run(sealed, parts)
    if (!longer.ok) return { pdf: current, level: levelOf(current), stoppedBy: longer.error }
    current = longer.value
  }
  return { pdf: current, level: levelOf(current), stoppedBy: null }
}

interface Step {
  isWanted(sealed: SealedFile, target: ProofLevel, parts: UpgradeParts): boolean
  run(sealed: SealedFile, parts: UpgradeParts): Promise<Result<Uint8Array, UpgradeFailure>>
}

const isAtLeast = (target: ProofLevel, level: ProofLevel) => PROOF_LEVELS.indexOf(target) >= PROOF_LEVELS.indexOf(level)

/** In this order: what is put into the seal's gap must be there before a second seal or a later stamp covers it. */
const STEPS: readonly Step[] = [
  {
    isWanted: (sealed, target) => isAtLeast(target, 'B-T') && !isStamped(sealed),
    run: (sealed, parts) => stamp(signatureValueOf(sealed), parts, token => withTimeStamp(sealed, token)),
  },
  {
    isWanted: (sealed, _, { secondSeal }) => secondSeal !== null && sealed.allowsSecondSeal && !sealed.hasSecondSeal,
    run: async (sealed, { secondSeal, clock }) =>
      ok(secondSeal ? await withSecondSeal(sealed, secondSeal, new Date(clock.now())) : sealed.pdf),
  },
  { isWanted: (sealed, target) => isAtLeast(target, 'B-LT') && !sealed.hasDss, run: addValidationData },
  { isWanted: (sealed, target) => isAtLeast(target, 'B-LTA') && !sealed.hasArchiveStamp, run: addArchiveStamp },
]

async function stamp(
  data: Uint8Array,
  parts: UpgradeParts,
  embed: (token: Uint8Array) => Uint8Array,
): Promise<Result<Uint8Array, UpgradeFailure>> {
  const stamped = await obtainTimeStamp(data, parts.authorities, parts.clock)
  if (stamped.ok) return ok(embed(stamped.value.der))
  return err({ kind: 'no-time-stamp', said: stamped.error.map(({ url, failure }) => `${url}: ${failure}`) })
}

/** Revocation data for every certificate of the seal's chain and of its time stamp's, anchors excepted. */
async function addValidationData(sealed: SealedFile, parts: UpgradeParts): Promise<Result<Uint8Array, UpgradeFailure>> {
  const own = await sealPath(certificatesOf(sealed), parts.anchors, parts.clock.now())
  if (!own.ok) return err({ kind: 'no-chain', said: [`the seal: ${own.error}`] })
  const token = timeStampOf(sealed)
  if (!token) throw new Error('a seal is proved with revocation data after its time stamp')
  const stampAnchors = parts.authorities.flatMap(({ anchors }) => anchors)
  const stamp = await checkTimeStampToken(token, signatureValueOf(sealed), stampAnchors)
  if (!stamp.ok) return err({ kind: 'no-chain', said: [`the time stamp: ${stamp.error}`] })
  const pairs = [own.value, stamp.value.chain].flatMap(chain =>
    chain.slice(1).map((issuer, at): Issued => ({ subject: chain[at]!, issuer })),
  )
  const data = await fetchRevocation(pairs, parts.revocation, parts.clock)
  if (!data.ok) {
    const { kind, said } = data.error
    return err({ kind: kind === 'revoked' ? kind : 'no-revocation-data', said })
  }
  const certificates = pairs.map(({ subject }) => subject)
  return ok(withValidationData(sealed, { certificates, ...data.value }))
}

function addArchiveStamp(sealed: SealedFile, parts: UpgradeParts): Promise<Result<Uint8Array, UpgradeFailure>> {
  const prepared = prepareArchiveStamp(sealed, parts.archiveRoomBytes)
  return stamp(prepared.covered, parts, token => prepared.embed(token))
}
