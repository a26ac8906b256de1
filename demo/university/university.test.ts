import { describe, expect, it } from 'vitest'
import { loadKinds } from '../../server/documents/load-kinds.ts'
import { offersOf } from '../../server/documents/offers.ts'
import { KNOWN_BY_CARD } from '../../server/documents/sample-subjects.ts'
import type { StudyRecord } from '../../server/records/records.ts'
import { cardUidSchema } from '../../src/contract/ids.ts'
import { readIdNumber } from '../../src/rules/id-number.ts'
import { USUAL_TARIFF } from '../../src/rules/tariff.ts'
import type { FurtherTable } from './further-rows.ts'
import { NOTABLE_CARDS, samplePeople } from './notable.ts'
import type { SampleStudy } from './study.ts'
import { universitySql } from './university-sql.ts'

const people = samplePeople()
const SETS: readonly [set: string, table: FurtherTable][] = [
  ['holds', 'hold'],
  ['language-tests', 'language_test'],
  ['computer-tests', 'computer_test'],
  ['minor', 'minor'],
  ['minor-courses', 'minor_result'],
  ['admission', 'admission'],
]
const studyRecordOf = ({ results, creditsEarned, gradePointAverage }: SampleStudy): StudyRecord => ({
  ...{ creditsEarned, gradePointAverage },
  terms: results.map(({ term, course, markZh, markEn, gradePoint }) => ({
    ...{ key: term.key, name: { zh: term.zh, en: term.en } },
    courses: [{ ...course, name: course, mark: { zh: markZh, en: markEn }, gradePoint }],
  })),
})

describe('the sample university', () => {
  it('has more than two hundred people in three groups, each with a card and numbers of their own', () => {
    expect(people.length).toBeGreaterThanOrEqual(200)
    expect(new Set(people.map(({ person }) => person.group)).size).toBe(3)
    // One has come back and stands in two registers.
    expect(new Set(people.map(({ person }) => person.idNumber)).size).toBe(people.length - 1)
    for (const key of ['personId', 'number'] as const) {
      expect(new Set(people.map(({ person }) => person[key])).size).toBe(people.length)
    }
    expect(new Set(people.map(({ cardUid }) => cardUidSchema.parse(cardUid))).size).toBe(people.length)
  })

  it('gives everyone an identity number with a right check digit that agrees with sex and birthday', () => {
    for (const { person } of people) {
      const read = readIdNumber(person.idNumber ?? '')
      if (!read.ok) throw new Error(`${person.idNumber}: ${read.error}`)
      expect(read.value.bornOn).toBe(person.bornOn)
      expect(Number(read.value.number[16]) % 2 === 1 ? 'male' : 'female').toBe(person.sex)
    }
  })

  it('holds the names that break things', () => {
    const names = people.map(({ person }) => person.nameZh).join(' ')
    for (const rare of ['㛃', '䶮', '𠮷', '·']) expect(names).toContain(rare)
    expect(people.some(({ person }) => person.nameZh.replaceAll(/[^A-Za-z]/g, '').length >= 60)).toBe(true)
  })

  it('has a long study record behind card 04A1B2C3, and nothing lost or left about it', () => {
    const someone = people.find(({ cardUid }) => cardUid === '04A1B2C3')
    expect(someone?.person).toMatchObject({ group: 'undergraduate', status: 'enrolled', level: 'bachelor' })
    expect(someone?.cardLost).toBe(false)
    expect(someone?.study?.results.length).toBeGreaterThan(50)
    expect(new Set(someone?.study?.results.map(({ term }) => term.key)).size).toBe(6)
  })

  it('lists a lost card, a card without records and one that nobody has', () => {
    expect(NOTABLE_CARDS.length).toBeGreaterThanOrEqual(12)
    const behind = NOTABLE_CARDS.map(({ cardUid }) => people.find(person => person.cardUid === cardUid))
    expect(behind.filter(someone => someone === undefined)).toHaveLength(1)
    expect(behind.filter(someone => someone?.cardLost)).toHaveLength(1)
    expect(behind.filter(someone => someone?.person.status === 'left' && someone.study === null)).toHaveLength(1)
  })

  it('has something of every kind, and offers nobody more than a screen or two', () => {
    const kinds = loadKinds(new URL('../../assets/templates', import.meta.url).pathname)
    const offered = people.map(({ person, study, further }) => {
      const studyRecord = study && studyRecordOf(study)
      const dataSets = Object.fromEntries(SETS.map(([set, table]) => [set, further[table]]))
      return offersOf(kinds, { person: { ...person, dataSets }, studyRecord, known: KNOWN_BY_CARD }, USUAL_TARIFF)
    })
    expect(Math.max(...offered.map(offers => offers.length))).toBeLessThanOrEqual(12)
    const toBeHad = offered.flat().filter(({ unavailable }) => unavailable === null)
    expect(new Set(toBeHad.map(({ kind }) => kind)).size).toBe(kinds.length)
    const held = offered[NOTABLE_CARDS.findIndex(({ cardUid }) => cardUid === '04875C6E')]!
    expect(held.find(({ kind }) => kind === 'transcript')?.unavailable?.zh).toContain('学费')
    expect(held.find(({ kind }) => kind === 'enrolment-proof')?.unavailable).toBeNull()
  })

  it('comes out the same each time', () => {
    expect(universitySql(samplePeople())).toBe(universitySql())
  })
})
