import { chanceOf, pickOf } from '../simulation/chance.ts'
import type { Fate } from './relay.ts'
import { STEPS_OF_A_JAM, STEPS_OF_A_VISIT, STEPS_UNTIL_PAID } from './steps.ts'

/** What loses its life at a step. The processes are killed; the printer loses its power. */
export type Victim = 'station' | 'server' | 'printer'

/** One visit, and what befalls it. The same number is the same plan. */
export interface KillPlan {
  readonly nth: number
  readonly story: 'whole' | 'jam'
  /** The named step at which it strikes. */
  readonly step: string
  /** How long after the step it strikes: nought is in the very moment, while the message of the step is on its way. */
  readonly offsetMs: number
  readonly victims: readonly Victim[]
  /** What becomes of the message on its way. */
  readonly fate: Fate
  /** How long each stays dead. */
  readonly deadForMs: Readonly<Record<Victim, number>>
  /** Else only when the machine has come back from a break that was before it. */
  readonly paysAtOnce: boolean
  /** How the printer comes back from a power cut. */
  readonly printer: {
    readonly keepJobs: boolean
    readonly keepIds: boolean
    readonly interruptedJob: 'goes-on' | 'starts-over' | 'aborted'
    readonly spoilSheet: boolean
  }
}

const FALLS: readonly (readonly Victim[])[] = [
  ['station'],
  ['server'],
  ['station', 'printer'],
  ['station', 'server'],
  ['station', 'server', 'printer'],
]

/** Steps with their story, in the order in which they are struck. */
const MOMENTS = [
  ...STEPS_OF_A_VISIT.map((step, at) => ({ story: 'whole' as const, step, isPaid: at >= STEPS_UNTIL_PAID })),
  ...STEPS_OF_A_JAM.map(step => ({ story: 'jam' as const, step, isPaid: true })),
]

/** The `nth` plan, from 1. All steps have their turn before one comes again, and then with other victims. */
export function planOf(nth: number): KillPlan {
  const chance = chanceOf(nth)
  const moment = MOMENTS[(nth - 1) % MOMENTS.length]!
  const round = Math.floor((nth - 1) / MOMENTS.length)
  const victims = FALLS[(nth - 1 + round) % FALLS.length]!
  return {
    ...{ nth, story: moment.story, step: moment.step, victims },
    offsetMs: chance('late') < 0.5 ? 0 : Math.floor(chance('offset') * 600),
    fate: chance('fate') < 0.5 ? 'goes on' : 'is lost',
    deadForMs: {
      station: Math.floor(chance('station') * 2_000),
      // Now and then the server is up much later than the station, which must not give the visit up for that.
      server: chance('server late') < 0.3 ? 4_000 + Math.floor(chance('server') * 5_000) : 0,
      printer: Math.floor(chance('printer') * 4_000),
    },
    paysAtOnce: moment.isPaid || chance('pays') < 0.6,
    printer: {
      keepJobs: chance('keeps jobs') < 0.3,
      keepIds: chance('keeps ids') < 0.3,
      interruptedJob: pickOf(chance('interrupted'), [
        [2, 'goes-on'],
        [1, 'starts-over'],
        [1, 'aborted'],
      ] as const),
      spoilSheet: chance('spoils') < 0.3,
    },
  }
}

export const HOW_MANY_MOMENTS = MOMENTS.length
