import { describe, expect, it } from 'vitest'
import { FLEET_ROUTES } from '../../src/contract/fleet-api.ts'
import { unwrap } from '../../src/result.ts'
import { createFleetWorld } from '../../tests/peers/fleet-world.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { takenOutOf } from '../terminals/taken-out.ts'

const both = (text: string) => ({ zh: text, en: text })
const reason = { zh: '打印机保养', en: 'Being serviced' }

describeOnStores('what staff do about terminals', store => {
  const open = async () => {
    const world = createFleetWorld(store())
    await world.site('north')
    const [here, there] = [await world.enrol('Here'), await world.enrol('There', 'north')]
    return { ...world, here, there, act: world.room().handlers }
  }

  it('is of their own sites alone: of another’s they are answered as if it were not there', async () => {
    const { act, staff, here, there } = await open()
    const north = staff(['north'])
    const listed = unwrap(await act.fleetTerminals({ limit: 200 }, north)).rows.map(({ terminalId }) => terminalId)
    expect(listed).toContain(there)
    expect(listed).not.toContain(here)
    const overview = unwrap(await act.fleetOverview({}, north))
    expect(overview.sites.map(({ siteId }) => siteId)).toEqual(['north'])
    expect(unwrap(await act.fleetSites({}, north)).sites.map(({ siteId }) => siteId)).toEqual(['north'])
    const unknown = { ok: false, error: { code: 'terminal-unknown' } }
    const terminalId = here
    const place = { name: both('x'), place: both('x'), siteId: 'north' }
    const seen = { name: both('Here'), place: both('Hall'), siteId: 'main' }
    for (const answer of [
      act.fleetTerminal({ terminalId }, north),
      act.changeFleetTerminal({ terminalId, ...place, seen }, north),
      act.fleetMove({ terminalId, siteId: 'north' }, north),
      act.takeFleetTerminalOut({ terminalId, reason, until: null }, north),
      act.bringFleetTerminalBack({ terminalId }, north),
      act.suspendFleetTerminal({ terminalId }, north),
      act.resumeFleetTerminal({ terminalId }, north),
      act.retireFleetTerminal({ terminalId }, north),
      act.askFleetTerminalForKey({ terminalId }, north),
    ])
      expect(await answer).toMatchObject(unknown)
    expect(await act.enrolFleetTerminal({ ...place, siteId: 'main' }, north)).toMatchObject({
      ...{ error: { code: 'site-unknown' } },
    })
    expect(await act.changeFleetSite({ siteId: 'main', name: both('x'), position: null }, north)).toMatchObject({
      ...{ error: { code: 'site-unknown' } },
    })
    expect(await act.addFleetSite({ siteId: 'west', name: both('x') }, north)).toMatchObject({
      ...{ error: { code: 'staff-not-permitted' } },
    })
    // Nor is one's own given away to where one has nothing to say.
    const own = { name: both('There'), place: both('Hall'), siteId: 'north' }
    const away = { terminalId: there, ...own, siteId: 'main', seen: own }
    expect(await act.changeFleetTerminal(away, north)).toMatchObject({ error: { code: 'site-unknown' } })
    expect(await act.fleetMove({ terminalId: there, siteId: 'main' }, north)).toMatchObject({
      ...{ error: { code: 'site-unknown' } },
    })
    expect((await act.fleetTerminals({ limit: 200 }, staff([]))).ok).toBe(true)
    expect(unwrap(await act.fleetTerminals({ limit: 200 }, staff([]))).rows).toEqual([])
  })

  it('asks for a fresh second proof where it is dangerous', async () => {
    const { act, staff, here: terminalId, clock } = await open()
    const stale = staff(['*'], clock.now() - 3_600_000)
    const place = { name: both('New'), place: both('Hall'), siteId: 'main' }
    const seen = { name: both('Here'), place: both('Hall'), siteId: 'main' }
    for (const answer of [
      act.enrolFleetTerminal(place, stale),
      act.suspendFleetTerminal({ terminalId }, stale),
      act.resumeFleetTerminal({ terminalId }, stale),
      act.retireFleetTerminal({ terminalId }, stale),
      act.askFleetTerminalForKey({ terminalId }, stale),
      act.changeFleetTerminal({ terminalId, ...place, siteId: 'north', seen }, stale),
    ])
      expect(await answer).toMatchObject({ error: { code: 'step-up-needed' } })
    // On the way, by telephone, it must go at once.
    expect((await act.takeFleetTerminalOut({ terminalId, reason, until: null }, stale)).ok).toBe(true)
    expect((await act.bringFleetTerminalBack({ terminalId }, stale)).ok).toBe(true)
  })

  it('takes a terminal out with a reason that visitors read, and tells them where else to go', async () => {
    const { act, staff, here: terminalId, enrol, say, db, clock } = await open()
    const until = new Date(clock.now() + 3_600_000).toISOString()
    await act.takeFleetTerminalOut({ terminalId, reason, until }, staff())
    const page = unwrap(await act.fleetTerminal({ terminalId }, staff()))
    expect(page).toMatchObject({ serving: { kind: 'taken-out' }, takenOut: { reason, until } })
    expect(page.events[0]).toMatchObject({ event: 'terminal-taken-out', by: 'staff-of-the-test', said: reason.zh })
    const rowOf = () =>
      db.selectFrom('terminal').selectAll().where('terminal_id', '=', terminalId).executeTakeFirstOrThrow()
    const told = async () => takenOutOf(db, await rowOf(), new Date(clock.now()))
    expect(await told()).toEqual({ reason, until, next: null })
    const next = await enrol('Next')
    await say(next)
    expect((await told())?.next).toEqual({ name: both('Next'), place: both('Hall') })
    await clock.advance(90_001)
    expect((await told())?.next).toBeNull()
    await clock.advance(3_600_000)
    expect((await told())?.until).toBeNull()
    await act.bringFleetTerminalBack({ terminalId }, staff())
    expect(await told()).toBeNull()
    await act.retireFleetTerminal({ terminalId: next }, staff())
  })

  it('says of a terminal that somebody has retired that nothing is done about it any more', async () => {
    const { act, staff, enrol } = await open()
    const terminalId = await enrol('Gone')
    const seen = { name: both('Gone'), place: both('Hall'), siteId: 'main' }
    // Twice is once.
    for (const _ of [1, 2]) expect((await act.retireFleetTerminal({ terminalId }, staff())).ok).toBe(true)
    for (const answer of [
      act.resumeFleetTerminal({ terminalId }, staff()),
      act.suspendFleetTerminal({ terminalId }, staff()),
      act.takeFleetTerminalOut({ terminalId, reason, until: null }, staff()),
      act.bringFleetTerminalBack({ terminalId }, staff()),
      act.askFleetTerminalForKey({ terminalId }, staff()),
      act.changeFleetTerminal({ terminalId, ...seen, name: both('Other'), seen }, staff()),
    ])
      expect(await answer).toMatchObject({ error: { code: 'terminal-changed' } })
  })

  it('names and moves a terminal, unless somebody else has done so meanwhile', async () => {
    const { act, staff, here: terminalId } = await open()
    const seen = { name: both('Here'), place: both('Hall'), siteId: 'main' }
    const next = { name: both('Better'), place: both('Library'), siteId: 'north' }
    expect((await act.changeFleetTerminal({ terminalId, ...next, seen }, staff())).ok).toBe(true)
    expect(await act.changeFleetTerminal({ terminalId, ...next, seen }, staff())).toMatchObject({
      ...{ error: { code: 'terminal-changed' } },
    })
    const again = { ...next, name: both('') }
    expect(await act.changeFleetTerminal({ terminalId, ...again, seen: next }, staff())).toMatchObject({
      ...{ error: { code: 'terminal-place-wrong' } },
    })
    expect(unwrap(await act.fleetTerminal({ terminalId }, staff()))).toMatchObject(next)
  })

  it('lists page by page, by words and by how terminals are', async () => {
    const { act, staff, enrol, say } = await open()
    for (const name of ['Page A', 'Page B', 'Page C']) await enrol(name)
    const pages: string[] = []
    for (let after: string | undefined; ; ) {
      const { rows, next } = unwrap(
        await act.fleetTerminals({ limit: 2, search: 'page', ...(after !== undefined && { after }) }, staff()),
      )
      pages.push(...rows.map(({ name }) => name.en))
      if (next === null) break
      after = next
    }
    expect(pages).toEqual(['Page A', 'Page B', 'Page C'])
    const one = await enrol('Page D')
    await say(one)
    const can = unwrap(await act.fleetTerminals({ limit: 50, serving: 'can', search: 'page' }, staff()))
    expect(can.rows.map(({ terminalId }) => terminalId)).toEqual([one])
  })
})

describe('the reason', () => {
  it.each(['', ' ', '\u200b', 'x'.repeat(200)])('is one that visitors can read: not %o', zh => {
    const input = { terminalId: 'x'.repeat(22), reason: { zh, en: 'Closed' } }
    expect(FLEET_ROUTES.takeFleetTerminalOut.input.safeParse(input).success).toBe(false)
  })
})
