import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { samplePeople } from '../../demo/university/notable.ts'
import { universitySql } from '../../demo/university/university-sql.ts'
import { fakeClock } from '../../src/fake-clock.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { sha256Hex } from '../ground/store/content-store.ts'
import { runSetupScript } from '../ground/store/setup-script.ts'
import { RecordMisfit } from './ask-records.ts'
import { recordQueriesSchema } from './record-queries.ts'
import type { PersonId } from './records.ts'
import { createSqlRecords } from './sql-records.ts'

const people = samplePeople()
const queries = recordQueriesSchema.parse({})

describeOnStores('records through SQL', store => {
  const records = (more: Partial<typeof queries> = {}, clock = fakeClock()) =>
    createSqlRecords(store().db, { ...queries, ...more }, clock)
  beforeAll(async () => {
    const script = universitySql()
    await runSetupScript(store().db, script, sha256Hex(script), new Date())
  })

  it('give every person back as they went in, by card, identity number and id', async () => {
    for (const { person, cardUid, cardLost } of people.filter((_, nth) => nth < 12 || nth % 20 === 0)) {
      expect(await records().personOfCard(cardUid)).toMatchObject({ person, lost: cardLost })
      expect(await records().peopleOfIdNumber(person.idNumber ?? '')).toContainEqual(expect.objectContaining(person))
      expect(await records().person(person.personId)).toMatchObject(person)
    }
  })

  it('give study records by term, with the sums of the school', async () => {
    const someone = people.find(({ cardUid }) => cardUid === '04A1B2C3')!
    const record = await records().studyRecord(someone.person.personId)
    expect(record?.terms.map(({ key }) => key)).toEqual([
      ...new Set(someone.study?.results.map(({ term }) => term.key)),
    ])
    expect(record?.terms.flatMap(({ courses }) => courses)).toHaveLength(someone.study?.results.length ?? -1)
    expect(record?.creditsEarned).toBe(someone.study?.creditsEarned)
    expect(record?.gradePointAverage).toBe(someone.study?.gradePointAverage)
    expect(record?.terms[0]?.courses[0]).toMatchObject({
      credits: expect.any(Number),
      mark: { zh: expect.any(String) },
    })
  })

  it('bring the data sets of a person along, each with its own rows', async () => {
    const someone = people.find(({ cardUid }) => cardUid === '04764B5D')!
    const { dataSets = {} } = (await records().person(someone.person.personId)) ?? {}
    expect(Object.keys(dataSets).sort()).toEqual(
      ['admission', 'computer-tests', 'holds', 'language-tests', 'minor', 'minor-courses'].sort(),
    )
    expect(dataSets['minor-courses']).toHaveLength(someone.further.minor_result.length)
    expect(dataSets['language-tests']?.map(({ test }) => test)).toEqual(['cet4', 'cet6', 'cjt4'])
    expect(dataSets['language-tests']?.[0]?.taken_on).toBe(someone.further.language_test[0]?.taken_on)
    expect(dataSets.holds).toEqual([])
    const held = people.find(({ cardUid }) => cardUid === '04875C6E')!
    expect((await records().person(held.person.personId))?.dataSets?.holds).toEqual([{ reason: 'unpaid-fees' }])
  })

  it('give a further data set that a site has named, and nothing for one that it has switched off', async () => {
    const { personId } = people[0]!.person
    const sql =
      "select 3 as prize, true as first, date '2026-05-06' as won_on, null as note from university.person where person_id = $1"
    const site = recordQueriesSchema.parse({ sets: { prizes: sql, holds: null } })
    expect(await records(site).dataSet(personId, 'prizes')).toEqual([
      { prize: 3, first: true, won_on: '2026-05-06', note: null },
    ])
    expect(await records(site).dataSet(personId, 'holds')).toEqual([])
    expect((await records(site).person(personId))?.dataSets).toMatchObject({ prizes: [{ prize: 3 }], holds: [] })
    for (const name of ['debts', 'constructor']) {
      await expect(records(site).dataSet(personId, name)).rejects.toThrow(`no data set ${name} is configured`)
    }
  })

  it('refuse a data set of too many rows or of values that are not plain', async () => {
    const { personId } = people[0]!.person
    const of = (sql: string) => records(recordQueriesSchema.parse({ sets: { odd: sql } })).dataSet(personId, 'odd')
    await expect(of('select n, $1::text as id from generate_series(1, 501) n')).rejects.toThrow(/more than 500 rows/)
    await expect(of('select $1::text as id, \'{"a": 1}\'::jsonb as deep')).rejects.toThrow(
      /sets.odd gave a row whose columns do not fit: deep/,
    )
  })

  it('give every register under an identity number, and refuse what can be none', async () => {
    const number = people.find(({ cardUid }) => cardUid === '04CBA0B1')!.person.idNumber!
    const registers = await records().peopleOfIdNumber(number)
    expect(registers.map(({ level, status }) => [level, status]).toSorted()).toEqual([
      ['bachelor', 'graduated'],
      ['master', 'enrolled'],
    ])
    expect(registers.every(({ dataSets }) => dataSets !== undefined)).toBe(true)
    const twice = 'select p.* from university.person p, generate_series(1, 2) where id_number = $1'
    await expect(records({ personOfIdNumber: twice }).peopleOfIdNumber(number)).rejects.toThrow(
      new RecordMisfit('the query personOfIdNumber gave a person_id twice'),
    )
    const everybody = 'select * from university.person where id_number <> $1'
    await expect(records({ personOfIdNumber: everybody }).peopleOfIdNumber(number)).rejects.toThrow(
      /personOfIdNumber gave \d+ rows where 6 are allowed/,
    )
  })

  it('know nothing of strangers, whatever they are called', async () => {
    for (const stranger of ['04FFFFFF', "'; drop schema university cascade; --", '']) {
      expect(await records().personOfCard(stranger)).toBeNull()
      expect(await records().person(stranger as PersonId)).toBeNull()
      expect(await records().peopleOfIdNumber(stranger)).toEqual([])
      expect(await records().studyRecord(stranger as PersonId)).toBeNull()
    }
  })

  it('refuse rows that do not fit, without repeating what is in them', async () => {
    const wrong =
      "select person_id, 'pupil' as person_group, name_zh, 12 as lost from university.card_holder where card_uid = $1"
    const failure = await records({ personOfCard: wrong })
      .personOfCard('04A1B2C3')
      .catch((error: Error) => error.message)
    expect(failure).toMatch(/personOfCard gave a row whose columns do not fit: lost/)
    expect(failure).not.toContain('林')
    await expect(
      records({ person: 'select * from university.person where $1 <> person_id' }).person('x' as PersonId),
    ).rejects.toThrow(/rows where one is allowed/)
  })

  it.each([
    ['a blank name', "'  ' as name_zh, name_en"],
    ['a filler for a name', "U&'\\3164' as name_zh, name_en"],
    ['a separator in a name', "U&'王\\2028芳' as name_zh, name_en"],
    ['no letter in the Latin name', "name_zh, '·' as name_en"],
  ])('refuse %s, and say which column it is', async (_, names) => {
    const rest =
      'person_id, person_group, number, id_number, sex, born_on, college_zh, college_en, major_zh, major_en, level, since, until, status, post_zh, post_en'
    const person = `select ${names}, ${rest} from university.person where person_id = $1`
    const failure = await records({ person })
      .person(people[0]!.person.personId)
      .catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(RecordMisfit)
    expect((failure as Error).message).toMatch(/the query person gave a row whose columns do not fit: name_(zh|en)$/)
  })

  it('give up when the database is too slow', async () => {
    const clock = fakeClock()
    const slow = sql`select pg_sleep(0.3)`.execute(store().db)
    const asked = records({ person: 'select $1::text, pg_sleep(0.3)' }, clock).person('x' as PersonId)
    const failed = expect(asked).rejects.toThrow(/took longer than 5000 ms/)
    await clock.advance(5_000)
    await failed
    await slow
  })
})
