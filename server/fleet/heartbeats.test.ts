import { expect, it } from 'vitest'
import type { TerminalId } from '../../src/contract/ids.ts'
import { unwrap } from '../../src/result.ts'
import { createFleetWorld, type FleetWorld, JAMMED } from '../../tests/peers/fleet-world.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'

describeOnStores('what terminals say', store => {
  const pageOf = async ({ room, staff }: FleetWorld, terminalId: TerminalId) =>
    unwrap(await room().handlers.fleetTerminal({ terminalId }, staff()))
  const worldWith = async () => {
    const world = createFleetWorld(store())
    const one = await world.enrol('One')
    const page = () => pageOf(world, one)
    return { ...world, one, page }
  }

  it('is what is shown of them, and never that one is well of which nothing was heard', async () => {
    const { one, page, say, clock } = await worldWith()
    expect(await page()).toMatchObject({ serving: { kind: 'never-heard' }, lastHeardAt: null, devices: [], spans: [] })
    const begun = new Date(clock.now()).toISOString()
    await say(one, { disk: { freeBytes: 5 * 1024 ** 3, allBytes: 10 * 1024 ** 3 } })
    expect(await page()).toMatchObject({
      ...{ serving: { kind: 'can', since: begun, lacks: [] }, lastHeardAt: begun, isInVisit: false, version: '0.1.0' },
      ...{ clockOffsetMs: 0, diskFreeMib: 5_120, diskAllMib: 10_240 },
      devices: [{ kind: 'campus-card-reader' }, { kind: 'page-printer', state: 'works', faults: [] }],
    })
    await clock.advance(90_001)
    expect(await page()).toMatchObject({ serving: { kind: 'silent', since: begun }, isInVisit: false })
  })

  it('is written down where it has changed, and else only kept as the last', async () => {
    const { one, page, say, clock } = await worldWith()
    for (let nth = 0; nth < 5; nth++) {
      await say(one)
      await clock.advance(30_000)
    }
    expect((await page()).changes).toHaveLength(2)
    await say(one, JAMMED)
    const now = clock.now()
    const said = await page()
    expect(said.serving).toMatchObject({
      ...{ kind: 'cannot', missing: { part: 'page-printer', code: 'printer-jam' }, since: new Date(now).toISOString() },
    })
    expect(said.devices).toMatchObject([
      { kind: 'page-printer', state: 'fails', since: new Date(now - 5_000).toISOString() },
    ])
    expect(said.changes.map(({ kind, state }) => [kind, state])).toEqual([
      ...[
        ['campus-card-reader', 'gone'],
        ['page-printer', 'fails'],
      ],
      ...[expect.anything(), expect.anything()],
    ])
  })

  it('keeps since when a device fails over a restart of the terminal', async () => {
    const { one, page, say, clock } = await worldWith()
    await say(one, JAMMED)
    const since = (await page()).devices[0]?.since
    await clock.advance(30_000)
    await say(one, { ...JAMMED, start: 'another-start', nth: 1 })
    expect((await page()).devices[0]?.since).toBe(since)
  })

  it('gives spans of serving, not serving and silence that follow each other', async () => {
    const { one, page, say, clock, room } = await worldWith()
    const t0 = clock.now()
    await say(one)
    await clock.advance(30_000)
    await say(one, JAMMED)
    await clock.advance(600_000)
    await room().doors.watch()
    await clock.advance(60_000)
    await say(one)
    const at = (ms: number) => new Date(t0 + ms).toISOString()
    expect((await page()).spans.reverse()).toEqual([
      { serving: 'can', missing: null, from: at(0), until: at(30_000) },
      {
        serving: 'cannot',
        missing: { part: 'page-printer', code: 'printer-jam' },
        from: at(30_000),
        until: at(30_000),
      },
      { serving: 'silent', missing: null, from: at(30_000), until: at(690_000) },
      { serving: 'can', missing: null, from: at(690_000), until: null },
    ])
  })

  it('finds a silence that nobody has looked at', async () => {
    const { one, page, say, clock } = await worldWith()
    await say(one)
    await clock.advance(600_000)
    await say(one)
    expect((await page()).spans.map(({ serving }) => serving)).toEqual(['can', 'silent', 'can'])
  })

  it('of an earlier moment changes nothing', async () => {
    const { one, page, say } = await worldWith()
    await say(one, { nth: 1_000_002 })
    expect((await say(one, { ...JAMMED, nth: 1_000_001 })).ok).toBe(true)
    expect((await page()).serving.kind).toBe('can')
    await say(one, { ...JAMMED, nth: 1, start: 'a-new-start' })
    expect((await page()).serving.kind).toBe('cannot')
  })

  it('floods nothing: one that says too much is told to wait, and others are heard', async () => {
    const { one, enrol, say, page, clock } = await worldWith()
    const other = await enrol('Other')
    const answers = []
    for (let nth = 0; nth < 60; nth++) answers.push(await say(one, nth % 2 === 0 ? JAMMED : {}))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(30)
    expect(answers.at(-1)).toMatchObject({ ok: false, error: { code: 'server-busy' } })
    expect((await say(other)).ok).toBe(true)
    await clock.advance(60_000)
    expect((await say(one)).ok).toBe(true)
    expect((await page()).serving.kind).toBe('can')
  })

  it('may be anything that the schema lets in', async () => {
    const { one, page, say, clock } = await worldWith()
    const answer = await say(one, {
      ...{ clockMs: 8_640_000_000_000_000, upSeconds: 40_000_000, nth: 2_000_000_000, settingsVersion: 0 },
      disk: { freeBytes: Number.MAX_SAFE_INTEGER, allBytes: Number.MAX_SAFE_INTEGER },
      jobs: { open: 1_000_000, oldestSeconds: 40_000_000 },
      devices: [{ kind: 'stapler-of-tomorrow', state: 'fails', forSeconds: 40_000_000, faults: [] }],
    })
    expect(answer.ok).toBe(true)
    expect(await page()).toMatchObject({
      ...{ serving: { kind: 'can', lacks: [{ part: 'stapler-of-tomorrow' }] }, clockOffsetMs: 2_000_000_000 },
    })
    await clock.advance(10_000)
  })
})
