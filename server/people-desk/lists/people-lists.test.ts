import { createHash } from 'node:crypto'
import pino from 'pino'
import { expect, it } from 'vitest'
import { type ListKind, PART_BYTES, type ReportRow } from '../../../src/contract/people-lists-api.ts'
import { unwrap } from '../../../src/result.ts'
import { describeOnStores } from '../../../tests/peers/stores.ts'
import { HOUSE_TEMPLATES } from '../../documents/house-templates.ts'
import { loadKinds } from '../../documents/load-kinds.ts'
import { sampleStudent } from '../../documents/sample-subjects.ts'
import { workbookOf } from '../../ground/sheets/xlsx/write-workbook.ts'
import { endHold } from '../../people/holds.ts'
import { createLostCards } from '../../people/lost-cards.ts'
import type { PersonId } from '../../records/records.ts'
import { createPeopleLists, listIdOf } from './people-lists.ts'

const DAY_MS = 24 * 3_600_000
const BY = { staffId: 's' }
/** 学号,原因 and 2023000007,=图书, as spreadsheets in China write them. */
const GB_LINES = [
  [0xd1, 0xa7, 0xba, 0xc5, 0x2c, 0xd4, 0xad, 0xd2, 0xf2],
  [...Buffer.from('2023000007,='), 0xcd, 0xbc, 0xca, 0xe9],
]

describeOnStores('lists about people', store => {
  const start = () => {
    const { db } = store()
    const answers = { isAway: false, moment: new Date('2026-11-20T04:00:00Z') }
    const now = () => answers.moment
    const lostCards = createLostCards(db, new Uint8Array(32))
    const lists = createPeopleLists({
      ...{ db, log: pino({ level: 'silent' }), now, today: () => now().toISOString().slice(0, 10), lostCards },
      documents: { kinds: loadKinds(HOUSE_TEMPLATES) },
      orders: { countsByKind: false, runningCount: personId => `ever/*/${personId}` },
      records: { personOfCard: async () => null },
      lookup: {
        registersOfNumber: async number => {
          if (answers.isAway) throw new Error('connection lost')
          return /^0?2023\d{6}$/.test(number) ? [sampleStudent({ personId: `list-${number}` as PersonId, number })] : []
        },
      },
    })
    const bring = async (said: string | Uint8Array, kind: ListKind = 'holds', turn = 0) => {
      const bytes = typeof said === 'string' ? new TextEncoder().encode(said) : said
      const listId = listIdOf(kind, turn).update(bytes).digest('base64url')
      for (let at = 0; at * PART_BYTES < bytes.length; at++) {
        const content = Buffer.from(bytes.subarray(at * PART_BYTES, (at + 1) * PART_BYTES)).toString('base64')
        const wish = { listId, kind, name: 'list.csv', byteLength: bytes.length, turn, at, content }
        unwrap(await lists.bring(wish, 's'))
      }
      await lists.work()
      return listId
    }
    const take = async (listId: string, which: 'all-rows' | 'good-rows' = 'all-rows') => {
      const answer = await lists.take(listId, which, 's')
      await lists.work()
      return answer
    }
    const report = async (listId: string, outcome?: ReportRow['outcome']) =>
      (await lists.rows(listId, { limit: 100, outcome }))!.rows
    const held = async (number: string) =>
      await db
        .selectFrom('house_hold')
        .select(['hold_id', 'reason_zh', 'import_line', 'last_day'])
        .where('person_id', '=', `list-${number}`)
        .where('ended_at', 'is', null)
        .execute()
    return { db, lists, bring, take, report, held, answers, lostCards, now }
  }

  it('say row by row what they would do before anything changes, and leave out what is wrong if that is wished', async () => {
    const { lists, bring, take, report, held } = start()
    const listId = await bring(
      [
        '\uFEFFnumber;reason;last_day;kinds',
        '２０２３０００００１;=cmd|calc;2026/12/1;',
        '2023000002;a "quote" inside;;transcript',
        '99;nobody;;',
        '2023000003;;;',
        '2023000004;over;2026-11-19;',
        '2023000005;no day;2026-02-30;',
        '2023000006;kind;;no-such-kind',
        '2023000002;the same kinds once more;;transcript',
        '2.023E+09;rounded;;',
        '',
      ].join('\r\n'),
    )
    expect(await lists.one(listId)).toMatchObject({
      ...{ state: 'checked', refusal: null, rows: { new: 2, changed: 0, same: 0, error: 7 }, by: '' },
      ...{ takenAt: null, hasChangedSince: false, heading: null },
    })
    expect((await report(listId, 'error')).map(({ line, fault }) => [line, fault])).toEqual([
      [4, 'unknown'],
      [5, 'no-reason'],
      [6, 'day-over'],
      [7, 'no-day'],
      [8, 'kind-unknown'],
      [9, 'twice'],
      [10, 'rounded'],
    ])
    const [first] = await report(listId)
    expect(first).toMatchObject({ line: 2, outcome: 'new', who: { numberMasked: '******0001' } })
    expect(first!.fields).toContainEqual({ name: 'reason', before: null, after: '=cmd|calc' })
    expect(await held('2023000001')).toEqual([])
    expect(await lists.take(listId, 'all-rows', 's')).toEqual({ ok: false, error: 'has-errors' })
    expect((await take(listId, 'good-rows')).ok).toBe(true)
    expect(await lists.one(listId)).toMatchObject({ state: 'taken', takenAt: expect.any(String) })
    expect(await held('2023000001')).toMatchObject([{ reason_zh: '=cmd|calc', import_line: 2 }])
    expect(await held('2023000002')).toHaveLength(1)
    // The same file again is the same list, and it is taken once.
    expect(await lists.take(listId, 'good-rows', 's')).toEqual({ ok: false, error: 'not-checked' })
    expect(await lists.take('x'.repeat(43), 'good-rows', 's')).toEqual({ ok: false, error: 'not-there' })
    const page = (await lists.rows(listId, { limit: 2, after: '3' }))!
    expect([page.rows.map(({ line }) => line), page.next]).toEqual([[4, 5], '5'])
  })

  it('change what stands, say before and after, and give it back when they are taken back', async () => {
    const { db, lists, bring, take, report, held, now, answers } = start()
    const first = await bring('number,reason,last_day\n2023200001,books,\n2023200002,books,\n2023200003,books,')
    await take(first)
    const second = await bring(
      'number,reason,last_day\n2023200001,fees,2026-12-31\n2023200002,books,\n2023200003,fees,\n2023200004,new,',
    )
    expect((await report(second)).map(({ outcome, fields }) => [outcome, fields])).toMatchObject([
      [
        'changed',
        [
          { name: 'reason', before: 'books', after: 'fees' },
          { name: 'reasonEn', before: 'books', after: 'fees' },
          { name: 'lastDay', before: null, after: '2026-12-31' },
        ],
      ],
      ['same', []],
      ['changed', expect.anything()],
      ['new', expect.anything()],
    ])
    await take(second)
    expect(await held('2023200001')).toMatchObject([{ reason_zh: 'fees', last_day: '2026-12-31' }])
    // Somebody lifts one by hand: taking the list back must not hold that person again.
    const [byHand] = await held('2023200003')
    await endHold(db, byHand!.hold_id, 'paid', BY, now())
    expect(await lists.undo(second, 's')).toEqual({ ok: true, value: {} })
    await lists.work()
    expect(await lists.one(second)).toMatchObject({ state: 'undone', undoneRows: 2, undoneAt: expect.any(String) })
    expect(await held('2023200001')).toMatchObject([{ reason_zh: 'books', last_day: null }])
    expect(
      [await held('2023200002'), await held('2023200003'), await held('2023200004')].map(one => one.length),
    ).toEqual([1, 0, 0])
    expect(await lists.undo(second, 's')).toEqual({ ok: false, error: 'not-taken' })
    answers.moment = new Date(now().getTime() + 8 * DAY_MS)
    expect(await lists.undo(first, 's')).toEqual({ ok: false, error: 'too-late' })
    // The same file for another time is another list.
    const third = await bring(
      'number,reason,last_day\n2023200001,books,\n2023200002,books,\n2023200003,books,',
      'holds',
      1,
    )
    expect(await lists.one(third)).toMatchObject({ rows: { new: 1, same: 2 } })
  })

  it('do nothing where what they would do has become another thing since, and say so', async () => {
    const { db, lists, bring, take, held, now } = start()
    const before = await bring('number,reason\n2023300001,first')
    await take(before)
    const listId = await bring('number,reason\n2023300001,second\n2023300002,second')
    expect(await lists.one(listId)).toMatchObject({ rows: { new: 1, changed: 1 } })
    await endHold(db, (await held('2023300001'))[0]!.hold_id, 'by hand', BY, now())
    await take(listId)
    expect(await lists.one(listId)).toMatchObject({
      ...{ state: 'checked', hasChangedSince: true, rows: { new: 2, changed: 0 }, takenAt: null },
    })
    expect(await held('2023300002')).toEqual([])
    // Half of it was written when another thing was found: that is taken back, and it can be carried out yet.
    await db.updateTable('people_list').set({ state: 'taking', taken_by: 's' }).where('list_id', '=', listId).execute()
    await db.updateTable('people_list_report').set({ digest: 'other' }).where('list_id', '=', listId).execute()
    await lists.work()
    expect(await lists.one(listId)).toMatchObject({ state: 'checked', hasChangedSince: true })
    await take(listId)
    expect(await lists.one(listId)).toMatchObject({ state: 'taken', hasChangedSince: false })
    expect([await held('2023300001'), await held('2023300002')].map(one => one.length)).toEqual([1, 1])
  })

  it('are read in the encodings and formats of spreadsheets', async () => {
    const { lists, bring, take, held, report } = start()
    const gb = await bring(new Uint8Array([...GB_LINES[0]!, 0x0d, 0x0a, ...GB_LINES[1]!]))
    await take(gb)
    expect(await held('2023000007')).toMatchObject([{ reason_zh: '=图书', import_line: 2 }])
    const utf16 = await bring(new Uint8Array(Buffer.from('\uFEFF学号\t原因\r\n2023000008\t图书未还\r\n', 'utf16le')))
    expect(await report(utf16)).toMatchObject([{ line: 2, outcome: 'new' }])
    const rows = (async function* () {
      yield [['02023000009', '+1', '2026-12-31']]
      yield [['', '', '']]
      yield [['02023000010', '@x', '']]
    })()
    const file = workbookOf(['学工号', '原因', '最后一天'], rows)
    const workbook = new Uint8Array(Buffer.concat(await file.toArray()))
    const xlsx = await bring(workbook)
    expect(await report(xlsx)).toMatchObject([
      {
        line: 2,
        outcome: 'new',
        fields: expect.arrayContaining([{ name: 'lastDay', before: null, after: '2026-12-31' }]),
      },
      { line: 4, outcome: 'new' },
    ])
    await take(xlsx)
    expect(await held('02023000009')).toMatchObject([{ reason_zh: '+1', last_day: '2026-12-31' }])
    expect(await lists.one(xlsx)).toMatchObject({ state: 'taken' })
  })

  it('are refused whole where they are no list, and ask for their columns where these are not known', async () => {
    const { lists, bring, report } = start()
    const refusalOf = async (said: string | Uint8Array) => (await lists.one(await bring(said)))?.refusal
    expect(await refusalOf(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0]))).toBe('broken')
    expect(await refusalOf(new Uint8Array([0, 1, 2, 3, 0, 0, 7]))).toBe('no-text')
    expect(await refusalOf('number,reason')).toBe('empty')
    expect(await refusalOf(`number,reason\n2023000009,"open\n${'x,y\n'.repeat(9_000)}`)).toBe('broken')
    const listId = await bring('who,note to us,why\n2023000011,x,books')
    expect(await lists.one(listId)).toMatchObject({ state: 'to-map', heading: ['who', 'note to us', 'why'] })
    expect(await lists.nameColumns(listId, { number: 0 })).toEqual({ ok: false, error: 'column-missing' })
    expect(await lists.nameColumns(listId, { number: 0, reason: 0 })).toEqual({ ok: false, error: 'column-missing' })
    expect(await lists.nameColumns(listId, { number: 0, reason: 2 })).toEqual({ ok: true, value: {} })
    await lists.work()
    expect(await report(listId)).toMatchObject([{ line: 2, outcome: 'new' }])
    expect(await lists.drop(listId)).toEqual({ ok: true, value: {} })
    expect(await lists.one(listId)).toBeNull()
  })

  it('wait while the university’s data does not answer, and go on where they were', async () => {
    const { db, lists, bring, held, answers } = start()
    const rows = Array.from({ length: 600 }, (_, at) => `2023${String(100_000 + at)},late`)
    const listId = await bring(['number,reason', ...rows].join('\n'))
    expect(await lists.one(listId)).toMatchObject({ rows: { new: 600, error: 0 } })
    answers.isAway = true
    await lists.take(listId, 'all-rows', 's')
    await lists.work()
    expect(await lists.one(listId)).toMatchObject({ state: 'to-take', isAtWork: false })
    answers.isAway = false
    // As after a stop in the middle: what was taken before is not taken again.
    await db
      .updateTable('people_list')
      .set({ state: 'taking', taken_line: 501 })
      .where('list_id', '=', listId)
      .execute()
    await lists.work()
    expect((await lists.one(listId))?.state).toBe('taken')
    expect([await held('2023100499'), await held('2023100500')].map(one => one.length)).toEqual([0, 1])
    expect(await held('2023100599')).toHaveLength(1)
    expect(await db.selectFrom('people_list_part').select('at').where('list_id', '=', listId).execute()).toEqual([])
  })

  it('of cards report them lost, and found again, and that back', async () => {
    const { lists, bring, take, report, lostCards, db } = start()
    const lost = await bring('卡号,原因\n04:AA:BB:01,捡到\n04AABB02,挂失\nxyz,?', 'lost-cards')
    expect((await report(lost)).map(({ outcome, cardMasked }) => [outcome, cardMasked])).toEqual([
      ['new', '****BB01'],
      ['new', '****BB02'],
      ['error', null],
    ])
    await take(lost, 'good-rows')
    expect(await lostCards.isLost('04AABB01', 'p')).toBe(true)
    const found = await bring('card\n04AABB01\n04AABB99', 'found-cards')
    expect((await report(found)).map(({ outcome }) => outcome)).toEqual(['changed', 'same'])
    await take(found)
    expect(await lostCards.isLost('04AABB01', 'p')).toBe(false)
    await lists.undo(found, 's')
    await lists.work()
    expect(await lostCards.isLost('04AABB01', 'p')).toBe(true)
    const events = await db.selectFrom('audit').select('event').where('subject', 'in', [lost, found]).execute()
    expect(events.map(({ event }) => event)).toEqual(['people-list-taken', 'people-list-taken', 'people-list-undone'])
  })

  it('of free copies and waivers change the number that is good, and never give twice what was printed', async () => {
    const { db, bring, take, report, lists } = start()
    const grants = async (number: string) =>
      await db
        .selectFrom('granted_copies')
        .select(['copies', 'raises', 'last_day', 'counts_with', 'grant_id'])
        .where('person_id', '=', `list-${number}`)
        .where('ended_at', 'is', null)
        .execute()
    const free = await bring(
      'number,copies,reason,last_day\n2023400001,3,交流,2026-12-31\n2023400002,100,x,',
      'free-copies',
    )
    expect((await report(free)).map(({ fault }) => fault)).toEqual([null, 'no-copies'])
    await take(free, 'good-rows')
    expect(await grants('2023400001')).toMatchObject([
      { copies: 3, raises: 'ever/*/list-2023400001', last_day: '2026-12-31' },
    ])
    const byKind = await bring('number,copies,reason,kind\n2023400001,3,交流,transcript', 'free-copies')
    expect(await report(byKind)).toMatchObject([{ fault: 'kind-not-counted' }])
    await take(await bring('number,copies,reason,last_day\n2023400003,2,交流,2026-12-31', 'waivers'))
    const [first] = await grants('2023400003')
    const more = await bring('number,copies,reason,last_day\n2023400003,5,交流,2026-12-31', 'waivers')
    expect((await report(more))[0]).toMatchObject({
      ...{ outcome: 'changed', fields: [{ name: 'copies', before: '2', after: '5' }] },
    })
    await take(more)
    expect(await grants('2023400003')).toMatchObject([{ copies: 5, counts_with: first!.grant_id }])
    await lists.undo(more, 's')
    await lists.work()
    expect(await grants('2023400003')).toMatchObject([{ copies: 2, grant_id: first!.grant_id }])
  })

  it('are none of ours whose bytes are others than their name says', async () => {
    const { lists } = start()
    const listId = createHash('sha256').update('other').digest('base64url')
    const wish = { listId, kind: 'holds', name: 'x', byteLength: 3, turn: 0, at: 0, content: 'YWJj' } as const
    expect(await lists.bring(wish, 's')).toEqual({ ok: false, error: 'other-file' })
    expect(await lists.one(wish.listId)).toBeNull()
  })

  it('go on behind the last one of a page, until there are no more', async () => {
    const { lists, bring } = start()
    for (const number of [1, 2, 3]) await bring(`number,reason\n202300001${number},page ${number}\n`)
    const all = (await lists.list({ limit: 200 })).rows.map(({ listId }) => listId)
    const paged: string[] = []
    for (let after: string | undefined, isMore = true; isMore; ) {
      const { rows, next } = await lists.list({ after, limit: 1 })
      paged.push(...rows.map(({ listId }) => listId))
      isMore = next !== null
      after = next ?? undefined
    }
    expect(paged).toEqual(all)
    expect(all.length).toBeGreaterThanOrEqual(3)
  })
})
