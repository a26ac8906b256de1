import { describe, expect, it } from 'vitest'
import type { Way } from '../../src/rules/assurance.ts'
import { USUAL_TARIFF } from '../../src/rules/tariff.ts'
import type { DataSets, Person } from '../records/records.ts'
import { wordsFor } from './document-data.ts'
import { HOUSE_TEMPLATES } from './house-templates.ts'
import { sampleOf } from './kind-sample.ts'
import { loadKinds } from './load-kinds.ts'
import { offersOf } from './offers.ts'
import {
  KNOWN_BY_CARD,
  NOTHING_FURTHER,
  sampleLecturer,
  sampleStudent,
  sampleStudyRecord,
  sampleSubject,
} from './sample-subjects.ts'
import type { Subject } from './subject.ts'

const kinds = loadKinds(HOUSE_TEMPLATES)
const price = { ...USUAL_TARIFF, zhFen: 200, enFen: 500 }
const offers = (subject: Subject) => offersOf(kinds, subject, price)
const offered = (subject: Subject) => offers(subject).map(({ kind, edition }) => `${kind} ${edition}`)
const reasons = (subject: Subject) =>
  Object.fromEntries(
    offers(subject).map(({ kind, edition, unavailable }) => [`${kind} ${edition}`, unavailable?.en ?? null]),
  )
const having = (dataSets: DataSets, changes: Partial<Person> = {}): Subject => ({
  person: sampleStudent({ ...changes, dataSets: { ...NOTHING_FURTHER, ...dataSets } }),
  studyRecord: sampleStudyRecord(8),
  known: KNOWN_BY_CARD,
})

describe('what is offered', () => {
  it('begins with what most people come for, at the price of the language', () => {
    expect(
      offers(sampleSubject()).map(({ kind, edition, unitPriceFen }) => [`${kind} ${edition}`, unitPriceFen]),
    ).toEqual([
      ['transcript zh', 200],
      ['transcript en', 500],
      ['enrolment-proof zh', 200],
      ['enrolment-proof en', 500],
      ['transcript zh-year', 200],
      ['transcript zh-plain', 200],
      ['transcript en-plain', 500],
      ['grade-points both', 200],
    ])
  })

  it('is by group, and in the words of the group', () => {
    expect(offered({ person: sampleLecturer(), studyRecord: null, known: KNOWN_BY_CARD })).toEqual([
      'employment-proof zh',
      'employment-proof en',
    ])
    const graduate = having({}, { group: 'graduate', level: 'master' })
    const lines = offers(graduate).map(({ detail }) => detail.zh)
    expect(lines).toContain('研究生学籍证明')
    expect(lines.filter(line => line.startsWith('研究生成绩单，截至')).length).toBe(4)
    const edition = kinds.find(({ kind }) => kind === 'enrolment-proof')!.editions[1]!
    expect(wordsFor(edition, graduate).paperTitle).toBe('Certificate of Graduate Enrolment')
    expect(wordsFor(edition, sampleSubject()).paperTitle).toBe('Certificate of Enrolment')
  })

  it('leaves out what a person has no data for, and names each edition whose data is there', () => {
    expect(offered(sampleOf(HOUSE_TEMPLATES, 'minor-transcript')!)).toContain('minor-transcript en')
    expect(offered(sampleOf(HOUSE_TEMPLATES, 'computer-test')!)).toContain('computer-test zh')
    const languages = sampleOf(HOUSE_TEMPLATES, 'language-test')!
    const tests = languages.person.dataSets?.['language-tests'] ?? []
    const only = (...names: string[]) =>
      offered(having({ 'language-tests': tests.filter(({ test }) => names.includes(String(test))) })).filter(name =>
        name.startsWith('language'),
      )
    expect(only()).toEqual([])
    expect(only('cet6')).toEqual(['language-test english'])
    expect(only('cgt4', 'cft4')).toEqual(['language-test german', 'language-test french'])
  })

  it('offers a letter of admission to whom it was written alone', () => {
    for (const [level, kind] of [
      ['bachelor', 'admission-bachelor'],
      ['master', 'admission-master'],
      ['doctor', 'admission-doctor'],
    ] as const) {
      const admitted = sampleOf(HOUSE_TEMPLATES, kind)!
      expect(admitted.person.level).toBe(level)
      expect(offered(admitted).filter(name => name.startsWith('admission'))).toEqual([`${kind} zh`])
    }
  })

  it('fills the line under the title from the study record and from data sets', () => {
    const all = offers(sampleOf(HOUSE_TEMPLATES, 'minor-transcript')!)
    const detail = (kind: string, edition: string) =>
      all.find(offer => offer.kind === kind && offer.edition === edition)?.detail.en
    expect(detail('transcript', 'en')).toBe('Major, up to Spring term 2025–2026')
    expect(detail('transcript', 'zh-year')).toBe('Only 2025–2026')
    expect(detail('minor-transcript', 'zh')).toBe('Minor in Finance')
  })
})

describe('why something cannot be had', () => {
  it('is that there is nothing yet, once for each language', () => {
    expect(reasons({ person: sampleStudent(), studyRecord: null, known: KNOWN_BY_CARD })).toEqual({
      'transcript zh': 'There are no results yet.',
      'transcript en': 'There are no results yet.',
      'enrolment-proof zh': null,
      'enrolment-proof en': null,
    })
  })

  it('is the state of the person, or a fact that is missing', () => {
    expect(reasons(having({}, { status: 'graduated' }))).toMatchObject({
      'transcript zh': null,
      'enrolment-proof zh': 'Only enrolled students can have a proof of enrolment.',
    })
    expect(reasons(having({}, { nameEn: '' }))).toMatchObject({
      'transcript zh': null,
      'transcript en': expect.stringMatching(/Latin letters/),
      'enrolment-proof en': expect.stringMatching(/Latin letters/),
    })
    expect(offered(having({}, { nameEn: '' }))).not.toContain('transcript en-plain')
  })

  it('is a hold, with its own reason, for the kinds that it concerns', () => {
    const unpaid = reasons(having({ holds: [{ reason: 'unpaid-fees' }] }))
    expect(unpaid).toMatchObject({
      'transcript zh': expect.stringMatching(/finance office/),
      'enrolment-proof zh': null,
    })
    const reviewed = reasons(having({ holds: [{ reason: 'record-review' }] }))
    expect(reviewed).toMatchObject({
      'transcript zh': expect.stringMatching(/being reviewed/),
      'enrolment-proof zh': expect.stringMatching(/being reviewed/),
    })
  })

  it('is that holds cannot be looked up or understood', () => {
    const notComplete = expect.stringMatching(/not complete/)
    expect(reasons(having({ holds: [{ reason: 'something new' }] }))).toMatchObject({ 'transcript zh': notComplete })
    const blind: Subject = { ...sampleSubject(), person: sampleStudent({ dataSets: {} }) }
    expect(reasons(blind)).toMatchObject({ 'transcript zh': notComplete, 'enrolment-proof zh': notComplete })
  })

  it('is data that does not fit', () => {
    const test = { test: 'cet4', taken_on: '2024-06-15', ticket: '99', listening: null, reading: null, writing: null }
    expect(reasons(having({ 'language-tests': [{ ...test, total: 548 }] }))).toHaveProperty(
      'language-test english',
      null,
    )
    for (const total of [711, 'many', null, -1]) {
      expect(reasons(having({ 'language-tests': [{ ...test, total }] }))['language-test english']).toMatch(
        /not complete/,
      )
    }
  })

  it('is an approval that nobody has given yet', () => {
    const [kind] = loadKinds(HOUSE_TEMPLATES)
    const approval = {
      set: 'approvals',
      where: { kind: ['transcript'] },
      reason: { zh: '待审批', en: 'Waiting for approval.' },
    }
    const asked = { ...kind!, approval }
    const why = (dataSets: DataSets) => offersOf([asked], having(dataSets), price)[0]?.unavailable?.en ?? null
    expect(why({})).toBe('Waiting for approval.')
    expect(why({ approvals: [{ kind: 'other' }] })).toBe('Waiting for approval.')
    expect(why({ approvals: [{ kind: 'transcript' }] })).toBeNull()
  })

  it('is that more must be shown, said last, and only where the kind asks for it', () => {
    const [kind] = loadKinds(HOUSE_TEMPLATES)
    const approval = { set: 'approvals', where: {}, reason: { zh: '待审批', en: 'Waiting for approval.' } }
    const asked = { ...kind!, approval, assurance: { level: 'A2', withinMinutes: 5 } as const }
    const why = (subject: Subject) => offersOf([asked], subject, price)[0]?.unavailable?.en ?? null
    const approved = having({ approvals: [{ kind: 'transcript' }] })
    expect(why(having({}))).toBe('Waiting for approval.')
    expect(why(approved)).toMatch(/needs your ID card/)
    const shown = (way: Way, atMs: number) => why({ ...approved, known: { proofs: [{ way, atMs }], atMs: 600_000 } })
    expect(shown('id-card', 590_000)).toBeNull()
    expect(shown('cas', 590_000)).toBeNull()
    expect(shown('id-card', 10_000)).toMatch(/needs your ID card/)
    expect(why({ ...approved, known: 'by-the-office' })).toBeNull()
    const dearer = { ...asked, assurance: { level: 'A3', withinMinutes: null } as const }
    expect(offersOf([dearer], approved, price)[0]?.unavailable?.en).toMatch(/university login/)
    expect(offersOf([kind!], approved, price)[0]?.unavailable).toBeNull()
  })

  it('may pass, or is a lasting matter of who the person is', () => {
    const mayPass = (subject: Subject) =>
      new Set(offers(subject).flatMap(({ unavailable, mayPass }) => (unavailable ? [mayPass] : [])))
    expect(mayPass(having({ holds: [{ reason: 'record-review' }] }))).toEqual(new Set([true]))
    expect(mayPass(having({}, { status: 'left' }))).toEqual(new Set([false]))
    expect(mayPass(sampleSubject())).toEqual(new Set())
  })
})

describe('what the house has written down', () => {
  const reason = { zh: '图书未还', en: 'Books are not returned' }
  const withHouse = (house: Person['house'], dataSets: DataSets = {}) => having(dataSets, { ...(house && { house }) })

  it('holds back the kinds that it names with its reason, or all of them', () => {
    const one = reasons(withHouse({ holds: [{ kinds: ['transcript'], reason }], approvals: [] }))
    expect(one['transcript zh']).toBe('Books are not returned')
    expect(one['enrolment-proof zh']).toBeNull()
    const all = reasons(withHouse({ holds: [{ kinds: null, reason }], approvals: [] }))
    expect(new Set(Object.values(all))).toEqual(new Set(['Books are not returned']))
  })

  it('counts as the row for which a kind waits, and lifts nothing else', () => {
    const kind = kinds.find(one => one.kind === 'transcript')!
    const approval = { set: 'holds', where: { reason: ['never'] }, reason }
    const waiting = [{ ...kind, holds: [], approval }]
    const said = (house: Person['house']) => offersOf(waiting, withHouse(house), price)[0]?.unavailable
    expect(said({ holds: [], approvals: [] })).toEqual(reason)
    expect(said({ holds: [], approvals: ['enrolment-proof'] })).toEqual(reason)
    expect(said({ holds: [], approvals: ['transcript'] })).toBeNull()
  })
})
