import { expect, it } from 'vitest'
import { inChina, msLater } from '../../../src/graduation/fixtures.ts'
import { describeOnStores } from '../../../tests/peers/stores.ts'
import { lookAtCheck } from '../checks/act-on-check.ts'
import type { CheckKey, CheckParts } from '../checks/check-parts.ts'
import { changeEnrolment, startChecks, writePhoto } from '../checks/fixture-checks.ts'
import { noticeText } from '../checks/notices.ts'
import { actOnErrata, type ErrataWish } from './act-on-errata.ts'
import { beginErrata, type SaidContent } from './begin-errata.ts'

const SAID: SaidContent = {
  items: [{ on: 'register', field: 'major', right: '网络工程', evidence: [] }],
  ...{ photoProblem: 'none', contact: '13900000000' },
}

describeOnStores('errata forms', store => {
  let keys = 0
  const begun = async (parts: CheckParts, key: CheckKey, said = SAID) => {
    const begin = await beginErrata(parts, key, { said, requestKey: `begin-${++keys}` })
    if (begin === null || !begin.ok) throw new Error('no form was begun')
    return begin.value.errata.number
  }
  const submitting = async (parts: CheckParts, key: CheckKey, lateReason: string | null = null) => {
    const { enrolment } = (await lookAtCheck(parts, key))!
    return { kind: 'submit' as const, key: `k-${++keys}`, seen: enrolment.seen, lateReason }
  }
  const staff = { staffId: 's-1' }
  const act = async (parts: CheckParts, number: string, wish: ErrataWish) => {
    const acted = await actOnErrata(parts, number, wish)
    if (acted === null) return 'unknown'
    if (!acted.ok) return acted.error.why
    return [acted.value.errata.state, acted.value.held.check.state]
  }
  const told = async (key: CheckKey) =>
    (
      await store()
        .db.selectFrom('graduation_notice')
        .select('notice')
        .where('enrolment_id', '=', key.enrolmentId)
        .orderBy('notice_id')
        .execute()
    ).map(({ notice }) => noticeText(notice).zh)

  it('go from the student to the college, the registry and the national register, with the check behind them', async () => {
    const { parts, enrolled, db, time } = await startChecks(store().db)
    const key = await enrolled(1)
    const number = await begun(parts, key)
    expect((await lookAtCheck(parts, key))?.check.state).toBe('pending')
    expect(await act(parts, number, { kind: 'college-approve', key: 'c', acceptsLate: false, ...staff })).toBe(
      'not-submitted',
    )
    expect(await act(parts, number, await submitting(parts, key))).toEqual(['submitted', 'disputed'])
    expect(await act(parts, number, { kind: 'college-approve', key: 'c', acceptsLate: false, ...staff })).toEqual([
      'college-ok',
      'disputed',
    ])
    expect(await act(parts, number, { kind: 'withdraw', key: 'w' })).toBe('college-has-spoken')
    expect(await act(parts, number, { kind: 'registry-approve', key: 'r', ...staff })).toEqual([
      'registry-ok',
      'disputed',
    ])
    expect(await act(parts, number, { kind: 'export', key: 'e', ...staff })).toEqual(['exported', 'disputed'])
    await changeEnrolment(db, key.enrolmentId, '网络工程')
    time.now = inChina('2026-03-20 12:00:00')
    expect(await act(parts, number, { kind: 'fix', key: 'f', ...staff })).toEqual(['fixed', 'fixed'])
    expect((await told(key)).at(-1)).toMatch(/勘误/)
    time.now = inChina('2026-03-24 00:00:00')
    expect((await lookAtCheck(parts, key))?.check.state).toBe('pending')
    const steps = await db
      .selectFrom('graduation_errata_step')
      .select(['state', 'by_staff'])
      .where('errata_number', '=', number)
      .orderBy('step_id')
      .execute()
    expect(steps.map(({ state, by_staff: by }) => [state, by])).toEqual([
      ...[
        ['submitted', null],
        ['college-ok', 's-1'],
        ['registry-ok', 's-1'],
        ['exported', 's-1'],
        ['fixed', 's-1'],
      ],
    ])
    const events = await db.selectFrom('audit').select('event').where('subject', '=', number).orderBy('seq').execute()
    expect(events.map(({ event }) => event)).toEqual([
      ...[
        'errata-begun',
        'errata-submit',
        'errata-college-approve',
        'errata-registry-approve',
        'errata-export',
        'errata-fix',
      ],
    ])
    // What the form says stands in no column in plain text.
    const row = await db
      .selectFrom('graduation_errata')
      .selectAll()
      .where('errata_number', '=', number)
      .executeTakeFirstOrThrow()
    expect(JSON.stringify(row)).not.toMatch(/网络工程|13900000000/)
  })

  it('of the second after their deadline wait for the college, which lets them go on or does not (P9)', async () => {
    const { parts, enrolled, time, campaign } = await startChecks(store().db)
    const [inTime, late, refused] = [await enrolled(1), await enrolled(2), await enrolled(3)]
    const forms = [await begun(parts, inTime), await begun(parts, late), await begun(parts, refused)] as const
    time.now = msLater(campaign.errataClosesAt, 999)
    expect(await act(parts, forms[0], await submitting(parts, inTime))).toEqual(['submitted', 'disputed'])
    time.now = msLater(campaign.errataClosesAt, 1_000)
    expect(await act(parts, forms[1], await submitting(parts, late))).toBe('late-reason-missing')
    expect(await act(parts, forms[1], await submitting(parts, late, '在外实习'))).toEqual(['submitted', 'pending'])
    expect(await act(parts, forms[2], await submitting(parts, refused, '在外实习'))).toEqual(['submitted', 'pending'])
    expect(await act(parts, forms[1], { kind: 'college-approve', key: 'a', acceptsLate: false, ...staff })).toBe(
      'late-not-accepted',
    )
    expect(await act(parts, forms[1], { kind: 'college-approve', key: 'a', acceptsLate: true, ...staff })).toEqual([
      'college-ok',
      'disputed',
    ])
    expect(await act(parts, forms[2], { kind: 'college-return', key: 'b', reason: '无正当理由', ...staff })).toEqual([
      'college-back',
      'pending',
    ])
    expect((await lookAtCheck(parts, refused))?.check).toMatchObject({ errata: null, awaitsCollege: false })
  })

  it('are begun once for each request, one at a time of a check, and begun anew once one was taken back', async () => {
    const { parts, enrolled } = await startChecks(store().db)
    const key = await enrolled(1)
    const wish = { said: SAID, requestKey: 'one' }
    const [first, again] = [await beginErrata(parts, key, wish), await beginErrata(parts, key, wish)]
    if (!first?.ok || !again?.ok) throw new Error('no form was begun')
    expect(again.value.errata.number).toBe(first.value.errata.number)
    expect(await beginErrata(parts, key, { ...wish, requestKey: 'two' })).toMatchObject({
      ok: false,
      error: { why: 'errata-under-way' },
    })
    const { number } = first.value.errata
    const submit = await submitting(parts, key)
    expect(await act(parts, number, submit)).toEqual(['submitted', 'disputed'])
    expect(await act(parts, number, submit)).toEqual(['submitted', 'disputed'])
    expect(await act(parts, number, { kind: 'withdraw', key: 'w' })).toEqual(['withdrawn', 'pending'])
    expect((await beginErrata(parts, key, { ...wish, requestKey: 'three' }))?.ok).toBe(true)
    const flawed = await beginErrata(parts, key, { said: { ...SAID, items: [], contact: '' }, requestKey: 'four' })
    expect(flawed).toMatchObject({ error: { why: 'flawed', flaws: ['nothing-wrong', 'contact-missing'] } })
    expect(await actOnErrata(parts, '26-00000-0000', { kind: 'withdraw', key: 'x' })).toBeNull()
  })

  it('change nothing of themselves where the check behind them refuses: both or neither', async () => {
    const { parts, enrolled, db } = await startChecks(store().db)
    const key = await enrolled(1, { photos: 'none' })
    const number = await begun(parts, key, { items: [], photoProblem: 'missing', contact: '13900000000' })
    const before = await submitting(parts, key)
    await writePhoto(db, key.enrolmentId, 'graduation')
    expect(await act(parts, number, before)).toBe('flawed')
    const major = await enrolled(2)
    const other = await begun(parts, major)
    const stale = await submitting(parts, major)
    await writePhoto(db, major.enrolmentId, 'graduation')
    expect(await act(parts, other, stale)).toBe('stale')
    const rows = await db.selectFrom('graduation_errata').select('state').execute()
    expect(rows.map(({ state }) => state)).toEqual(['draft', 'draft'])
    expect((await lookAtCheck(parts, major))?.check).toMatchObject({ state: 'pending', errata: null })
  })
})
