import sharp from 'sharp'
import { afterEach, expect, it } from 'vitest'
import { unwrap } from '../../../src/result.ts'
import { inventedPhoto, openPhotographRoom, type PhotographRoom } from '../../../tests/peers/photograph-room.ts'
import { describeOnStores } from '../../../tests/peers/stores.ts'

const GONE = { ok: false, error: 'not-there' }
const DAY_MS = 24 * 3_600_000

describeOnStores('a photograph that nobody has', store => {
  let room: PhotographRoom
  // The same name, and numbers of which a collector's slip may be either.
  const [one, other, third] = ['2022000001', '2022000011', '2022000002'] as const
  const start = async () => {
    room = await openPhotographRoom(store())
    await room.bringRegister([room.student(1), room.student(11), room.student(2)])
    await room.bringPhotos({ [`2022000091_${room.student(1).姓名}.jpg`]: await inventedPhoto(1) })
    return room
  }
  afterEach(() => room.close())
  const search = async (number: string) =>
    room.handlers.searchPhotographs({ enrolmentId: await room.enrolmentIdOf(number) }, room.visitor(number))
  const claimed = async (number: string) => {
    const [found] = unwrap(await search(number)).found
    const begun = unwrap(await room.handlers.beginClaim({ showing: found!.showing }, room.visitor(number)))
    return unwrap(await room.handlers.claimPhotograph(begun, room.visitor(number)))
  }
  const ownState = async (number: string) =>
    unwrap(await room.handlers.ownClaims({}, room.visitor(number))).claims.map(({ state, reason }) => [state, reason])
  const holder = async () => {
    const [row] = await room.db.selectFrom('photograph').select(['enrolment_id', 'pooled_because']).execute()
    return row
  }
  const decide = (claimId: string, decision: 'agree' | 'refuse', by: string, reason = '已核对') =>
    room.handlers.decideClaim({ claimId, decision, reason }, room.staff(by))

  it('is found by name and nearly the same number, shown small to who looked, and three times a day', async () => {
    const { db } = await start()
    const { found } = unwrap(await search(one))
    expect(found).toHaveLength(1)
    const { showing } = found[0]!
    const shown = unwrap(await room.handlers.foundPhotograph({ showing }, room.visitor(one)))
    expect(await sharp(shown.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 180, height: 240 })
    expect(await room.handlers.foundPhotograph({ showing }, room.visitor(other))).toEqual(GONE)
    expect(await room.handlers.foundPhotograph({ showing }, room.visitor(one, 'another login'))).toEqual(GONE)
    expect(await room.handlers.ownPhotograph({ showing }, room.visitor(one))).toEqual(GONE)
    expect(await room.handlers.openedPhotograph({ showing }, room.staff('王某'))).toEqual(GONE)
    expect(await room.handlers.beginClaim({ showing }, room.visitor(other))).toEqual(GONE)
    expect(unwrap(await search(third)).found).toEqual([])
    const ofOne = { enrolmentId: await room.enrolmentIdOf(one) }
    expect(await room.handlers.searchPhotographs(ofOne, room.visitor(other))).toEqual(GONE)
    for (let more = 0; more < 2; more++) expect((await search(one)).ok).toBe(true)
    expect(await search(one)).toEqual({ ok: false, error: 'searched-enough' })
    await room.clock.advance(DAY_MS)
    expect((await search(one)).ok).toBe(true)
    const events = await db.selectFrom('audit').select('detail').where('event', '=', 'photographs-searched').execute()
    expect(events.at(-1)?.detail).toEqual({ found: 1 })
    expect((await holder())?.enrolment_id).toBeNull()
  })

  it('is the enrolment’s when staff agree, once, and the second of them is shown what the first did', async () => {
    const { db } = await start()
    await room.bringPhotos({ [`${one}.jpg`]: await inventedPhoto(5) }, 'admission')
    const mine = await claimed(one)
    expect(mine).toMatchObject({ state: 'waiting', reason: null, decidedAt: null })
    expect((await holder())?.enrolment_id).toBeNull()
    const theirs = await claimed(other)
    const list = unwrap(await room.handlers.photoClaims({ limit: 10 }, room.staff('王某')))
    expect(list.rows.map(row => [row.nameMasked, row.otherClaims, row.state])).toEqual([
      ['虚**', 1, 'waiting'],
      ['虚**', 1, 'waiting'],
    ])
    const detail = unwrap(await room.handlers.photoClaim({ claimId: mine.claimId }, room.staff('王某')))
    expect(detail.collected).toMatchObject({ nameMasked: '虚**', numbersMasked: ['******0091'] })
    expect(detail.numbersMasked).toContain('******0001')
    expect(JSON.stringify(detail)).not.toContain(room.student(1).身份证号码)
    const caller = room.staff('王某')
    const opened = unwrap(await room.handlers.lookAtClaim({ claimId: mine.claimId, reason: '对照' }, caller))
    expect(opened.numbers).toContain(room.student(1).身份证号码)
    for (const showing of [opened.claimed!, opened.admission!])
      expect((await room.handlers.openedPhotograph({ showing }, caller)).ok).toBe(true)
    expect(await db.selectFrom('look').select(['person_id', 'reason']).execute()).toEqual([
      { person_id: room.personIdOf(one), reason: '对照' },
    ])
    room.ended.add('staff-钱某')
    expect(await decide(mine.claimId, 'agree', '钱某')).toEqual(GONE)
    const both = await Promise.all([decide(mine.claimId, 'agree', '王某'), decide(mine.claimId, 'refuse', '赵某')])
    const [first, second] = both.map(unwrap).toSorted((a, b) => Number(b.isYours) - Number(a.isYours))
    expect([first?.isYours, second?.isYours]).toEqual([true, false])
    expect(second?.claim).toEqual(first?.claim)
    const isAgreed = first?.claim.state === 'agreed'
    // Whoever of the two was first: agreed by hand then, so that the rest is the same.
    await room.clock.advance(1_000)
    if (!isAgreed) unwrap(await decide((await claimed(one)).claimId, 'agree', '王某'))
    expect(await holder()).toEqual({ enrolment_id: await room.enrolmentIdOf(one), pooled_because: null })
    expect((await ownState(one))[0]).toEqual(['agreed', null])
    expect(await ownState(other)).toEqual([['overtaken', null]])
    expect(unwrap(await decide(theirs.claimId, 'agree', '赵某'))).toMatchObject({
      ...{ isYours: false, claim: { state: 'overtaken' } },
    })
    const own = unwrap(await room.handlers.ownPhotographs({}, room.visitor(one))).enrolments[0]
    expect([own?.photographs.length, own?.missing]).toEqual([2, null])
    expect(await search(one)).toEqual({ ok: false, error: 'has-photo' })
  })

  it('is refused with a reason, withdrawn, claimed once at a time, and of no use when it was matched meanwhile', async () => {
    const { db } = await start()
    const first = await claimed(one)
    const [found] = unwrap(await search(one)).found
    const begun = unwrap(await room.handlers.beginClaim({ showing: found!.showing }, room.visitor(one)))
    expect(await room.handlers.claimPhotograph(begun, room.visitor(other))).toEqual(GONE)
    expect(await room.handlers.claimPhotograph(begun, room.visitor(one))).toEqual({ ok: false, error: 'waits-already' })
    const { claimId } = first
    expect(await room.handlers.withdrawClaim({ claimId }, room.visitor(other))).toEqual(GONE)
    for (let twice = 0; twice < 2; twice++)
      expect(unwrap(await room.handlers.withdrawClaim({ claimId }, room.visitor(one))).state).toBe('withdrawn')
    expect(unwrap(await decide(claimId, 'agree', '王某'))).toMatchObject({ isYours: false })
    const second = unwrap(await room.handlers.claimPhotograph(begun, room.visitor(one)))
    unwrap(await decide(second.claimId, 'refuse', '王某', '不是本人'))
    expect(await room.handlers.withdrawClaim({ claimId: second.claimId }, room.visitor(one))).toEqual({
      ...{ ok: false, error: 'decided-already' },
    })
    await room.clock.advance(1_000)
    const last = unwrap(await room.handlers.claimPhotograph(begun, room.visitor(one)))
    // The collector delivers anew before anybody has decided.
    await room.bringPhotos({ [`${one}.jpg`]: await inventedPhoto(7) })
    expect(unwrap(await decide(last.claimId, 'agree', '王某'))).toMatchObject({
      isYours: true,
      claim: { state: 'overtaken' },
    })
    expect((await ownState(one))[0]).toEqual(['overtaken', null])
    expect(await ownState(one)).toContainEqual(['refused', '不是本人'])
    expect(
      await db.selectFrom('photograph').select('photo_id').where('enrolment_id', 'is', null).execute(),
    ).toHaveLength(1)
  })

  it('finds the enrolment that comes with a later register, whoever has claimed it', async () => {
    const { db } = await start()
    const { claimId } = await claimed(one)
    await room.sweep('photographs of nobody')
    expect((await holder())?.enrolment_id).toBeNull()
    await room.clock.advance(60_000)
    await room.bringRegister([room.student(1), room.student(11), room.student(2), room.student(91)])
    await room.sweep('photographs of nobody')
    expect((await holder())?.enrolment_id).toBe(await room.enrolmentIdOf('2022000091'))
    expect(unwrap(await room.handlers.photoClaim({ claimId }, room.staff('王某'))).state).toBe('overtaken')
    const event = await db
      .selectFrom('audit')
      .select('detail')
      .where('event', '=', 'photographs-found-enrolments')
      .execute()
    expect(event.at(-1)?.detail).toEqual({ found: 1 })
    await room.sweep('photographs of nobody')
    expect(event).toHaveLength(1)
  })

  it('is told of on the page of who has none: why, and when photographs last came', async () => {
    const { db } = await start()
    const missing = async (number: string) =>
      unwrap(await room.handlers.ownPhotographs({}, room.visitor(number))).enrolments[0]?.missing
    const lastDeliveredAt = '2026-03-02T01:00:00.000Z'
    expect(await missing(one)).toEqual({ capture: 'delivered', lastDeliveredAt })
    expect(await missing(third)).toEqual({ capture: 'never', lastDeliveredAt })
    await db.updateTable('enrolment').set({ capture_code: 'C20260001' }).where('student_number', '=', third).execute()
    expect(await missing(third)).toEqual({ capture: 'taken', lastDeliveredAt })
  })
})
