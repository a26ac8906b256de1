import pino from 'pino'
import { expect, it } from 'vitest'
import { PART_BYTES } from '../../../src/contract/people-lists-api.ts'
import { unwrap } from '../../../src/result.ts'
import { describeOnStores } from '../../../tests/peers/stores.ts'
import { HOUSE_TEMPLATES } from '../../documents/house-templates.ts'
import { loadKinds } from '../../documents/load-kinds.ts'
import { sampleStudent } from '../../documents/sample-subjects.ts'
import { createLostCards } from '../../people/lost-cards.ts'
import type { PersonId } from '../../records/records.ts'
import { createPeopleLists, listIdOf } from './people-lists.ts'

const NOW = new Date('2026-11-20T04:00:00Z')
/** 学号,原因 and 2023000007,=图书, as spreadsheets in China write them. */
const GB_LINES = [
  [0xd1, 0xa7, 0xba, 0xc5, 0x2c, 0xd4, 0xad, 0xd2, 0xf2],
  [...Buffer.from('2023000007,='), 0xcd, 0xbc, 0xca, 0xe9],
]

describeOnStores('lists about people', store => {
  const start = () => {
    const { db } = store()
    const answers = { isAway: false }
    const lists = createPeopleLists({
      ...{ db, log: pino({ level: 'silent' }), now: () => NOW, today: () => '2026-11-20' },
      documents: { kinds: loadKinds(HOUSE_TEMPLATES) },
      lostCards: createLostCards(db, new Uint8Array(32)),
      records: { personOfCard: async () => null },
      lookup: {
        registersOfNumber: async number => {
          if (answers.isAway) throw new Error('connection lost')
          return /^2023\d{6}$/.test(number) ? [sampleStudent({ personId: `list-${number}` as PersonId, number })] : []
        },
        peopleOfName: async () => [],
      },
    })
    const bring = async (bytes: Uint8Array, kind: 'holds' | 'waivers' | 'lost-cards' = 'holds') => {
      const listId = listIdOf(kind).update(bytes).digest('base64url')
      for (let at = 0; at * PART_BYTES < bytes.length; at++) {
        const content = Buffer.from(bytes.subarray(at * PART_BYTES, (at + 1) * PART_BYTES)).toString('base64')
        unwrap(await lists.bring({ listId, kind, name: 'list.csv', byteLength: bytes.length, at, content }, 's'))
      }
      await lists.work()
      return listId
    }
    const text = (said: string) => new TextEncoder().encode(said)
    const held = async (number: string) =>
      await db
        .selectFrom('house_hold')
        .select(['reason_zh', 'import_line'])
        .where('person_id', '=', `list-${number}`)
        .execute()
    return { db, lists, bring, text, held, answers }
  }

  it('say row by row what is wrong before anything of them counts, and take in what is right', async () => {
    const { lists, bring, text, held } = start()
    const listId = await bring(
      text(
        [
          '\uFEFFnumber;reason;last_day;kinds',
          '２０２３０００００１;=cmd|calc;2026/12/1;',
          '2023000002;a "quote" inside;;transcript',
          '99;nobody;;',
          '2023000003;;;',
          '2023000004;over;2026-11-19;',
          '2023000005;no day;2026-02-30;',
          '2023000006;kind;;no-such-kind',
          '2023000002;a "quote" inside;;transcript',
          '',
        ].join('\r\n'),
      ),
    )
    expect(await lists.one(listId)).toMatchObject({
      ...{ state: 'checked', good: 2, bad: 6, refusal: null },
      faults: [
        { line: 4, what: 'unknown' },
        { line: 5, what: 'no-reason' },
        { line: 6, what: 'day-over' },
        { line: 7, what: 'no-day' },
        { line: 8, what: 'kind-unknown' },
        { line: 9, what: 'twice' },
      ],
    })
    expect(await held('2023000001')).toEqual([])
    expect(await lists.take(listId, 's')).toEqual({ ok: true, value: {} })
    await lists.work()
    await lists.work()
    expect((await lists.one(listId))?.state).toBe('taken')
    expect(await held('2023000001')).toEqual([{ reason_zh: '=cmd|calc', import_line: 2 }])
    expect(await held('2023000002')).toHaveLength(1)
    // The same file again is the same list, and it is taken once.
    expect(await lists.take(listId, 's')).toEqual({ ok: false, error: 'not-checked' })
    expect(await lists.take('x'.repeat(43), 's')).toEqual({ ok: false, error: 'not-there' })
  })

  it('are read in the encoding of Chinese spreadsheets too', async () => {
    const { lists, bring, held } = start()
    const listId = await bring(new Uint8Array([...GB_LINES[0]!, 0x0d, 0x0a, ...GB_LINES[1]!]))
    expect(await lists.one(listId)).toMatchObject({ state: 'checked', good: 1, bad: 0 })
    await lists.take(listId, 's')
    await lists.work()
    await lists.work()
    expect(await held('2023000007')).toEqual([{ reason_zh: '=图书', import_line: 2 }])
  })

  it('are refused whole where they are no list', async () => {
    const { lists, bring, text } = start()
    const refusalOf = async (bytes: Uint8Array) => (await lists.one(await bring(bytes)))?.refusal
    expect(await refusalOf(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0]))).toBe('no-text')
    expect(await refusalOf(text('name,reason\nx,y'))).toBe('no-heading')
    expect(await refusalOf(text(`number,reason\n2023000009,"open\n${'x,y\n'.repeat(9_000)}`))).toBe('broken')
  })

  it('wait while the university’s data does not answer, and go on where they were', async () => {
    const { db, lists, bring, text, held, answers } = start()
    const rows = Array.from({ length: 300 }, (_, at) => `2023${String(100_000 + at)},late`)
    const listId = await bring(text(['number,reason', ...rows].join('\n')))
    expect(await lists.one(listId)).toMatchObject({ good: 300, bad: 0 })
    answers.isAway = true
    await lists.take(listId, 's')
    await lists.work()
    expect((await lists.one(listId))?.state).toBe('to-take')
    answers.isAway = false
    // As after a stop in the middle: what was taken before is not taken again.
    await db.updateTable('people_list').set({ taken_line: 200 }).where('list_id', '=', listId).execute()
    await lists.work()
    await lists.work()
    expect((await lists.one(listId))?.state).toBe('taken')
    expect([await held('2023100198'), await held('2023100199')].map(one => one.length)).toEqual([0, 1])
    expect(await held('2023100299')).toHaveLength(1)
    expect(await db.selectFrom('people_list_part').select('at').where('list_id', '=', listId).execute()).toEqual([])
  })

  it('are none of ours whose bytes are others than their name says', async () => {
    const { lists } = start()
    const wish = { listId: 'A'.repeat(43), kind: 'holds', name: 'x', byteLength: 3, at: 0, content: 'YWJj' } as const
    expect(await lists.bring(wish, 's')).toEqual({ ok: false, error: 'other-file' })
    expect(await lists.one(wish.listId)).toBeNull()
  })

  it('go on behind the last one of a page, until there are no more', async () => {
    const { lists, bring, text } = start()
    for (const number of [1, 2, 3]) await bring(text(`number,reason\n202300001${number},page ${number}\n`))
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
