import { whatDiffers } from './cases.ts'
import { type KillHouse, openKillHouse } from './house.ts'
import { peopleToVisit } from './people.ts'
import type { KillPlan } from './plans.ts'
import { type KillReport, runKill } from './run-kill.ts'

/** After so many visits the books are proved, and at the end. */
const PROVED_EVERY = 25

/** Opens a house and lives through the plans in it, one visit after the other. Where one breaks off, the next has a new house. */
export async function runKills(
  plans: readonly KillPlan[],
  onReport?: (report: KillReport) => void,
): Promise<KillReport[]> {
  const people = peopleToVisit(plans.length)
  const reports: KillReport[] = []
  let house: KillHouse | null = null
  try {
    for (const [at, plan] of plans.entries()) {
      house ??= await openKillHouse(people)
      const isToBeProved = (at + 1) % PROVED_EVERY === 0 || at === plans.length - 1
      try {
        reports.push(await proved(house, await runKill(house, plan, people[at]!.cardUid), isToBeProved))
      } catch (error) {
        reports.push(brokenOff(house, plan, error))
        await house.close()
        house = null
      }
      onReport?.(reports.at(-1)!)
    }
    return reports
  } finally {
    await house?.close()
  }
}

async function proved(house: KillHouse, report: KillReport, isToBeProved: boolean): Promise<KillReport> {
  const differs = isToBeProved ? await whatDiffers(house.dataDir) : null
  if (differs === null) return report
  return { ...report, violations: [...report.violations, { broken: 'books', what: differs }] }
}

/** The house itself did not stand it, or its observer did not. */
const brokenOff = ({ trail }: KillHouse, plan: KillPlan, error: unknown): KillReport => ({
  ...{ plan, struck: false, settledAfterMs: 0, cases: [], footprints: trail.footprints() },
  violations: [{ broken: 'bug', what: String(error instanceof Error ? error.stack : error) }],
})
