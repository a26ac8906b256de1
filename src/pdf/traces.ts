import { type Damage, damageOf } from './damage.ts'
import { createEngine } from './engine.ts'
import { LIMITS } from './limits.ts'
import type { VerifierOptions } from './options.ts'
import type { PdfReport } from './report.ts'
import { findClaim, type SealClaim } from './seal-claim.ts'
import { claimedEnds } from './seal-search.ts'
import { type Core, coreOf } from './transport-damage.ts'
import { signedRevision, type Verifier } from './verify.ts'

/** A part of a file that is by itself a whole file as it was sealed. */
export interface SealedPart extends Core {
  /** What the check finds of the part alone. */
  readonly report: PdfReport
}

/**
 * What can be said of a file that is not as it was sealed. Beside the verdict, never in place of it: nothing here makes a file
 * printable or genuine.
 */
export interface Traces {
  /** The check of the file without what stands in front of it and without the empty space behind it; null where neither is there. */
  readonly inner: PdfReport | null
  /** The document as it was sealed, where it stands whole in the file. */
  readonly part: SealedPart | null
  /** A seal that is read out of the bytes and is not shown to be over them; null where one could be checked. */
  readonly claim: SealClaim | null
  readonly damage: Damage | null
}

export const NO_TRACES: Traces = { inner: null, part: null, claim: null, damage: null }

/** Parts that are checked as files of their own: each takes as long as the file itself. */
const PARTS_MAX = 3
/** Reasons after which nothing more is tried. */
const GIVEN_UP: readonly string[] = ['limit-reached', 'file-too-large', 'internal-error']

/** Looks for what is left of a seal in a file that `report` found something wrong with. `verifier` is one of these `options`. */
export async function findTraces(
  bytes: Uint8Array,
  report: PdfReport,
  { verifier, options, nowMs }: { verifier: Verifier; options: VerifierOptions; nowMs: number },
): Promise<Traces> {
  if (isGood(report) || isGivenUp(report)) return NO_TRACES
  const core = coreOf(bytes)
  const { start, end } = core ?? { start: 0, end: bytes.length }
  const whole = bytes.subarray(start, end)
  const inner = core ? await verifier.verify(whole, nowMs) : null
  const known = inner ?? report
  if (isGivenUp(known)) return { ...NO_TRACES, inner }
  const part = await findPart(whole, known, verifier, nowMs)
  const moved = part && { ...part, start: part.start + start, end: part.end + start }
  if (inner && isGood(inner)) {
    return { inner, part: moved, claim: null, damage: start > 0 ? 'in-front' : 'space-behind' }
  }
  const engine = createEngine(options)
  const signerPurposes = options.signerPurposes ?? []
  const isRead = part !== null || known.signatures.some(one => one.signer)
  const claim = isRead ? null : await findClaim(whole, { engine, nowMs, signerPurposes, ...limitsOf(options) })
  return { inner, part: moved, claim, damage: damageOf(whole, known, { claim, isRead, engine }) }
}

/** The shortest file within the file that may be printed: what its first seal was set on. */
async function findPart(
  bytes: Uint8Array,
  report: PdfReport,
  verifier: Verifier,
  nowMs: number,
): Promise<SealedPart | null> {
  if (report.printable) {
    return { start: 0, end: signedRevision(bytes, report).length, report }
  }
  const ends = claimedEnds(bytes).filter(end => end > 0 && end < bytes.length)
  for (const end of ends.toSorted((a, b) => a - b).slice(0, PARTS_MAX)) {
    const found = await verifier.verify(bytes.subarray(0, end), nowMs)
    if (found.printable) return { start: 0, end, report: found }
    if (isGivenUp(found)) return null
  }
  return null
}

const isGood = ({ verdict }: PdfReport): boolean =>
  verdict === 'valid' || verdict === 'valid-with-later-permitted-change'

const isGivenUp = ({ reasons }: PdfReport): boolean => reasons.some(({ code }) => GIVEN_UP.includes(code))

const limitsOf = ({ limits }: VerifierOptions) => (limits ? { limits: { ...LIMITS, ...limits } } : {})
