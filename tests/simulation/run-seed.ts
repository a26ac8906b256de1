import { createHash } from 'node:crypto'
import type { Strike } from './faults.ts'
import { isSettled, judgeWorld, type Violation } from './invariants.ts'
import { type Happened, WORLD_BEGINS_MS } from './journal.ts'
import type { Workshop } from './workshop.ts'
import { buildWorld, type World, type WorldOptions } from './world.ts'

/** What became of one seed. */
export interface SeedResult {
  readonly seed: number
  readonly plot: string | null
  readonly visits: number
  readonly strikes: readonly Strike[]
  readonly violations: readonly Violation[]
  readonly happened: readonly Happened[]
  /** Of everything that happened, in order: two runs of a seed have the same. */
  readonly hash: string
  readonly steps: number
  /** How much simulated time went by. */
  readonly simulatedMs: number
}

/** How long people may go on coming before everything is put right. */
const BUSY_AT_MOST_MS = 90 * 60_000
/** Every paid order is settled, or in a person's hands, so long after the last fault. */
export const SETTLED_WITHIN_MS = 10 * 60_000
/** A terminal takes an order for forgotten when it was called unknown for ten minutes: only then can it be told of. */
const FORGOTTEN_WITHIN_MS = 7 * 60_000
const LOOK_EVERY_MS = 10_000
/** A world that seems settled is watched for a while: a sheet may come late. */
const WATCHED_FOR_MS = 40_000

/** Lives through one seeded world, from its first visitor until everything is settled. */
export async function runSeed(shop: Workshop, options: WorldOptions): Promise<SeedResult> {
  const world = await buildWorld(shop, options)
  try {
    const steps = await live(world, shop)
    const violations = await judgeWorld(world, shop.store)
    const { happened, faults, time } = world
    const hash = createHash('sha256').update(JSON.stringify(happened)).digest('hex')
    return {
      seed: options.seed,
      plot: world.weather.plot,
      visits: world.visitsOver(),
      strikes: faults.strikes(),
      violations,
      happened,
      hash,
      steps,
      simulatedMs: time.monotonic(),
    }
  } finally {
    await world.close()
    await shop.work.rest()
  }
}

async function live(world: World, shop: Workshop): Promise<number> {
  const { time, misfortune } = world
  let steps = 0
  const until = async (isOver: () => boolean) => {
    while (!isOver()) {
      await shop.work.rest()
      if (time.nextMs() === null) return
      time.runNext()
      steps++
    }
    await shop.work.rest()
  }
  await until(() => !world.isBusy() || time.monotonic() > BUSY_AT_MOST_MS)
  misfortune.repairAll()
  world.tell('staff', 'have put everything right')
  const quietMs = time.monotonic()
  let settledForMs = 0
  const lieMs = () => world.gateway.lastLieMs() - WORLD_BEGINS_MS
  const withinMs = SETTLED_WITHIN_MS + (world.backup.isRestored() ? FORGOTTEN_WITHIN_MS : 0)
  const isTooLate = () => time.monotonic() - Math.max(quietMs, lieMs()) > withinMs
  while (!isTooLate() && settledForMs < WATCHED_FOR_MS) {
    const lookAtMs = time.monotonic() + LOOK_EVERY_MS
    await until(() => time.monotonic() >= lookAtMs)
    settledForMs = (await isSettled(world, shop.store)) ? settledForMs + LOOK_EVERY_MS : 0
  }
  return steps
}
