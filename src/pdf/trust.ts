import type { Certificate } from './certificate.ts'
import type { Engine } from './engine.ts'
import { type Collected, collectFromSignature } from './evidence.ts'
import type { Examined } from './examine.ts'
import type { PdfFile } from './objects.ts'
import { findPath } from './path.ts'
import { documentPurpose, type Purpose, TIMESTAMP_PURPOSE } from './purpose.ts'
import { PdfRefusal, REASONS, refuse } from './reasons.ts'
import type { RevocationState } from './report.ts'
import { revocationOf } from './revocation.ts'
import type { CheckedSignature } from './signature-check.ts'

/** Whether a signature is believed, and since when it is known to have existed. */
export interface Trusted {
  readonly examined: Examined
  readonly path: readonly Certificate[]
  readonly trustedMs: number | null
  readonly revocation: RevocationState
  /** Why not; null when it is believed. */
  readonly refusal: PdfRefusal | null
}

export interface TrustOptions {
  readonly file: PdfFile
  readonly engine: Engine
  readonly collected: Collected
  readonly nowMs: number
  readonly pinnedSigners: ReadonlySet<string> | null
  readonly requireRevocation: boolean
  readonly signerPurposes: readonly string[]
}

/** How far an authority's clock may run ahead of ours. */
const SKEW_MS = 5 * 60 * 1000

/**
 * Judges every signature at the time it is proved for: document time stamps from the newest to the oldest, each at the time
 * that the one behind it proves, then the signatures (EN 319 102-1, 5.6). A time stamp that is not believed proves nothing,
 * and is refused for itself.
 */
export async function judgeTrust(examined: readonly Examined[], options: TrustOptions): Promise<Trusted[]> {
  for (const { checked, tokens } of examined) {
    if (checked) collectFromSignature(checked.data, options.collected)
    for (const token of tokens) collectFromSignature(token.data, options.collected)
  }
  const isStamp = (one: Examined) => one.subFilter === 'ETSI.RFC3161'
  const stamps = examined.filter(isStamp).toSorted((a, b) => b.found.revision - a.found.revision)
  const judged: Trusted[] = []
  for (const stamp of stamps) judged.push(await judgeStamp(stamp, provedBy(judged, stamp), options))
  const signatures = examined.filter(one => !isStamp(one))
  for (const signature of signatures) judged.push(await judgeSignature(signature, provedBy(judged, signature), options))
  return examined.map(one => judged.find(({ examined: other }) => other === one) ?? refuse('internal-error'))
}

/** The oldest time that a believed document time stamp behind `one` proves for it; null without one. */
function provedBy(judged: readonly Trusted[], one: Examined): number | null {
  const times = judged.flatMap(({ examined: { found, stampedMs }, refusal }) =>
    refusal === null && stampedMs !== null && found.revision > one.found.revision ? [stampedMs] : [],
  )
  return times.length > 0 ? Math.min(...times) : null
}

async function judgeStamp(stamp: Examined, provedMs: number | null, options: TrustOptions): Promise<Trusted> {
  const base = { examined: stamp, path: [], trustedMs: provedMs, revocation: 'unknown' } as const
  if (!stamp.checked || stamp.stampedMs === null) return { ...base, refusal: stamp.refusal }
  try {
    const atMs = provedMs ?? options.nowMs
    const believed = await believeStamp(stamp.checked, stamp.stampedMs, atMs, options)
    return { ...base, ...believed, refusal: null }
  } catch (error) {
    return { ...base, refusal: refusalOf(error) }
  }
}

/** The authority's path and revocation at the time that its token is known to have existed. */
async function believeStamp(
  { signer, bag }: CheckedSignature,
  stampedMs: number,
  atMs: number,
  options: TrustOptions,
): Promise<{ path: Certificate[]; revocation: RevocationState }> {
  if (stampedMs > atMs + SKEW_MS) refuse('timestamp-in-future')
  try {
    const anchors = options.engine.timestampAnchors
    const path = await pathOf({ signer, bag, anchors, purpose: TIMESTAMP_PURPOSE, atMs }, options)
    return { path, revocation: await revocationAt(path, atMs, options) }
  } catch (error) {
    const refusal = refusalOf(error)
    throw REASONS[refusal.code] === 'untrusted-signer' ? new PdfRefusal('timestamp-untrusted') : refusal
  }
}

async function judgeSignature(signature: Examined, provedMs: number | null, options: TrustOptions): Promise<Trusted> {
  const known: { -readonly [Key in keyof Trusted]: Trusted[Key] } = {
    ...{ examined: signature, path: [], trustedMs: null, revocation: 'unknown', refusal: signature.refusal },
  }
  const { checked } = signature
  if (!checked) return known
  try {
    const times = provedMs === null ? [] : [provedMs]
    for (const token of signature.tokens) {
      await believeStamp(token, token.timeMs, provedMs ?? options.nowMs, options)
      times.push(token.timeMs)
    }
    if (times.length > 0) known.trustedMs = Math.min(...times)
    const atMs = known.trustedMs ?? options.nowMs
    const purpose = documentPurpose(options.signerPurposes)
    const { signer, bag } = checked
    const path = await pathOf({ signer, bag, anchors: options.engine.anchors, purpose, atMs }, options)
    known.path = path
    known.revocation = await revocationAt(path, atMs, options)
    const { pinnedSigners } = options
    if (pinnedSigners && !pinnedSigners.has(await options.engine.fingerprint(signer))) refuse('signer-not-pinned')
    if (options.requireRevocation && known.revocation === 'unknown') refuse('revocation-unknown')
  } catch (error) {
    known.refusal = refusalOf(error)
    if (known.refusal.code === 'certificate-revoked') known.revocation = 'revoked'
  }
  return known
}

interface PathQuestion {
  readonly signer: Certificate
  readonly bag: readonly Certificate[]
  readonly anchors: readonly Certificate[]
  readonly purpose: Purpose
  readonly atMs: number
}

function pathOf(
  { signer, bag, ...question }: PathQuestion,
  { file: { budget }, engine, collected }: TrustOptions,
): Promise<Certificate[]> {
  return findPath(signer, { ...question, engine, budget, bag: [...bag, ...collected.certificates] })
}

async function revocationAt(
  path: readonly Certificate[],
  atMs: number,
  { file: { budget }, engine, collected, nowMs }: TrustOptions,
): Promise<RevocationState> {
  const state = await revocationOf({ path, evidence: collected, atMs, nowMs, engine, budget })
  return state === 'revoked' ? refuse('certificate-revoked') : state
}

function refusalOf(error: unknown): PdfRefusal {
  if (error instanceof PdfRefusal && error.code !== 'limit-reached') return error
  throw error
}
