import type { Clock } from '../../src/clock.ts'
import type { PrinterStanding } from '../../src/contract/devices.ts'
import { ok, type Result } from '../../src/result.ts'
import type { IppFailure } from '../ipp/client.ts'
import { type Attributes, textsOf } from '../ipp/read.ts'
import type { PrinterConnection } from './connection.ts'
import type { JobReading } from './job-state.ts'
import { createLifeStudy, type LifeStudy } from './life-study.ts'
import { hasWork, highestIdIn, newestEndedIn, readSight, SIGHT_ATTRIBUTES, type Sight } from './sight.ts'
import type { Sightings } from './sightings.ts'

/** What a driver has found out about how its printer keeps its books. */
export interface Learned {
  keepsNames: boolean | null
  readonly life: LifeStudy
}

export function newlyLearned(): Learned {
  return { keepsNames: null, life: createLifeStudy() }
}

/** Takes over what an earlier start had found out. */
export function recall(learned: Learned, { keepsNames, lifeCounters }: PrinterStanding): void {
  learned.keepsNames ??= keepsNames
  learned.life.recall(lifeCounters)
}

/** One look at the printer and at its jobs. */
export async function look(
  connection: PrinterConnection,
  clock: Clock,
  sightings: Sightings,
  more: readonly string[] = [],
): Promise<Result<Sight & { readonly attributes: Attributes }, IppFailure>> {
  // The jobs first: one that ends between the two questions has then moved the counters that are read after it.
  const jobs = await connection.jobs()
  if (!jobs.ok) return jobs
  const printer = await connection.printer([...SIGHT_ATTRIBUTES, ...more], true)
  if (!printer.ok) return printer
  const sight = { ...readSight(printer.value, clock.now()), jobs: jobs.value }
  sightings.note(sight)
  return ok({ ...sight, attributes: printer.value })
}

const TELLING = ['sides-supported', 'operations-supported'] as const
const SIDES_MAX = 16
const OPERATIONS_MAX = 128

/** Asks the printer what must be known before a copy's first byte leaves. */
export async function takeStanding(parts: {
  readonly connection: PrinterConnection
  readonly clock: Clock
  readonly sightings: Sightings
  readonly learned: Learned
}): Promise<Result<PrinterStanding, IppFailure>> {
  const { connection, clock, sightings, learned } = parts
  const seen = await look(connection, clock, sightings, TELLING)
  if (!seen.ok) return seen
  const { saidAtMs, upTimeSeconds, configChangedAtSeconds, impressionsEver, sheetsEver, jobs, attributes } = seen.value
  return ok({
    ...{ saidAtMs, upTimeSeconds, configChangedAtSeconds, impressionsEver, sheetsEver },
    lifeCounters: learned.life.word(clock.monotonic()),
    highestJobId: highestIdIn(jobs),
    newestEndedJobId: newestEndedIn(jobs),
    keepsNames: learned.keepsNames,
    atWork: seen.value.state === 'processing' || hasWork(seen.value),
    sides: attributes.has('sides-supported')
      ? textsOf(attributes, 'sides-supported')
          .slice(0, SIDES_MAX)
          .map(text => text.slice(0, 64))
      : null,
    operations: operationsIn(attributes),
  })
}

function operationsIn(attributes: Attributes): number[] | null {
  const values = attributes.get('operations-supported')
  if (!values) return null
  return values.flatMap(value => (value.kind === 'enum' ? [value.value] : [])).slice(0, OPERATIONS_MAX)
}

/** Learns from a job that the printer has taken whether it is listed under the name that it was sent with. */
export function learnNames(learned: Learned, jobs: readonly JobReading[] | null, jobId: number, jobName: string): void {
  const listed = jobs?.find(job => job.id === jobId)
  if (listed) learned.keepsNames = listed.name === jobName
}
