import { systemClock } from '../../native/system-clock.ts'
import { sleep } from '../../src/clock.ts'
import type { CaseSeen } from './cases.ts'
import type { KillHouse } from './house.ts'
import { freeCopiesLeft, judge, type Remains, type Violation } from './judge.ts'
import type { KillPlan, Victim } from './plans.ts'
import { freeCopiesOf, until, untilAtRest, untilFree } from './rest.ts'
import { COPIES, JAM_AT_COPY } from './steps.ts'
import type { Footprint } from './trail.ts'
import { createVisitor, type Visitor } from './visitor.ts'

/** What became of one visit and what befell it. */
export interface KillReport {
  readonly plan: KillPlan
  /** False where the step did not come, so that nobody was killed. */
  readonly struck: boolean
  readonly violations: readonly Violation[]
  readonly cases: readonly CaseSeen[]
  /** From the kill until nothing was owed any more and the machine was free. */
  readonly settledAfterMs: number
  readonly footprints: readonly Footprint[]
}

/** Every visit comes to its end within this time after its kill, on a machine that is busy with other things too. */
const SETTLED_WITHIN_MS = 300_000
/** A visit of seven copies takes some ten seconds, and on a busy machine a minute. */
const VISIT_WITHIN_MS = 180_000
/** A step may come behind the end of the visit: the server is told of it. */
const STEP_AFTER_THE_END_MS = 2_000
const SHEET_OF_THE_JAM = 2

/** Lives through one visit of the holder of `card`, strikes as planned, and judges what is left. */
export async function runKill(house: KillHouse, plan: KillPlan, card: string): Promise<KillReport> {
  const { trail, tray, bill, dock } = house
  await untilFree(house)
  await Promise.all([tray.begin(), dock.act('/printer/load-tray', { sheets: 250 })])
  bill.begin()
  trail.begin()
  const sinceMs = Date.now()
  const jamAtCopy = plan.story === 'jam' ? JAM_AT_COPY : null
  const visitor = createVisitor(house, { card, copies: COPIES, jamAtCopy, paysAtOnce: plan.paysAtOnce })
  if (jamAtCopy !== null)
    trail.when(`printer: Print-Job asked (${jamAtCopy})`, () =>
      dock.act('/printer/jam-at-sheet', { sheet: SHEET_OF_THE_JAM, kind: 'hold' }).then(() => undefined),
    )
  const blow = dealBlow(house, plan, visitor)
  const visiting = visit(house, visitor).catch(error => void house.deaths.push(`the visitor: ${error}`))
  await Promise.race([visiting, blow.over, until(() => blow.struckMs() !== null, VISIT_WITHIN_MS)])
  await until(() => blow.struckMs() !== null, STEP_AFTER_THE_END_MS)
  const struckMs = blow.struckMs()
  if (struckMs !== null) await blow.over
  const { victims } = plan
  const { remains, unsettled } = await untilAtRest(house, { sinceMs, victims, withinMs: SETTLED_WITHIN_MS })
  const settledAfterMs = Date.now() - (struckMs ?? Date.now())
  visitor.leave()
  const report = { plan, struck: struckMs !== null, settledAfterMs, cases: remains.cases }
  const bugs = house.deaths.splice(0).map((what): Violation => ({ broken: 'bug', what }))
  const left =
    unsettled === null ? await quotaOf(house, card, remains) : [{ broken: 'unsettled', what: unsettled } as const]
  return { ...report, footprints: trail.footprints(), violations: [...judge(remains), ...bugs, ...left] }
}

/** Comes back to the screen of each station that runs, until the visit is over. */
async function visit(house: KillHouse, visitor: Visitor): Promise<void> {
  const isThere = () => house.station.pid() !== undefined || visitor.hasLeft()
  while (!visitor.hasLeft() && (await until(isThere, SETTLED_WITHIN_MS))) await visitor.standAt()
}

/** Kills the victims at the step of the plan, and starts each of them again. */
function dealBlow(house: KillHouse, plan: KillPlan, visitor: Visitor) {
  const { trail, ledger, station, server, dock } = house
  const { victims, deadForMs, offsetMs } = plan
  const done = Promise.withResolvers<void>()
  let struckMs: number | null = null
  const start: Readonly<Record<Victim, () => Promise<void>>> = {
    station: station.start,
    server: server.start,
    printer: () => dock.act('/printer/power-on', {}),
  }
  const end: Readonly<Record<Victim, () => Promise<void>>> = {
    station: () => {
      ledger.letGo()
      return station.kill()
    },
    server: server.kill,
    printer: () => dock.act('/printer/power-off', plan.printer),
  }
  const raise = async () => {
    // Each in its own time: whoever starts one again, a supervisor or a switch, knows nothing of the others.
    await Promise.all(
      victims.map(async victim => {
        await sleep(systemClock, deadForMs[victim])
        await start[victim]()
      }),
    )
    visitor.breakIsOver()
    done.resolve()
  }
  const strike = async () => {
    struckMs = Date.now()
    // All at once, as a power cut takes them.
    await Promise.all(victims.map(victim => end[victim]()))
    raise().catch(done.reject)
  }
  trail.when(plan.step, async () => {
    if (offsetMs > 0) {
      // The message of the step goes on its way meanwhile.
      sleep(systemClock, offsetMs).then(strike).catch(done.reject)
      return undefined
    }
    await strike().catch(done.reject)
    return plan.fate
  })
  return { struckMs: () => struckMs, over: done.promise }
}

async function quotaOf(house: KillHouse, card: string, remains: Remains): Promise<Violation[]> {
  const left = await freeCopiesOf(house, card)
  const { least, most } = freeCopiesLeft(remains)
  if (left >= least && left <= most) return []
  return [{ broken: 'quota', what: `${left} free copies are left, and ${least} to ${most} should be` }]
}
