import { randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { fakeClock } from '../../src/fake-clock.ts'
import { ok } from '../../src/result.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { createCases } from '../cases/create-cases.ts'
import { createServerLog } from '../ground/log.ts'
import { createSealedTokens } from '../ground/sealed-token.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { Letter } from '../mail/mail.ts'
import { carryOutDue, type Eraser, inOrder, pauseAfter } from './carry-out.ts'
import { createErasureLetters } from './erasure-letters.ts'
import { createWishes } from './wishes.ts'

const DAY_MS = 24 * 3_600_000
const MINUTE_MS = 60_000
const HOUSE = {
  ...{ name: { zh: '示范大学', en: 'Model University' }, payeeName: '示范大学', helpPhone: '010-0000 0000' },
  ...{ timeZone: 'Asia/Shanghai', publicBaseUrl: 'https://print.example.edu.cn' },
}
const ME = { personIds: ['student/1', 'staff/1'], sessionKey: 'a-session' }

describeOnStores('an erasing that is due', store => {
  const clock = fakeClock()
  const log = createServerLog('silent')
  const posted: Letter[] = []
  const mail = {
    sends: { letters: true, texts: false },
    post: async (_: unknown, letter: Letter) => {
      posted.push(letter)
      return ok('message')
    },
  }
  const letters = createErasureLetters({ clock, log, house: HOUSE, mail, tokens: createSealedTokens(randomBytes(32)) })
  const cases = createCases(HOUSE.timeZone)
  const wishes = () => createWishes({ db: store().db, clock, letters, cases, graceMs: 7 * DAY_MS })
  const row = () => store().db.selectFrom('erasure').selectAll().orderBy('asked_at', 'desc').executeTakeFirstOrThrow()
  const through = async () => {
    const rows = await store().db.selectFrom('erased_room').select('room').orderBy('room').execute()
    return rows.map(({ room }) => room)
  }
  const audited = (erasureId: string) =>
    store().db.selectFrom('audit').select(['event', 'detail']).where('subject', '=', erasureId).orderBy('seq').execute()
  /** What the rooms below keep, in a table that is there anyway. */
  const pins = (db: Kysely<Tables>) => db.selectFrom('card_pin').select('person_id').orderBy('person_id').execute()
  const keep = (...personIds: string[]) =>
    store()
      .db.insertInto('card_pin')
      .values(personIds.map(person_id => ({ person_id, pin: 'x', set_at: new Date(clock.now()) })))
      .execute()

  const journalled: string[] = []
  const journal = { add: async ({ erasureId }: { erasureId: string }) => void journalled.push(erasureId) }
  const erased: string[] = []
  let running: string[] = []
  /** A room that keeps the digits of one person. */
  const roomOf = (room: string, personId: string): Eraser => ({
    room,
    running: async () => running.map(en => ({ zh: '还在办', en })),
    erase: async () => async tx => {
      erased.push(room)
      const gone = await tx.deleteFrom('card_pin').where('person_id', '=', personId).executeTakeFirst()
      return { card_pin: Number(gone.numDeletedRows), nothing: 0 }
    },
  })
  const carryOut = (erasers: readonly Eraser[], signal?: AbortSignal) =>
    carryOutDue(
      { db: store().db, clock, log, letters, cases, journal, erasers, endSessions: async () => undefined },
      signal,
    )
  const dueNow = async () => {
    await wishes().ask(ME, ['lin@example.edu.cn'], [])
    await clock.advance(7 * DAY_MS)
  }
  beforeEach(() => keep('student/1', 'staff/1', 'student/2'))
  afterEach(async () => {
    posted.length = 0
    erased.length = 0
    running = []
    await store().db.deleteFrom('card_pin').execute()
    await store().db.deleteFrom('erased_room').execute()
    await store().db.deleteFrom('erasure').execute()
  })
  const [portal, identity] = [roomOf('portal', 'student/1'), roomOf('identity', 'staff/1')]

  it('goes through the rooms, what refers to something before it, and leaves a row that leads to nobody', async () => {
    expect(inOrder([identity, portal, roomOf('handovers', '')]).map(({ room }) => room)).toEqual([
      ...['handovers', 'portal', 'identity'],
    ])
    await wishes().ask(ME, ['lin@example.edu.cn'], [])
    await carryOut([portal, identity])
    expect(erased).toEqual([])
    await clock.advance(7 * DAY_MS)
    await carryOut([portal, identity])
    await carryOut([portal, identity])
    expect(erased).toEqual(['portal', 'identity'])
    expect(await pins(store().db)).toEqual([{ person_id: 'student/2' }])
    const done = await row()
    expect(done).toMatchObject({ state: 'done', person_ids: null, letters_to: null, counts: { card_pin: 2 } })
    expect(posted.map(({ purpose, to }) => [purpose, to])).toEqual([
      ['erasure-asked', 'lin@example.edu.cn'],
      ['erasure-done', 'lin@example.edu.cn'],
    ])
    const events = await audited(done.erasure_id)
    expect(events.map(({ event }) => event)).toEqual(['erasure-asked', 'erasure-begun', 'erasure-done'])
    expect(events[2]?.detail).toEqual({ card_pin: 2 })
    expect(JSON.stringify(events)).not.toMatch(/student|staff|lin@/)
    expect(await wishes().of(['student/1'])).toBeUndefined()
  })

  it('goes on behind the rooms that were through when the server was killed in the middle', async () => {
    await dueNow()
    // Never answers: as if the process had been killed in the second room. Its transaction is not through.
    let reached = () => {}
    const there = new Promise<void>(resolve => {
      reached = resolve
    })
    const hangs: Eraser = {
      room: 'identity',
      erase: () => {
        reached()
        return new Promise(() => undefined)
      },
    }
    void carryOut([portal, hangs])
    await there
    expect(await through()).toEqual(['portal'])
    expect(await row()).toMatchObject({ state: 'under-way', counts: { card_pin: 1 } })
    // Nobody undoes what has begun.
    await wishes().undo(ME)
    expect((await wishes().of(ME.personIds))?.state).toBe('under-way')
    await carryOut([portal, identity])
    expect(erased).toEqual(['portal', 'identity'])
    expect(await row()).toMatchObject({ state: 'done', counts: { card_pin: 2 } })
  })

  it('takes a room back whole that fails, and begins with all of them again a minute later', async () => {
    await dueNow()
    const fails: Eraser = {
      room: 'identity',
      erase: async () => async tx => {
        await tx.deleteFrom('card_pin').where('person_id', '=', 'staff/1').execute()
        throw new Error('the disk is full')
      },
    }
    await carryOut([portal, fails])
    expect(await pins(store().db)).toEqual([{ person_id: 'staff/1' }, { person_id: 'student/2' }])
    expect(await through()).toEqual([])
    await keep('student/1')
    await carryOut([portal, identity])
    expect(erased).toEqual(['portal'])
    await clock.advance(MINUTE_MS)
    await carryOut([portal, identity])
    expect(await pins(store().db)).toEqual([{ person_id: 'student/2' }])
    expect(await row()).toMatchObject({ state: 'done', counts: { card_pin: 3 } })
  })

  it('hands on the accounts that were written down with the wish, and keeps them no longer than it', async () => {
    await wishes().ask(ME, [], ['account-1'])
    await clock.advance(7 * DAY_MS)
    const given: (readonly string[])[] = []
    const last: Eraser = {
      room: 'identity',
      erase: async (_, accountIds) => {
        given.push(accountIds)
        return async () => ({})
      },
    }
    await carryOut([last])
    expect(given).toEqual([['account-1']])
    expect(await row()).toMatchObject({ state: 'done', account_ids: null })
  })

  it('pauses longer each time it fails, and becomes a case that ends when it is through', async () => {
    await dueNow()
    const broken: Eraser = {
      room: 'identity',
      erase: async () => {
        throw new Error('key (person_id)=(student/1) is there already')
      },
    }
    const minutes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 400].map(failures => pauseAfter(failures) / MINUTE_MS)
    expect(minutes).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360])
    const { erasure_id: subject } = await row()
    const caseOf = () => store().db.selectFrom('open_case').selectAll().where('subject', '=', subject).execute()
    for (let tries = 1; tries < 6; tries++) {
      await carryOut([broken])
      // Not a moment before.
      await clock.advance(pauseAfter(tries) - 1)
      await carryOut([broken])
      expect((await row()).failures).toBe(tries)
      await clock.advance(1)
    }
    expect(await caseOf()).toEqual([])
    await carryOut([broken])
    expect(await caseOf()).toMatchObject([{ kind: 'erasing-fails', state: 'open', by_itself_at: expect.any(Date) }])
    const said = await store().db.selectFrom('case_history').select(['words', 'detail']).execute()
    expect(JSON.stringify(said)).toContain('stopped in identity')
    expect(JSON.stringify(said)).not.toContain('student')
    await clock.advance(pauseAfter(6))
    await carryOut([portal, identity])
    expect(await row()).toMatchObject({ state: 'done' })
    expect(await caseOf()).toMatchObject([{ state: 'ended' }])
  })

  it('is done once where two servers do it at the same time', async () => {
    await dueNow()
    await Promise.all([carryOut([portal, identity]), carryOut([portal, identity])])
    await carryOut([portal, identity])
    expect(erased.toSorted()).toEqual(['identity', 'portal'])
    expect(await row()).toMatchObject({ state: 'done', counts: { card_pin: 2 } })
    expect(posted.filter(({ purpose }) => purpose === 'erasure-done')).toHaveLength(1)
  })

  it('is held up by what is under way, said once, and looked at again in an hour', async () => {
    await dueNow()
    running = ['An order is not settled']
    await carryOut([portal])
    await clock.advance(60 * MINUTE_MS)
    await carryOut([portal])
    const held = await row()
    expect(held).toMatchObject({ state: 'waiting', held_up_at: expect.any(Date) })
    running = []
    await carryOut([portal])
    expect(erased).toEqual([])
    await clock.advance(60 * MINUTE_MS)
    await carryOut([portal])
    expect(erased).toEqual(['portal'])
    const events = (await audited(held.erasure_id)).map(({ event }) => event)
    expect(events).toEqual(['erasure-asked', 'erasure-held-up', 'erasure-begun', 'erasure-done'])
  })

  it('stops between two rooms when the server ends', async () => {
    await dueNow()
    const ending = new AbortController()
    const last: Eraser = {
      ...portal,
      erase: async ids => {
        ending.abort()
        return portal.erase(ids, [])
      },
    }
    await carryOut([last, identity], ending.signal)
    expect(erased).toEqual(['portal'])
    await carryOut([last, identity])
    expect(erased).toEqual(['portal', 'identity'])
  })

  it('is one wish for all registers, and is undone from any of them', async () => {
    await Promise.all([wishes().ask(ME, [], []), wishes().ask({ ...ME, personIds: ['staff/1'] }, [], [])])
    expect(await store().db.selectFrom('erasure').select('erasure_id').execute()).toHaveLength(1)
    await wishes().undo({ personIds: ['student/2'], sessionKey: 'of another' })
    expect(await wishes().of(['staff/1'])).toMatchObject({ state: 'waiting' })
    await wishes().undo({ personIds: ['staff/1'], sessionKey: 'b-session' })
    expect(await row()).toMatchObject({ state: 'undone', person_ids: null, letters_to: null })
    await clock.advance(8 * DAY_MS)
    await carryOut([portal])
    expect(erased).toEqual([])
  })
})
