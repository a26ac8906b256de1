import type { CopyProof } from '../../src/contract/devices.ts'
import type { Fault } from '../../src/fault.ts'
import type { JobWord } from './job-state.ts'
import type { LifeMovement } from './life-counter.ts'
import type { PrinterSight } from './sight.ts'

/** A job whose own word is that it is over, and everything that speaks for or against it. */
export interface End {
  readonly word: Exclude<JobWord, { kind: 'under-way' }>
  /** Every sheet was counted at one time or another; `none` where the printer counts nothing of a job. */
  readonly counted: 'whole' | 'short' | 'none'
  /** The job's own count never left 0. */
  readonly countStoodAtZero: boolean
  readonly life: LifeMovement
  /** The life counter was seen to follow paper. */
  readonly lifeMoves: boolean
  readonly printer: Pick<PrinterSight, 'state' | 'queuedJobs'>
  readonly blocking: Fault | null
  /** The job's own count went with the sheets, and nothing stood in their way: then a life counter alone does not belie it. */
  readonly countFollowed: boolean
  /** The driver had it stopped itself, for what it does with the paper. */
  readonly stoppedByUs: boolean
  /** It was told as completed already before the printer lost power with the paper inside: its word was too early. */
  readonly toldTooEarly: boolean
  /** For how long neither state nor any counter has moved. */
  readonly quietMs: number
  /** After how long a standing counter has had its last word, an uncounted end is believed, and waiting is of no more use. */
  readonly graceMs: number
  readonly uncountedMs: number
  readonly quietAfterMs: number
}

export type EndVerdict =
  | { readonly kind: 'wait' }
  | {
      readonly kind: 'delivered'
      readonly proof: CopyProof
      readonly evidence: string
      readonly lifeStands?: true
    }
  | { readonly kind: 'failed' }
  /** `lifeStands`: counted in full, and the life counter stands still: what it is worth is open from now on. */
  | { readonly kind: 'cannot-be-told'; readonly evidence: string; readonly lifeStands?: true }

const PAPER_IN_THE_WAY: readonly Fault['code'][] = ['printer-jam', 'printer-cover-open']
const WAIT: EndVerdict = { kind: 'wait' }

/**
 * What the end of a job is worth. No single word is an end: `completed` counts once the printer has nothing left to do and the count
 * is full, a full count once the job has completed, and the life counter's word outweighs both.
 */
export function judgeEnd(end: End): EndVerdict {
  const { word, life, printer, quietMs } = end
  if (life.kind === 'whole' && !(word.kind === 'failed' && end.countStoodAtZero)) {
    const proof = word.kind === 'completed' && end.counted === 'whole' ? 'counted' : 'life-counter'
    return { kind: 'delivered', proof, evidence: `${word.kind}, life counter moved by all` }
  }
  const working = printer.state === 'processing' || (word.kind !== 'failed' && (printer.queuedJobs ?? 0) > 0)
  if (working || (word.kind === 'inside' && quietMs < end.graceMs)) {
    if (quietMs < end.quietAfterMs) return WAIT
    return { kind: 'cannot-be-told', evidence: `${word.kind}, and the printer goes on without moving` }
  }
  if (end.toldTooEarly && word.kind !== 'failed') {
    if (quietMs < end.graceMs) return WAIT
    return { kind: 'cannot-be-told', evidence: 'completed, it said, and then it began anew' }
  }
  if (word.kind === 'failed') return judgeFailed(end)
  return end.counted === 'whole' ? judgeWhole(end) : judgeUnproven(end)
}

/**
 * Failed, by the printer's word. Its own count of every sheet speaks against that, unless the life counter or what lies in the paper's way
 * explains it as a count that ran ahead; so does a life counter that moved by the whole copy, which may also be a copy of somebody else
 * that is as long, where the job itself counted nothing.
 */
function judgeFailed(end: End): EndVerdict {
  const { life, quietMs } = end
  const ranAhead = life.kind === 'part' || (life.kind === 'none' && end.lifeMoves) || isInTheWay(end.blocking)
  const allCounted = end.counted === 'whole' && !ranAhead && !end.stoppedByUs
  if (!allCounted && life.kind !== 'whole') return quietMs < end.uncountedMs ? WAIT : { kind: 'failed' }
  if (quietMs < end.graceMs) return WAIT
  const evidence = allCounted
    ? 'failed, it said, and every sheet was counted'
    : 'failed, it said, and nothing counted, but the life counter moved by all'
  return { kind: 'cannot-be-told', evidence }
}

/**
 * Completed and counted in full. The life counter can belie that; and a count that ran ahead shows where paper lies in the way. One that
 * stands still while the job's own count went up sheet by sheet, at a printer in which nothing was in the way, has stopped counting.
 */
function judgeWhole({ life, lifeMoves, countFollowed, blocking, quietMs, graceMs }: End): EndVerdict {
  const stands = life.kind === 'none' && lifeMoves
  const belied = life.kind === 'part' || stands
  if (!belied && !isInTheWay(blocking)) {
    return { kind: 'delivered', proof: 'counted', evidence: 'completed, every sheet counted' }
  }
  if (quietMs < graceMs) return WAIT
  if (stands && countFollowed && !isInTheWay(blocking)) {
    const evidence = 'completed, every sheet counted as it came, and the life counter stands still since'
    return { kind: 'delivered', proof: 'counted', evidence, lifeStands: true }
  }
  const but = belied ? `the life counter moved by ${wordsOf(life)}` : `${blocking?.code}`
  const evidence = `completed and counted, but ${but}`
  return { kind: 'cannot-be-told', evidence, ...(stands ? { lifeStands: true } : {}) }
}

/** Completed, and too few sheets were counted or none. */
function judgeUnproven({ counted, life, lifeMoves, blocking, quietMs, graceMs, uncountedMs }: End): EndVerdict {
  const doubted = counted === 'short' || life.kind === 'part' || (life.kind === 'none' && lifeMoves)
  if (quietMs < (doubted ? graceMs : uncountedMs)) return WAIT
  const told = counted === 'short' ? 'too few sheets counted' : 'nothing counted'
  if (doubted) return { kind: 'cannot-be-told', evidence: `completed, ${told}, life counter ${wordsOf(life)}` }
  // Nobody counted, and paper lies in the way: the printer's word that all is well is no evidence.
  if (isInTheWay(blocking)) {
    return { kind: 'cannot-be-told', evidence: `completed without a count, and ${blocking?.code}` }
  }
  return { kind: 'delivered', proof: 'job-completed', evidence: 'completed, nothing counted' }
}

function isInTheWay(blocking: Fault | null): boolean {
  return blocking !== null && PAPER_IN_THE_WAY.includes(blocking.code)
}

function wordsOf(life: LifeMovement): string {
  return life.kind === 'part' ? `${life.sheets} sheets` : life.kind
}
