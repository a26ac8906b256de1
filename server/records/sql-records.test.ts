import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { samplePeople } from '../../demo/university/notable.ts'
import { universitySql } from '../../demo/university/university-sql.ts'
import { fakeClock } from '../../src/fake-clock.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { sha256Hex } from '../store/content-store.ts'
import { runSetupScript } from '../store/store.ts'
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
    await runSetupScript(store(), script, sha256Hex(script), new Date())
  })

  it('give every person back as they went in, by card, identity number and id', async () => {
    for (const { person, cardUid, cardLost } of people.filter((_, nth) => nth < 12 || nth % 20 === 0)) {
      expect(await records().personOfCard(cardUid)).toEqual({ person, lost: cardLost })
      expect(await records().personOfIdNumber(person.idNumber ?? '')).toEqual(person)
      expect(await records().person(person.personId)).toEqual(person)
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

  it('know nothing of strangers, whatever they are called', async () => {
    for (const stranger of ['04FFFFFF', "'; drop schema university cascade; --", '']) {
      expect(await records().personOfCard(stranger)).toBeNull()
      expect(await records().person(stranger as PersonId)).toBeNull()
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
