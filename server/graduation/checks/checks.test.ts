import { expect, it } from 'vitest'
import type { Check } from '../../../src/graduation/check.ts'
import { inChina, msLater } from '../../../src/graduation/fixtures.ts'
import { describeOnStores } from '../../../tests/peers/stores.ts'
import { changeCampaign, makeCampaign } from '../campaigns/keep-campaign.ts'
import { type Acted, actOnCheck, lookAtCheck } from './act-on-check.ts'
import type { CheckKey, CheckParts } from './check-parts.ts'
import { changeEnrolment, startChecks, WRITTEN, writePhoto } from './fixture-checks.ts'
import { keepChecks } from './keep-checks.ts'
import { noticeText } from './notices.ts'
import { tellStudents } from './tell-students.ts'

const NEVER = new AbortController().signal
const refusalOf = (acted: Acted) => (acted === null || acted.ok ? null : acted.error.why)

describeOnStores('checks of enrolments and photographs', store => {
  let keys = 0
  const seenOf = async (parts: CheckParts, key: CheckKey) => (await lookAtCheck(parts, key))!.enrolment.seen
  const confirming = async (parts: CheckParts, key: CheckKey, other: { key?: string } = {}) => ({
    ...{ kind: 'confirm' as const, key: other.key ?? `k-${++keys}`, by: { kind: 'self' as const } },
    ...{ channel: 'web' as const, seen: await seenOf(parts, key), ticks: { data: true, photo: true } },
  })
  const confirm = async (parts: CheckParts, key: CheckKey, other: { key?: string } = {}) =>
    actOnCheck(parts, key, await confirming(parts, key, other))
  const stateOf = async (parts: CheckParts, key: CheckKey): Promise<Check['state'] | undefined> =>
    (await lookAtCheck(parts, key))?.check.state
  const tellings = async (key: CheckKey) => {
    const rows = await store()
      .db.selectFrom('graduation_notice')
      .selectAll()
      .where('enrolment_id', '=', key.enrolmentId)
      .orderBy('notice_id')
      .execute()
    return rows.map(({ notice }) => noticeText(notice).zh)
  }
  const stepsOf = (key: CheckKey) =>
    store()
      .db.selectFrom('graduation_check_step')
      .selectAll()
      .where('enrolment_id', '=', key.enrolmentId)
      .orderBy('step_id')
      .execute()

  it('begin with the first second of the campaign and end with the last one, to the millisecond', async () => {
    const { parts, time, campaign, enrolled } = await startChecks(store().db)
    const [one, other, late] = [await enrolled(1), await enrolled(2), await enrolled(3)]
    time.now = msLater(campaign.opensAt, -1)
    expect(refusalOf(await confirm(parts, one))).toBe('not-open-yet')
    time.now = campaign.opensAt
    expect((await confirm(parts, one))?.ok).toBe(true)
    time.now = msLater(campaign.closesAt, 999)
    expect((await confirm(parts, other))?.ok).toBe(true)
    time.now = msLater(campaign.closesAt, 1_000)
    expect(refusalOf(await confirm(parts, late))).toBe('closed')
    expect([await stateOf(parts, one), await stateOf(parts, other), await stateOf(parts, late)]).toEqual([
      ...['confirmed', 'confirmed', 'overdue'],
    ])
    time.now = msLater(campaign.lockAt, 999)
    expect(await stateOf(parts, late)).toBe('overdue')
    time.now = msLater(campaign.lockAt, 1_000)
    expect([await stateOf(parts, one), await stateOf(parts, late)]).toEqual(['locked', 'locked'])
    expect(refusalOf(await confirm(parts, late))).toBe('locked')
  })

  it('give a receipt with what was seen, once for each request; the second of two devices learns how it stands (P13)', async () => {
    const { parts, enrolled, db } = await startChecks(store().db)
    const key = await enrolled(1)
    const wish = await confirming(parts, key)
    const [first, again, second] = await Promise.all([
      actOnCheck(parts, key, wish),
      actOnCheck(parts, key, wish),
      actOnCheck(parts, key, { ...wish, key: 'of another device' }),
    ])
    expect([first?.ok, again?.ok]).toEqual([true, true])
    expect(second).toMatchObject({
      ok: false,
      error: { why: 'confirmed-already', newest: { check: { state: 'confirmed' } } },
    })
    const steps = (await stepsOf(key)).filter(({ event }) => event === 'confirm')
    expect(steps).toMatchObject([
      { receipt_number: expect.stringMatching(/^26-\w{5}-\w{4}$/), seen: wish.seen, by_staff: null },
    ])
    const events = await db
      .selectFrom('audit')
      .select('event')
      .where('subject', '=', `${key.campaignId}/${key.enrolmentId}`)
      .execute()
    expect(events).toEqual([{ event: 'check-confirmed' }])
    await expect(db.updateTable('graduation_check_step').set({ reason: 'x' }).execute()).rejects.toThrow('append-only')
  })

  it('refuse what was seen before something changed, and with one tick', async () => {
    const { parts, enrolled, db } = await startChecks(store().db)
    const key = await enrolled(1)
    const wish = await confirming(parts, key)
    await changeEnrolment(db, key.enrolmentId, '网络工程')
    const stale = await actOnCheck(parts, key, wish)
    expect(refusalOf(stale)).toBe('stale')
    if (stale === null || stale.ok) throw new Error('it was taken')
    const { newest } = stale.error
    expect(newest.check.newest.dataHash).not.toBe(wish.seen.dataHash)
    const seen = newest.enrolment.seen
    expect(refusalOf(await actOnCheck(parts, key, { ...wish, seen, ticks: { data: true, photo: false } }))).toBe(
      'photo-not-ticked',
    )
    expect((await actOnCheck(parts, key, { ...wish, seen }))?.ok).toBe(true)
  })

  it('are taken back to the student who had confirmed, when the register or a photograph changes, and the student is told (P12)', async () => {
    const { parts, enrolled, db } = await startChecks(store().db)
    const [data, photo, same] = [await enrolled(1), await enrolled(2), await enrolled(3)]
    for (const key of [data, photo, same]) await confirm(parts, key)
    await changeEnrolment(db, data.enrolmentId, '网络工程')
    await writePhoto(db, photo.enrolmentId, 'graduation')
    await keepChecks(parts, NEVER)
    const states = await db
      .selectFrom('graduation_check')
      .select(['enrolment_id', 'state', 'decision', 'lapsed'])
      .execute()
    const of = (key: CheckKey) => states.find(row => row.enrolment_id === key.enrolmentId)
    expect(of(data)).toMatchObject({ state: 'pending', decision: null, lapsed: { channel: 'web' } })
    expect([of(photo)?.state, of(same)?.state]).toEqual(['pending', 'confirmed'])
    expect(await tellings(data)).toHaveLength(1)
    expect(await tellings(same)).toEqual([])
    expect((await stepsOf(data)).map(({ event, state }) => [event, state])).toEqual([
      ...[
        ['time-passed', 'pending'],
        ['confirm', 'confirmed'],
        ['register-changed', 'pending'],
      ],
    ])
    await keepChecks(parts, NEVER)
    expect(await tellings(data)).toHaveLength(1)
    expect((await confirm(parts, data))?.ok).toBe(true)
  })

  it('are made for everyone in the campaign, from where it was stopped, and anew for what a later register brings', async () => {
    const { parts, enrolled, db, campaign } = await startChecks(store().db)
    for (let serial = 1; serial <= 5; serial++) await enrolled(serial)
    await enrolled(6, { entry: { standing: 'graduated' } })
    const stopped = new AbortController()
    stopped.abort()
    await keepChecks(parts, stopped.signal)
    const counted = async () =>
      (await db.selectFrom('graduation_check').select('state').execute()).map(({ state }) => state)
    expect(await counted()).toEqual([])
    await keepChecks(parts, NEVER)
    expect(await counted()).toEqual(Array(5).fill('pending'))
    const late = await enrolled(7, { photos: 'none' })
    await db.updateTable('graduation_campaign').set({ scanned_for: null }).execute()
    await keepChecks(parts, NEVER)
    expect(await stateOf(parts, late)).toBe('no-photo')
    const written = { ...WRITTEN, closesAt: inChina('2026-03-09 00:00:00') }
    const changed = await changeCampaign(parts, campaign, written, 'registrar')
    expect(changed.ok && changed.value.version).toBe(2)
    await keepChecks(parts, NEVER)
    expect((await counted()).toSorted()).toEqual(['no-photo', ...Array(5).fill('overdue')])
    // Somebody else has changed it meanwhile.
    expect(await changeCampaign(parts, campaign, written, 'registrar')).toMatchObject({
      ok: false,
      error: { why: 'stale' },
    })
    const flawed = await makeCampaign(parts, { ...WRITTEN, closesAt: WRITTEN.opensAt }, 'registrar')
    expect(flawed).toEqual({ ok: false, error: { why: 'flawed', flaws: ['closes-before-it-opens'] } })
  })

  it('take two hundred confirmations of the last second, each of them, and none of the second after it', async () => {
    const { parts, time, campaign, enrolled, db } = await startChecks(store().db)
    const all = []
    for (let serial = 1; serial <= 200; serial++) all.push(await enrolled(serial))
    const late = []
    for (let serial = 201; serial <= 220; serial++) late.push(await enrolled(serial))
    const wishes = []
    for (const key of all) wishes.push([key, await confirming(parts, key)] as const)
    const afterwards = []
    for (const key of late) afterwards.push([key, await confirming(parts, key)] as const)
    time.now = msLater(campaign.closesAt, 500)
    const begun = wishes.map(([key, wish]) => actOnCheck(parts, key, wish))
    // While they wait for each other it becomes too late.
    time.now = msLater(campaign.closesAt, 1_000)
    const over = afterwards.map(([key, wish]) => actOnCheck(parts, key, wish))
    const swept = keepChecks(parts, NEVER)
    expect((await Promise.all(begun)).filter(acted => acted?.ok)).toHaveLength(200)
    expect(new Set((await Promise.all(over)).map(refusalOf))).toEqual(new Set(['closed']))
    await swept
    const rows = await db.selectFrom('graduation_check').select(['state', 'decision']).execute()
    expect(rows.filter(({ state }) => state === 'confirmed')).toHaveLength(200)
    expect(rows.filter(({ state }) => state === 'overdue')).toHaveLength(20)
    const receipts = await db
      .selectFrom('graduation_check_step')
      .select('receipt_number')
      .where('receipt_number', 'is not', null)
      .execute()
    expect(new Set(receipts.map(({ receipt_number: number }) => number)).size).toBe(200)
  })

  it('are told by letter to whom an address is known, once, and again later while nobody knows where', async () => {
    const { parts, time, enrolled, db } = await startChecks(store().db)
    const [known, unknown, nobody, wrong] = [
      await enrolled(1, { personId: 'student/1' }),
      await enrolled(2, { personId: 'student/2' }),
      await enrolled(3),
      await enrolled(4, { personId: 'student/4' }),
    ]
    for (const key of [known, unknown, nobody, wrong]) {
      await confirm(parts, key)
      await changeEnrolment(db, key.enrolmentId, '网络工程')
    }
    await keepChecks(parts, NEVER)
    const letters: { to: string; text: string }[] = []
    const campus = { isAway: true }
    const telling = {
      ...parts,
      house: {
        ...{ name: { zh: '印证大学', en: 'Yinzheng' }, payeeName: '', helpPhone: '0411', timeZone: 'Asia/Shanghai' },
        publicBaseUrl: 'https://print.example.edu.cn',
      },
      identity: {
        mailOf: async (personId: string) => {
          if (campus.isAway) throw new Error('connection lost')
          if (personId === 'student/4') return ['nowhere']
          return personId === 'student/1' ? ['one@example.edu.cn'] : []
        },
      },
      mail: {
        sends: { letters: true, texts: false },
        post: async (_: unknown, letter: { to: string; text: string }) => {
          if (letter.to === 'nowhere') return { ok: false as const, error: 'address-wrong' as const }
          letters.push(letter)
          return { ok: true as const, value: 'm' }
        },
      },
    }
    const statesOf = async () => {
      const rows = await db.selectFrom('graduation_notice').select(['enrolment_id', 'letter']).execute()
      return [known, unknown, nobody, wrong].map(key => rows.find(row => row.enrolment_id === key.enrolmentId)?.letter)
    }
    await tellStudents(telling, NEVER)
    campus.isAway = false
    await tellStudents(telling, NEVER)
    expect([letters.length, await statesOf()]).toEqual([0, ['due', 'due', 'no-way', 'due']])
    time.now = msLater(time.now, 5 * 60_000)
    await tellStudents(telling, NEVER)
    await tellStudents(telling, NEVER)
    expect(await statesOf()).toEqual(['posted', 'no-way', 'no-way', 'no-way'])
    expect(letters).toMatchObject([{ to: 'one@example.edu.cn', text: expect.stringContaining(WRITTEN.contact.zh) }])
  })
})
