import { grouped } from '../../src/contract/enrolment-text.ts'
import type { FLEET_ROUTES } from '../../src/contract/fleet-api.ts'
import type { HEARTBEAT_ROUTES } from '../../src/contract/heartbeat-api.ts'
import { fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { ALL_SITES, countsAt } from '../../src/rules/staff-roles.ts'
import type { StaffCaller } from '../ground/callers.ts'
import type { Ground } from '../ground/ground.ts'
import type { HandlersOf } from '../ground/room.ts'
import { steppedUp } from '../ground/step-up.ts'
import { type Terminals, whatIsWrongWith } from '../terminals/terminals.ts'
import type { Mover } from './move-terminal.ts'
import { readTerminal } from './read-terminal.ts'
import { type ReadParts, readTerminals, type SeenTerminal } from './read-terminals.ts'
import type { TakeHeartbeat } from './take-heartbeat.ts'

export interface HandlerParts {
  readonly ground: Pick<Ground, 'clock' | 'serverKey'>
  readonly read: ReadParts
  readonly terminals: Terminals
  readonly takeHeartbeat: TakeHeartbeat
  readonly mover: Mover
  readonly listeningSince: () => Date
}

const NOTHING = {}

/** What answers terminals that say how they are, and staff who look and act. What belongs to another's site is answered as if it were not there. */
export function fleetHandlers(parts: HandlerParts): HandlersOf<typeof FLEET_ROUTES & typeof HEARTBEAT_ROUTES> {
  const { ground, read, terminals, takeHeartbeat, listeningSince, mover } = parts
  const { clock, serverKey } = ground
  const now = () => new Date(clock.now())
  const sitesOf = async ({ sites }: StaffCaller) =>
    (await terminals.sites()).filter(({ siteId }) => countsAt(sites, siteId))
  const wordsOf = ({ truth: _, heardAtMs: __, openSinceMs: ___, ...words }: SeenTerminal) => words

  /** Runs over a terminal of which the caller is in charge. Of one that somebody has retired meanwhile nothing would change: that is said. */
  const onOne = async <T>(
    caller: StaffCaller,
    terminalId: string,
    { isDangerous, isForGood = false }: { readonly isDangerous: boolean; readonly isForGood?: boolean },
    act: () => Promise<Result<T>>,
  ): Promise<Result<T>> => {
    const siteId = await terminals.siteOf(terminalId)
    if (siteId === null || !countsAt(caller.sites, siteId)) return err(fault('terminal-unknown'))
    const fresh = isDangerous ? steppedUp(caller, clock) : ok(null)
    if (!fresh.ok) return fresh
    if (!isForGood && (await terminals.isRetired(terminalId))) return err(fault('terminal-changed', 'retired'))
    return act()
  }
  const setLetIn =
    (state: 'active' | 'suspended' | 'retired') =>
    ({ terminalId }: { readonly terminalId: string }, caller: StaffCaller) =>
      onOne(caller, terminalId, { isDangerous: true, isForGood: state === 'retired' }, async () => {
        await terminals.setState(terminalId, state, caller.staffId)
        return ok(NOTHING)
      })
  const saved = async (made: Promise<Result<null, { readonly en: string }>>) => {
    const done = await made
    return done.ok ? ok(NOTHING) : err(fault('site-wrong', done.error.en))
  }

  return {
    heartbeat: (said, { terminalId }) => takeHeartbeat(terminalId, said),
    fleetOverview: async (_, caller) => {
      const at = now()
      const [sites, all] = await Promise.all([sitesOf(caller), readTerminals(read, at, caller)])
      return ok({
        now: at.toISOString(),
        listeningSince: listeningSince().toISOString(),
        sites: sites.map(site => ({
          ...site,
          terminals: all.filter(one => one.siteId === site.siteId && one.letIn !== 'retired').map(wordsOf),
        })),
      })
    },
    fleetTerminals: async ({ search = '', siteId, serving, after, limit }, caller) => {
      const wanted = search.toLowerCase()
      const all = (await readTerminals(read, now(), caller)).filter(one => {
        const text = [one.terminalId, one.name.zh, one.name.en, one.place.zh, one.place.en].join('\n').toLowerCase()
        return (
          (siteId === undefined || one.siteId === siteId) &&
          (serving === undefined || one.serving.kind === serving) &&
          text.includes(wanted)
        )
      })
      const begin = after === undefined ? 0 : all.findIndex(({ terminalId }) => terminalId === after) + 1
      const rows = all.slice(begin, begin + limit).map(wordsOf)
      return ok({ rows, next: begin + limit < all.length ? (rows.at(-1)?.terminalId ?? null) : null })
    },
    fleetTerminal: async ({ terminalId }, caller) => {
      const found = await readTerminal(read, now(), caller.sites, terminalId)
      return found ? ok(found) : err(fault('terminal-unknown'))
    },
    fleetSites: async (_, caller) =>
      ok({ sites: [...(await sitesOf(caller))], mayAdd: caller.sites.includes(ALL_SITES) }),
    addFleetSite: async (site, caller) =>
      caller.sites.includes(ALL_SITES)
        ? saved(terminals.addSite(site, caller.staffId))
        : err(fault('staff-not-permitted', 'for who is in charge of all sites')),
    changeFleetSite: async (site, caller) => {
      if (!countsAt(caller.sites, site.siteId)) return err(fault('site-unknown'))
      // Its place in the list is everybody's affair.
      if (site.position !== null && !caller.sites.includes(ALL_SITES))
        return err(fault('staff-not-permitted', 'for who is in charge of all sites'))
      return saved(terminals.changeSite(site, caller.staffId))
    },
    enrolFleetTerminal: async (place, caller) => {
      const fresh = steppedUp(caller, clock)
      if (!fresh.ok) return fresh
      if (!(await sitesOf(caller)).some(({ siteId }) => siteId === place.siteId)) return err(fault('site-unknown'))
      const wrong = whatIsWrongWith(place)
      if (wrong) return err(fault('terminal-place-wrong', wrong.en))
      const { text, expiresAt } = await terminals.createEnrolmentCode(place, caller.staffId)
      return ok({ text, fingerprint: grouped(serverKey.fingerprint), expiresAt: expiresAt.toISOString() })
    },
    fleetMove: ({ terminalId, siteId }, caller) =>
      onOne(caller, terminalId, { isDangerous: false }, async () => {
        const from = await terminals.siteOf(terminalId)
        if (from === null || !(await sitesOf(caller)).some(site => site.siteId === siteId))
          return err(fault('site-unknown'))
        const { changes, isMoney } = await mover.preview(terminalId, from, siteId)
        return ok({ changes: [...changes], needsAgreement: isMoney })
      }),
    changeFleetTerminal: ({ terminalId, seen, reason, ...next }, caller) => {
      const isDangerous = next.siteId !== seen.siteId
      return onOne(caller, terminalId, { isDangerous }, async () => {
        if (!countsAt(caller.sites, next.siteId)) return err(fault('site-unknown'))
        return mover.change(terminalId, { next, seen }, caller, reason ?? '')
      })
    },
    takeFleetTerminalOut: ({ terminalId, reason, until }, caller) =>
      onOne(caller, terminalId, { isDangerous: false }, async () => {
        const why = { reason, until: until === null ? null : new Date(until) }
        await terminals.takeOut(terminalId, why, caller.staffId)
        return ok(NOTHING)
      }),
    bringFleetTerminalBack: ({ terminalId }, caller) =>
      onOne(caller, terminalId, { isDangerous: false }, async () => {
        await terminals.bringBack(terminalId, caller.staffId)
        return ok(NOTHING)
      }),
    suspendFleetTerminal: setLetIn('suspended'),
    resumeFleetTerminal: setLetIn('active'),
    retireFleetTerminal: setLetIn('retired'),
    askFleetTerminalForKey: ({ terminalId }, caller) =>
      onOne(caller, terminalId, { isDangerous: true }, async () => {
        await terminals.askForNewKey(terminalId, caller.staffId)
        return ok(NOTHING)
      }),
  }
}
