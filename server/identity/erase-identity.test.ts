import { afterAll, beforeAll, expect, it } from 'vitest'
import { type AccountWorld, openAccountWorld, personOf, somebody } from '../../tests/peers/account-world.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'

describeOnStores('what logins leave, erased', store => {
  let world: AccountWorld
  beforeAll(async () => {
    world = await openAccountWorld(store())
  })
  afterAll(() => world?.close())
  /** Somebody with an account, logged in on the web. */
  const entered = async () => {
    const who = somebody()
    const person = personOf(who)
    world.people.push(person)
    const held = world.browser()
    await world.namedIn(held, who.mail, who)
    await held.post('/account/enter')
    return { who, held, personId: person.personId }
  }
  const erase = async (...personIds: string[]) => {
    const work = await world.room().erasing!.erase(personIds, [])
    return world.db.transaction().execute(work)
  }
  const sessionsOf = async (personId: string) => {
    const rows = await world.db.selectFrom('web_session').select('person_ids').execute()
    return rows.filter(({ person_ids }) => JSON.stringify(person_ids).includes(personId)).length
  }
  const counted = async () => ({
    accounts: (await world.db.selectFrom('account').select('account_id').execute()).length,
    logins: (await world.db.selectFrom('login').select('login_key').execute()).length,
  })

  it('closes the account of the house, with its letters and logins, and nobody else’s', async () => {
    const [one, other] = [await entered(), await entered()]
    const before = await counted()
    expect(await sessionsOf(one.personId)).toBe(1)
    expect(await erase(one.personId)).toMatchObject({ account: 1, web_session: 1 })
    expect(await counted()).toEqual({ accounts: before.accounts - 1, logins: before.logins - 1 })
    expect([await sessionsOf(one.personId), await sessionsOf(other.personId)]).toEqual([0, 1])
    const events = await world.db.selectFrom('audit').selectAll().where('event', '=', 'account-closed').execute()
    expect(events).toHaveLength(1)
    expect(JSON.stringify(events)).not.toContain(one.who.number)
    // Once more, it finds nothing.
    expect(Object.values(await erase(one.personId)).every(count => count === 0)).toBe(true)
  })

  it('closes the account that was the person’s when it was asked for, also where the university knows nobody by then', async () => {
    const { personId } = await entered()
    const { erasing, doors } = world.room()
    const accountIds = await doors.accountIdsOf([personId])
    expect(accountIds).toHaveLength(1)
    const [row] = world.people.splice(
      world.people.findIndex(one => one.personId === personId),
      1,
    )
    expect(row?.personId).toBe(personId)
    // Whoever is still logged in by it is known by that.
    expect(await doors.accountIdsOf([personId])).toEqual(accountIds)
    await doors.sessions.endAllOf([personId])
    expect(await doors.accountIdsOf([personId])).toEqual([])
    const work = await erasing!.erase([personId], accountIds)
    expect(await world.db.transaction().execute(work)).toMatchObject({ account: 1 })
    const left = await world.db
      .selectFrom('account')
      .select('account_id')
      .where('account_id', 'in', accountIds)
      .execute()
    expect(left).toEqual([])
  })

  it('lets its person sign up anew, with the same mailbox and the same document', async () => {
    const { who, personId } = await entered()
    await erase(personId)
    const held = world.browser()
    await world.clock.advance(24 * 3_600_000)
    await world.namedIn(held, who.mail, who)
    await held.post('/account/enter')
    expect(await sessionsOf(personId)).toBe(1)
  })
})
