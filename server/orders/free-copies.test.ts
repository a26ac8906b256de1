import { expect, it } from 'vitest'
import type { JobId } from '../../src/contract/ids.ts'
import { unwrap } from '../../src/result.ts'
import {
  createOrderWorld,
  FREE_COPIES,
  freeCopiesOf,
  ORDER_SETTINGS,
  type OrderWorld,
} from '../../tests/peers/order-world.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { randomId } from '../ground/random-id.ts'
import { endGrant, grantCopies, type NewGrant } from '../people/people.ts'

const aboutOf = (personId: string) => ({ personId, nameMasked: { zh: '张*', en: 'Z****' }, numberMasked: '***1' })
const BY = { staffId: 'somebody' }
const DAY_MS = 24 * 3_600_000

describeOnStores('free copies that were granted', store => {
  const start = async () => {
    const world = await createOrderWorld(store())
    const { db } = store()
    const now = () => new Date(world.clock.now())
    const counts = freeCopiesOf(db, world.clock)
    const running = counts.runningKey(world.personId, 'transcript')
    const grant = async (given: Partial<NewGrant>) => {
      const whole = {
        about: aboutOf(world.personId),
        kind: null,
        copies: 3,
        reason: 'lost post',
        counts: { raises: running },
      }
      return (await grantCopies(db, { ...whole, ...given }, BY, now()))!
    }
    const left = async (kind = 'transcript') => (await counts.countFor(world.personId, kind, world.terminalId)).left
    return { world, db, now, grant, left, end: (grantId: string) => endGrant(db, grantId, BY, now()) }
  }
  const open = (world: OrderWorld, copies: number, expectedAmountFen: number) => {
    const { visitId, documentId } = world
    const wish = { visitId, documentId, jobId: randomId(), copies, expectedAmountFen }
    return world.orders().open(world.terminalId, wish)
  }
  const tell = (world: OrderWorld, jobId: JobId, copiesDelivered: number) => {
    const told = { copiesDelivered, copiesUnclear: 0, sheetsDelivered: copiesDelivered, copies: [], fault: null }
    return world.orders().reportOutcome(world.terminalId, jobId, told)
  }

  it('raise the count of everybody, and what does not come out goes back to it', async () => {
    const { world, grant, left } = await start()
    await grant({})
    expect(await left()).toBe(FREE_COPIES + 3)
    const order = unwrap(await open(world, 8, 0))
    expect(order).toMatchObject({ state: 'ready', quote: { freeCopies: 8 } })
    const ended = unwrap(await tell(world, order.jobId, 6))
    expect(ended.settlement).toMatchObject({ quotaGivenBack: 2, chargedFen: 0, freeCopiesLeft: 2 })
  })

  it('raise it until their last day: then what is left of them is free no longer, and what was printed is not owed', async () => {
    const { world, grant, left, now } = await start()
    const { raises } = { raises: freeCopiesOf(store().db, world.clock).runningKey(world.personId, 'transcript') }
    const lastDay = new Date(now().getTime() + 2 * DAY_MS).toISOString().slice(0, 10)
    await grant({ counts: { raises, lastDay } })
    expect(await left()).toBe(FREE_COPIES + 3)
    unwrap(await tell(world, unwrap(await open(world, FREE_COPIES + 1, 0)).jobId, FREE_COPIES + 1))
    expect(await left()).toBe(2)
    await world.clock.advance(4 * DAY_MS)
    expect(await left()).toBe(0)
  })

  it('leave nothing owed once they have ended: what was printed stays free, and nothing more is', async () => {
    const { world, grant, left, end } = await start()
    const grantId = await grant({})
    unwrap(await tell(world, unwrap(await open(world, 7, 0)).jobId, 7))
    expect(await end(grantId)).toBe(true)
    expect(await end(grantId)).toBe(false)
    expect(await left()).toBe(0)
  })

  it('by a waiver have a count of their own, for its kind and until its last day', async () => {
    const { world, grant, left, now } = await start()
    const lastDay = new Date(now().getTime() + 2 * DAY_MS).toISOString().slice(0, 10)
    await grant({ kind: 'transcript', copies: 9, counts: { lastDay } })
    expect([await left(), await left('enrolment-proof')]).toEqual([9, FREE_COPIES])
    const order = unwrap(await open(world, 6, 0))
    const ended = unwrap(await tell(world, order.jobId, 4))
    // Five are left of either: what was taken from the waiver went back to it, and the count of everybody was not touched.
    expect(ended.settlement).toMatchObject({ quotaGivenBack: 2, freeCopiesLeft: 5 })
    expect(await world.used()).toBe(0)
    await world.clock.advance(4 * DAY_MS)
    expect(await left()).toBe(FREE_COPIES)
  })

  it('are never two counts in one order: the visitor is told of the one with more', async () => {
    const { world, grant, left } = await start()
    await grant({ copies: 2, counts: { lastDay: '2999-12-31' } })
    expect(await left()).toBe(FREE_COPIES)
    expect(await open(world, 7, 0)).toMatchObject({ ok: false, error: { code: 'quote-changed' } })
    const order = unwrap(await open(world, 5, 0))
    unwrap(await tell(world, order.jobId, 5))
    expect(await left()).toBe(2)
  })

  it('are taken once from a list, however often its line is taken in', async () => {
    const { world, db, now, left } = await start()
    const given = {
      about: aboutOf(world.personId),
      kind: null,
      copies: 4,
      reason: 'list',
      counts: { lastDay: '2999-12-31' },
    }
    const by = { ...BY, list: { importId: randomId(), line: 7 } }
    expect(await grantCopies(db, given, by, now())).not.toBeNull()
    expect(await grantCopies(db, given, by, now())).toBeNull()
    const rows = await db
      .selectFrom('granted_copies')
      .select('copies')
      .where('person_id', '=', world.personId)
      .execute()
    expect(rows).toEqual([{ copies: 4 }])
    expect(ORDER_SETTINGS.quota.unit).toBe('person')
    expect(await left()).toBe(FREE_COPIES)
  })
})
