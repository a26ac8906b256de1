/** How somebody has shown who they are. */
export const WAYS = [
  'campus-card',
  'id-card',
  'campus-card-pin',
  'local-account',
  'cas',
  'oidc',
  'wecom',
  'pickup-code',
] as const
export type Way = (typeof WAYS)[number]

/**
 * How surely a person is known. A1: something that may be lent or copied. A2: something and a second thing that belongs to it, or a reader
 * that has asked the chip. A3: the university's own login.
 */
export const ASSURANCES = ['A1', 'A2', 'A3'] as const
export type Assurance = (typeof ASSURANCES)[number]

/** What each way is worth. */
export const ASSURANCE_OF_WAY: Readonly<Record<Way, Assurance>> = {
  'campus-card': 'A1',
  'pickup-code': 'A1',
  'id-card': 'A2',
  'campus-card-pin': 'A2',
  // A document's number and its name are known to others too, and nobody has looked at the document.
  'local-account': 'A1',
  cas: 'A3',
  oidc: 'A3',
  wecom: 'A3',
}

/** That somebody has shown who they are, and when. */
export interface Proof {
  readonly way: Way
  readonly atMs: number
}

/** How surely a person must be known for something, and how fresh the proof must be; null: as long as the session lasts. */
export interface AssuranceWanted {
  readonly level: Assurance
  readonly withinMinutes: number | null
}

/** A proof from a clock that was put back since may seem to lie ahead; further ahead it is no proof. */
const CLOCK_SLACK_MS = 60_000
const MINUTE_MS = 60_000

/** The best that the proofs are worth, counting those of the last `withinMinutes` alone; null when none is left. */
export function assuranceOf(
  proofs: readonly Proof[],
  nowMs: number,
  withinMinutes: number | null = null,
): Assurance | null {
  const counted = proofs.filter(({ atMs }) => {
    const ageMs = nowMs - atMs
    return ageMs >= -CLOCK_SLACK_MS && (withinMinutes === null || ageMs <= withinMinutes * MINUTE_MS)
  })
  const ranks = counted.map(({ way }) => rankOf(ASSURANCE_OF_WAY[way]))
  return ranks.length === 0 ? null : ASSURANCES[Math.max(...ranks)]!
}

/** Whether the proofs are enough for what is wanted. */
export function suffices(proofs: readonly Proof[], wanted: AssuranceWanted, nowMs: number): boolean {
  const reached = assuranceOf(proofs, nowMs, wanted.withinMinutes)
  return reached !== null && rankOf(reached) >= rankOf(wanted.level)
}

const rankOf = (assurance: Assurance): number => ASSURANCES.indexOf(assurance)
