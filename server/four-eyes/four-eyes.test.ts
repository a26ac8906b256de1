import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { err, ok, type Result, unwrap } from '../../src/result.ts'
import { createFourEyesWorld, type FourEyesWorld } from '../../tests/peers/four-eyes-world.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import type { StaffCaller } from '../ground/callers.ts'
import { randomId } from '../ground/random-id.ts'
import type { ProposalKind } from './four-eyes.ts'

const DAY_MS = 24 * 3_600_000
const MINUTE_MS = 60_000
const both = (en: string) => ({ zh: `【${en}】`, en })

/** A lamp in each room, which only two people may switch. */
const LAMP = z.strictObject({ lamp: z.string(), from: z.string(), to: z.string() })
type Lamp = z.infer<typeof LAMP>

describeOnStores('what asks for two people', store => {
  let world: FourEyesWorld
  const lamps = new Map<string, string>()
  const carriedOut: string[] = []
  let lampNumber = 0
  const kind: ProposalKind<Lamp> = {
    called: both('Lamps'),
    ...{ name: 'test-lamp', schema: LAMP, proposePermission: 'enquiries.answer', agreePermission: 'approvals.decide' },
    titleOf: async ({ lamp }) => both(`Lamp ${lamp}`),
    detailsOf: async ({ lamp, to }) => [{ label: both('Light'), before: lamps.get(lamp) ?? null, after: to }],
    carryOut: async (tx, { lamp, from, to }, { proposalId, draftedBy, agreedBy }) => {
      await tx
        .insertInto('audit')
        .values({ at: new Date(0), event: 'test', subject: lamp, detail: '{}' })
        .execute()
      if (lamps.get(lamp) !== from) return err(both('Somebody has switched it since.'))
      lamps.set(lamp, to)
      carriedOut.push([proposalId, draftedBy, agreedBy].join(' '))
      return ok(both(`It is ${to}.`))
    },
  }
  beforeAll(() => {
    world = createFourEyesWorld(store())
    world.room.doors.hear(kind)
  })
  const handlers = () => world.room.handlers
  const newLamp = (): Lamp => {
    lampNumber += 1
    lamps.set(`${lampNumber}`, 'off')
    return { lamp: `${lampNumber}`, from: 'off', to: 'on' }
  }
  const propose = (by: StaffCaller, lamp = newLamp(), siteId: string | null = null) =>
    world.room.doors.propose('test-lamp', lamp, by, { siteId, reason: 'It is dark.' })
  const drafted = async (by: StaffCaller, lamp = newLamp(), siteId: string | null = null) =>
    unwrap(await propose(by, lamp, siteId)).proposalId
  const one = async (by: StaffCaller, proposalId: string) => unwrap(await handlers().proposal({ proposalId }, by))
  const agree = async (by: StaffCaller, proposalId: string, seen?: string) =>
    handlers().agreeToProposal({ proposalId, seen: seen ?? (await one(by, proposalId)).seen }, by)
  const codeOf = (result: Result<unknown, unknown>) =>
    result.ok ? 'ok' : ((result.error as { code?: string }).code ?? result.error)
  const listed = async (by: StaffCaller, state: 'waiting' | 'decided' | 'all' = 'waiting') =>
    unwrap(await handlers().proposals({ state, limit: 200 }, by)).rows.map(({ proposalId }) => proposalId)
  const trailOf = async (subject: string) =>
    (await store().db.selectFrom('audit').select(['event', 'detail']).where('subject', '=', subject).execute()).map(
      ({ event, detail }) => [event, (detail as { by?: string }).by],
    )
  const change = (who: StaffCaller, set: { role?: StaffCaller['role']; sites?: string; state?: 'ended' }) =>
    store()
      .db.updateTable('staff_account')
      .set({ ...set, ...(set.state && { ended_at: new Date() }) })
      .where('staff_id', '=', who.staffId)
      .execute()

  it('is done when another has agreed, once, and both are named for ever', async () => {
    const [drafter, second] = [await world.person('operator'), await world.person('registrar')]
    const proposalId = await drafted(drafter)
    expect(lamps.get(`${lampNumber}`)).toBe('off')
    const shown = await one(second, proposalId)
    expect(shown).toMatchObject({
      ...{ title: both(`Lamp ${lampNumber}`), reason: 'It is dark.', state: 'waiting', siteId: null, isOwn: false },
      ...{ mayAgree: true, mayDecline: true, mayTakeBack: false, decidedBy: null },
      details: [{ label: both('Light'), before: 'off', after: 'on' }],
      draftedBy: { staffId: drafter.staffId },
    })
    expect(await one(drafter, proposalId)).toMatchObject({ isOwn: true, mayAgree: false, mayTakeBack: true })
    expect(unwrap(await agree(second, proposalId))).toEqual({ state: 'carried-out', said: both('It is on.') })
    expect(lamps.get(`${lampNumber}`)).toBe('on')
    expect(carriedOut.at(-1)).toBe(`${proposalId} ${drafter.staffId} ${second.staffId}`)
    // What was seen, and not what the lamp is by now.
    expect(await one(drafter, proposalId)).toMatchObject({
      ...{ state: 'carried-out', decidedBy: { staffId: second.staffId }, mayTakeBack: false },
      details: [{ before: 'off', after: 'on' }],
    })
    expect(await trailOf(proposalId)).toEqual([
      ['proposal-made', drafter.staffId],
      ['proposal-carried-out', second.staffId],
    ])
    expect(await listed(second)).not.toContain(proposalId)
    expect(await listed(second, 'decided')).toContain(proposalId)
    const { db } = store()
    const rows = db.updateTable('proposal').where('proposal_id', '=', proposalId)
    await expect(rows.set({ decided_by: drafter.staffId }).execute()).rejects.toThrow(/stays as it is/)
    await expect(db.deleteFrom('proposal').execute()).rejects.toThrow(/never taken away/)
  })

  it('is carried out once when two agree at the same moment, and when one presses twice', async () => {
    const drafter = await world.person('operator')
    const [second, third] = [await world.person('registrar'), await world.person('operator')]
    const proposalId = await drafted(drafter)
    const { seen } = await one(second, proposalId)
    const before = carriedOut.length
    const answers = await Promise.all([second, third, second].map(who => agree(who, proposalId, seen)))
    expect(carriedOut.length).toBe(before + 1)
    const codes = answers.map(codeOf)
    expect(codes.filter(code => code === 'ok').length).toBeGreaterThan(0)
    expect(codes.every(code => code === 'ok' || code === 'proposal-over')).toBe(true)
    const winner = (await one(drafter, proposalId)).decidedBy?.staffId === second.staffId ? second : third
    expect(unwrap(await agree(winner, proposalId, seen)).state).toBe('carried-out')
    expect(carriedOut.length).toBe(before + 1)
    const other = winner === second ? third : second
    expect(codeOf(await agree(other, proposalId, seen))).toBe('proposal-over')
  })

  it('is never agreed to nor declined by whoever drafted it: in another login, nor after the role has changed', async () => {
    const drafter = await world.person('registrar')
    const proposalId = await drafted(drafter)
    expect(codeOf(await agree(drafter, proposalId))).toBe('proposal-own')
    expect(codeOf(await agree(await world.again(drafter), proposalId))).toBe('proposal-own')
    await change(drafter, { role: 'admin' })
    const promoted = await world.again(drafter)
    expect(codeOf(await agree(promoted, proposalId))).toBe('proposal-own')
    expect(codeOf(await handlers().declineProposal({ proposalId, reason: 'No.' }, promoted))).toBe('proposal-own')
    expect(await one(promoted, proposalId)).toMatchObject({ mayAgree: false, mayDecline: false, state: 'waiting' })
    const { db } = store()
    const forged = db.updateTable('proposal').where('proposal_id', '=', proposalId)
    const set = { state: 'carried-out' as const, decided_at: new Date() }
    await expect(forged.set({ ...set, decided_by: drafter.staffId }).execute()).rejects.toThrow(/check constraint/)
    await expect(forged.set({ payload: JSON.stringify({ ...newLamp() }) }).execute()).rejects.toThrow(/stays as it is/)
    await expect(forged.set({ drafted_by: (await world.person('admin')).staffId }).execute()).rejects.toThrow(/stays/)
  })

  it('asks both for a fresh second proof', async () => {
    const [drafter, second] = [await world.person('operator'), await world.person('registrar')]
    const proposalId = await drafted(drafter)
    await world.clock.advance(6 * MINUTE_MS)
    expect(codeOf(await propose(drafter))).toBe('step-up-needed')
    expect(codeOf(await agree(second, proposalId))).toBe('step-up-needed')
    expect(codeOf(await agree(await world.again(second), proposalId))).toBe('ok')
  })

  describe('asks at the moment it is carried out', () => {
    const tried = async (meanwhile: (drafter: StaffCaller, second: StaffCaller) => Promise<unknown>) => {
      const [drafter, second] = [await world.person('operator'), await world.person('registrar')]
      const proposalId = await drafted(drafter)
      const { seen } = await one(second, proposalId)
      const before = carriedOut.length
      await meanwhile(drafter, second)
      // With the caller as it was known when the request came.
      const answer = await agree(second, proposalId, seen)
      expect(carriedOut.length).toBe(before)
      expect(await listed(await world.person('registrar'))).toContain(proposalId)
      return codeOf(answer)
    }
    it('whether the drafting account still counts, there, with its role', async () => {
      expect(await tried(drafter => change(drafter, { state: 'ended' }))).toBe('proposal-drafter-gone')
      expect(await tried(drafter => change(drafter, { role: 'auditor' }))).toBe('proposal-drafter-gone')
      expect(await tried(drafter => change(drafter, { sites: '["north"]' }))).toBe('proposal-drafter-gone')
    })
    it('whether the agreeing account does, and is still logged in', async () => {
      expect(await tried((_, second) => change(second, { state: 'ended' }))).toBe('staff-not-permitted')
      expect(await tried((_, second) => change(second, { role: 'finance' }))).toBe('staff-not-permitted')
      expect(await tried((_, second) => change(second, { sites: '["north"]' }))).toBe('staff-not-permitted')
      const { db } = store()
      const ended = db.updateTable('staff_session').set({ ended_at: new Date() })
      const end = (who: StaffCaller) => ended.where('session_key', '=', who.sessionKey).execute()
      expect(await tried((_, second) => end(second))).toBe('staff-not-permitted')
    })
  })

  it('is not done when it is another thing by then than was seen', async () => {
    const [drafter, second] = [await world.person('operator'), await world.person('registrar')]
    const lamp = newLamp()
    const proposalId = await drafted(drafter, lamp)
    const { seen } = await one(second, proposalId)
    lamps.set(lamp.lamp, 'flickering')
    expect(codeOf(await agree(second, proposalId, seen))).toBe('proposal-changed')
    expect(codeOf(await agree(second, proposalId, 'x'))).toBe('proposal-changed')
    expect((await one(second, proposalId)).state).toBe('waiting')
  })

  it('stays as failed with the sentence, and leaves nothing behind, when its basis has changed', async () => {
    const [drafter, second] = [await world.person('operator'), await world.person('registrar')]
    const lamp = newLamp()
    const proposalId = await drafted(drafter, lamp)
    lamps.set(lamp.lamp, 'flickering')
    expect(unwrap(await agree(second, proposalId))).toEqual({
      state: 'failed',
      said: both('Somebody has switched it since.'),
    })
    expect(await one(drafter, proposalId)).toMatchObject({
      state: 'failed',
      said: both('Somebody has switched it since.'),
    })
    expect(lamps.get(lamp.lamp)).toBe('flickering')
    const left = store().db.selectFrom('audit').selectAll().where('event', '=', 'test')
    expect(await left.where('subject', '=', lamp.lamp).execute()).toEqual([])
    expect(unwrap(await agree(second, proposalId, '')).state).toBe('failed')
  })

  it('waits on when carrying it out breaks', async () => {
    const [drafter, second] = [await world.person('operator'), await world.person('registrar')]
    const proposalId = await drafted(drafter)
    const { carryOut } = kind
    kind.carryOut = () => Promise.reject(new Error('the disk is full'))
    try {
      await expect(agree(second, proposalId)).rejects.toThrow('the disk is full')
    } finally {
      kind.carryOut = carryOut
    }
    expect((await one(second, proposalId)).state).toBe('waiting')
    expect(unwrap(await agree(second, proposalId)).state).toBe('carried-out')
  })

  it('is declined with a reason, or taken back by whoever drafted it, and then no one agrees', async () => {
    const [drafter, second] = [await world.person('operator'), await world.person('registrar')]
    const [a, b] = [await drafted(drafter), await drafted(drafter)]
    const decline = (reason: string) => handlers().declineProposal({ proposalId: a, reason }, second)
    expect(codeOf(await decline(' \u200b '))).toBe('reason-needed')
    expect(unwrap(await decline('Too bright.')).state).toBe('declined')
    expect(unwrap(await decline('Too bright.')).state).toBe('declined')
    expect(await one(drafter, a)).toMatchObject({ state: 'declined', declineReason: 'Too bright.' })
    expect(codeOf(await handlers().takeBackProposal({ proposalId: b }, second))).toBe('staff-not-permitted')
    expect(unwrap(await handlers().takeBackProposal({ proposalId: b }, drafter)).state).toBe('taken-back')
    for (const proposalId of [a, b]) expect(codeOf(await agree(second, proposalId))).toBe('proposal-over')
    expect((await trailOf(a)).at(-1)).toEqual(['proposal-declined', second.staffId])
    expect((await trailOf(b)).at(-1)).toEqual(['proposal-taken-back', drafter.staffId])
  })

  it('runs out after seven days, whether the sweep has come by or not', async () => {
    const [drafter, second] = [await world.person('operator'), await world.person('registrar')]
    const lamp = newLamp()
    const proposalId = await drafted(drafter, lamp)
    await world.clock.advance(7 * DAY_MS)
    const late = await world.again(second)
    expect((await one(late, proposalId)).state).toBe('run-out')
    expect(await listed(late)).not.toContain(proposalId)
    expect(await listed(late, 'decided')).toContain(proposalId)
    expect(codeOf(await agree(late, proposalId))).toBe('proposal-over')
    // Drafted anew it is a new one.
    const anew = await drafted(await world.again(drafter), lamp)
    expect(anew).not.toBe(proposalId)
    const other = await drafted(await world.again(drafter))
    await world.clock.advance(7 * DAY_MS)
    for (const { run } of world.room.sweeps ?? []) await run(new AbortController().signal)
    for (const id of [proposalId, anew, other]) expect((await trailOf(id)).at(-1)?.[0]).toBe('proposal-run-out')
  })

  it('is the same proposal when the same account wishes the same twice', async () => {
    const drafter = await world.person('operator')
    const lamp = newLamp()
    const answers = await Promise.all([1, 2, 3].map(() => propose(drafter, lamp)))
    const made = answers.map(answer => unwrap(answer).proposalId)
    expect(new Set(made).size).toBe(1)
    expect(await drafted(drafter, lamp)).toBe(made[0])
    expect(await drafted(await world.person('operator'), lamp)).not.toBe(made[0])
  })

  it('is drafted by nobody whose role or site does not allow it, nor for no reason', async () => {
    expect(codeOf(await propose(await world.person('auditor')))).toBe('staff-not-permitted')
    const north = await world.person('operator', ['north'])
    expect(codeOf(await propose(north))).toBe('staff-not-permitted')
    expect(codeOf(await propose(north, newLamp(), 'south'))).toBe('staff-not-permitted')
    expect(codeOf(await propose(north, newLamp(), 'north'))).toBe('ok')
    const about = { siteId: 'north', reason: '' }
    expect(codeOf(await world.room.doors.propose('test-lamp', newLamp(), north, about))).toBe('reason-needed')
  })

  it('is as if it were not there for another site, and for a role that has nothing to do with it', async () => {
    const drafter = await world.person('operator', ['north'])
    const proposalId = await drafted(drafter, newLamp(), 'north')
    const here = await world.person('registrar', ['south', 'north'])
    const strangers = [await world.person('registrar', ['south']), await world.person('maintenance')]
    for (const who of strangers) {
      expect(await listed(who, 'all')).not.toContain(proposalId)
      for (const id of [proposalId, randomId()]) {
        expect(codeOf(await handlers().proposal({ proposalId: id }, who))).toBe('proposal-unknown')
        expect(codeOf(await agree(who, id, 'x'))).toBe('proposal-unknown')
        expect(codeOf(await handlers().declineProposal({ proposalId: id, reason: 'x' }, who))).toBe('proposal-unknown')
        expect(codeOf(await handlers().takeBackProposal({ proposalId: id }, who))).toBe('proposal-unknown')
      }
    }
    const auditor = await world.person('auditor')
    expect(await listed(auditor)).toContain(proposalId)
    expect(await one(auditor, proposalId)).toMatchObject({ mayAgree: false, mayDecline: false, mayTakeBack: false })
    expect(codeOf(await agree(here, proposalId))).toBe('ok')
  })

  it('is listed page by page, the newest first, each once', async () => {
    const drafter = await world.person('operator', ['pages'])
    const made: string[] = []
    for (let at = 0; at < 5; at++) {
      if (at % 2 === 0) await world.clock.advance(1_000)
      made.push(await drafted(drafter, newLamp(), 'pages'))
    }
    const found: string[] = []
    let after: string | undefined
    do {
      const page = unwrap(await handlers().proposals({ state: 'all', limit: 2, after }, drafter))
      found.push(...page.rows.map(({ proposalId }) => proposalId))
      after = page.next ?? undefined
    } while (after !== undefined)
    expect(found.toSorted()).toEqual(made.toSorted())
    expect(found[0]).toBe(made.at(-1))
    const forged = unwrap(await handlers().proposals({ state: 'all', limit: 200, after: 'forged' }, drafter))
    expect(forged.rows).toHaveLength(5)
  })
})
