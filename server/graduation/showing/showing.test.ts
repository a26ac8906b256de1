import sharp from 'sharp'
import { afterEach, expect, it } from 'vitest'
import { SHOWN_PHOTO } from '../../../src/contract/graduation-photos-api.ts'
import { unwrap } from '../../../src/result.ts'
import { inventedPhoto, openPhotographRoom, type PhotographRoom } from '../../../tests/peers/photograph-room.ts'
import { describeOnStores } from '../../../tests/peers/stores.ts'

const MINUTE_MS = 60_000
const GONE = { ok: false, error: 'not-there' }

describeOnStores('a photograph that is shown', store => {
  let room: PhotographRoom
  const [one, two] = ['2022000001', '2022000002'] as const
  const start = async () => {
    room = await openPhotographRoom(store())
    await room.bringRegister([room.student(1), room.student(2)])
    await room.bringPhotos({ [`${one}.jpg`]: await inventedPhoto(1), [`${two}.jpg`]: await inventedPhoto(2) })
    const small = await sharp(await inventedPhoto(3))
      .resize(150, 200)
      .jpeg()
      .toBuffer()
    await room.bringPhotos({ [`${one}.jpg`]: small }, 'admission')
    return room
  }
  afterEach(() => room.close())
  const offered = async (number: string, session?: string) =>
    unwrap(await room.handlers.ownPhotographs({}, room.visitor(number, session))).enrolments[0]!.photographs
  const show = (showing: string, number: string, session?: string) =>
    room.handlers.ownPhotograph({ showing }, room.visitor(number, session))

  it('is the person’s own, each kind as large as the other, with name and minute all over it', async () => {
    await start()
    const photographs = await offered(one)
    expect(photographs.map(({ kind }) => kind)).toEqual(['admission', 'graduation'])
    for (const { showing } of photographs) {
      const shown = unwrap(await show(showing, one))
      expect(shown.mediaType).toBe('image/jpeg')
      expect(await sharp(shown.bytes).metadata()).toMatchObject({
        ...{ format: 'jpeg', width: SHOWN_PHOTO.widthPx, height: SHOWN_PHOTO.heightPx },
      })
    }
    const graduation = photographs[1]!.showing
    const picture = async () => Buffer.from(unwrap(await show(graduation, one)).bytes)
    const first = await picture()
    expect((await picture()).equals(first), 'in the same minute').toBe(true)
    await room.clock.advance(MINUTE_MS)
    expect((await picture()).equals(first), 'a minute later').toBe(false)
    // In each of twelve parts of the picture there are words: the plain blue of the upper edge is plain nowhere.
    const plain = await sharp(await inventedPhoto(1))
      .raw()
      .toBuffer()
    const marked = await sharp(first).raw().toBuffer()
    const changed = Array.from({ length: 12 }, () => 0)
    for (let at = 0; at < plain.length; at += 3) {
      const [x, y] = [(at / 3) % 480, Math.floor(at / 3 / 480)]
      if (Math.abs((plain[at] ?? 0) - (marked[at] ?? 0)) > 30) changed[Math.floor(y / 160) * 3 + Math.floor(x / 160)]!++
    }
    expect(Math.min(...changed)).toBeGreaterThan(100)
  })

  it('is opened by nobody else, in no other login, and not for long', async () => {
    await start()
    const [, graduation] = await offered(one)
    const { showing } = graduation!
    expect(showing).toMatch(/^[\w-]+$/)
    expect((await show(showing, one)).ok).toBe(true)
    expect(await show(showing, two)).toEqual(GONE)
    expect(await show(showing, one, 'another login')).toEqual(GONE)
    expect(await show(`${showing.slice(0, -4)}AAAA`, one)).toEqual(GONE)
    expect(await room.handlers.openedPhotograph({ showing }, room.staff('王某'))).toEqual(GONE)
    await room.clock.advance(10 * MINUTE_MS)
    expect(await show(showing, one)).toEqual(GONE)
    expect(unwrap(await room.handlers.ownPhotographs({}, room.visitor('2022000009'))).enrolments).toEqual([])
  })

  it('is nobody’s any more once it was found to be another’s, or another came in its place', async () => {
    const { db } = await start()
    const [, former] = await offered(one)
    const [ofTwo] = await offered(two)
    await room.bringPhotos({ [`${one}.jpg`]: await inventedPhoto(9) })
    expect(await show(former!.showing, one)).toEqual(GONE)
    await db
      .updateTable('enrolment')
      .set({ person_id: 'student/other' })
      .where('enrolment_id', '=', await room.enrolmentIdOf(two))
      .execute()
    expect(await show(ofTwo!.showing, two)).toEqual(GONE)
  })

  it('is written down for its person, and no more often than a minute has room for', async () => {
    await start()
    const [admission, graduation] = await offered(one)
    unwrap(await show(graduation!.showing, one))
    await room.clock.advance(1_000)
    unwrap(await show(admission!.showing, one))
    const { shown } = unwrap(await room.handlers.ownPhotographs({}, room.visitor(one)))
    expect(shown).toEqual([
      { at: '2026-03-02T01:00:01.000Z', kind: 'admission' },
      { at: '2026-03-02T01:00:00.000Z', kind: 'graduation' },
    ])
    expect(unwrap(await room.handlers.ownPhotographs({}, room.visitor(two))).shown).toEqual([])
    // What was not shown counts too: nobody tries what others were offered.
    for (let at = 2; at < 60; at++) expect(await show('A'.repeat(80), one)).toEqual(GONE)
    expect(await show(graduation!.showing, one)).toMatchObject({ ok: false, error: { code: 'server-busy' } })
    await room.clock.advance(MINUTE_MS)
    expect((await show(graduation!.showing, one)).ok).toBe(true)
  })

  it('is opened by staff for a reason that its person reads, in that login of theirs alone', async () => {
    const { db } = await start()
    const enrolmentId = await room.enrolmentIdOf(one)
    const wish = { enrolmentId, reason: '核对图像' }
    const stale = room.staff('王某', room.clock.now() - 60 * MINUTE_MS)
    expect(await room.handlers.lookAtPhotographs(wish, stale)).toMatchObject({ error: { code: 'step-up-needed' } })
    expect(await db.selectFrom('look').select('look_id').execute()).toEqual([])
    const caller = room.staff('王某')
    const { photographs } = unwrap(await room.handlers.lookAtPhotographs(wish, caller))
    const { showing } = photographs[1]!
    const shown = unwrap(await room.handlers.openedPhotograph({ showing }, caller))
    expect(await sharp(shown.bytes).metadata()).toMatchObject({ width: 480, height: 640 })
    expect(await room.handlers.openedPhotograph({ showing }, room.staff('赵某'))).toEqual(GONE)
    expect(await show(showing, one)).toEqual(GONE)
    expect(await db.selectFrom('look').select(['person_id', 'reason', 'what']).execute()).toEqual([
      { person_id: room.personIdOf(one), reason: '核对图像', what: ['photograph'] },
    ])
    const [event] = await db.selectFrom('audit').selectAll().where('event', '=', 'photographs-opened').execute()
    expect(event).toMatchObject({ subject: enrolmentId, detail: { by: 'staff-王某', isTold: true } })
    expect(await room.handlers.lookAtPhotographs({ ...wish, enrolmentId: 'x'.repeat(22) }, caller)).toEqual(GONE)
  })
})
