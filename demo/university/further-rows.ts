import type { DataRow, Person } from '../../server/records/records.ts'
import { MAJORS, MINORS, type SampleMinor } from './courses.ts'
import { type SeededRandom, seededRandom } from './seeded-random.ts'
import { inventStudy } from './study.ts'

/** The tables beside people and courses, each with its columns: what the data sets of the house are read from. */
export const FURTHER_TABLES = {
  hold: { reason: 'text not null' },
  language_test: {
    ...{ test: 'text not null', taken_on: 'date not null', ticket: 'text not null', total: 'numeric(4, 1) not null' },
    ...{ listening: 'numeric(4, 1)', reading: 'numeric(4, 1)', writing: 'numeric(4, 1)' },
  },
  computer_test: {
    ...{ level: 'text not null', subject_zh: 'text not null', subject_en: 'text not null', taken_on: 'date not null' },
    ...{ grade: 'text not null', certificate: 'text' },
  },
  minor: {
    ...{
      major_zh: 'text not null',
      major_en: 'text not null',
      college_zh: 'text not null',
      college_en: 'text not null',
    },
    ...{
      began_on: 'date not null',
      credits_required: 'numeric(4, 1) not null',
      credits_earned: 'numeric(4, 1) not null',
    },
    ...{ grade_point_average: 'numeric(3, 2)' },
  },
  minor_result: {
    ...{
      term_key: 'text not null',
      term_name_zh: 'text not null',
      term_name_en: 'text not null',
      code: 'text not null',
    },
    ...{ name_zh: 'text not null', name_en: 'text not null', credits: 'numeric(4, 1) not null' },
    ...{ mark_zh: 'text not null', mark_en: 'text not null', grade_point: 'numeric(3, 1)' },
  },
  admission: {
    ...{ level: 'text not null', candidate_number: 'text not null', letter_number: 'text not null' },
    ...{
      college_zh: 'text not null',
      college_en: 'text not null',
      major_zh: 'text not null',
      major_en: 'text not null',
    },
    ...{ degree_type: 'text', supervisor: 'text', years: 'integer not null', campus: 'text not null' },
    ...{ decided_on: 'date not null', report_from: 'date not null', report_until: 'date not null' },
  },
} as const

export type FurtherTable = keyof typeof FURTHER_TABLES
export type FurtherRows = Readonly<Record<FurtherTable, readonly DataRow[]>>

/** What someone is to have, where chance should not decide. */
export interface FurtherWishes {
  readonly holds?: readonly ('unpaid-fees' | 'record-review')[]
  /** From the second year on. */
  readonly minor?: boolean
  readonly languages?: readonly string[]
  readonly computer?: boolean
}

/** Everything further about a person: the same for the same person each time. */
export function furtherRows(person: Person, wishes: FurtherWishes = {}): FurtherRows {
  const random = seededRandom(
    [...person.personId].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) >>> 0, 7),
  )
  const started = Number(person.since.slice(0, 4))
  const isStudent = person.group !== 'staff'
  const isUndergraduate = person.group === 'undergraduate'
  const yearsDone = Math.min(4, 2026 - started)
  const chance = {
    tests: random.below(5) > 0,
    more: random.below(9),
    computer: random.below(2) === 0,
    minor: random.below(8) === 0,
  }
  const languages = wishes.languages ?? (chance.tests ? ['cet4', 'cet6', ...(MORE_LANGUAGES[chance.more] ?? [])] : [])
  const hasMinor = wishes.minor ?? chance.minor
  const minor = isUndergraduate && yearsDone >= 2 && hasMinor ? minorRows(random, person, started, yearsDone) : null
  return {
    hold: (wishes.holds ?? []).map(reason => ({ reason })),
    language_test: isUndergraduate && yearsDone > 0 ? languageRows(random, languages, started, yearsDone) : [],
    computer_test:
      isUndergraduate && yearsDone > 1 && !minor && (wishes.computer ?? chance.computer)
        ? [computerRow(random, started)]
        : [],
    minor: minor ? [minor.row] : [],
    minor_result: minor?.results ?? [],
    admission:
      isStudent && person.status === 'enrolled' && started >= (isUndergraduate ? 2025 : 2024)
        ? [admissionRow(random, person, started)]
        : [],
  }
}

const MORE_LANGUAGES: Record<number, readonly string[]> = { 0: ['cjt4'], 1: ['cgt4'], 2: ['cft4'] }

function languageRows(random: SeededRandom, tests: readonly string[], started: number, yearsDone: number): DataRow[] {
  return tests.slice(0, yearsDone * 2).map((test, nth) => {
    const takenOn = `${started + 1 + Math.floor(nth / 2)}-${nth % 2 === 0 ? '06-14' : '12-13'}`
    const ticket = `${990199 + nth}${takenOn.slice(2, 4)}${takenOn.startsWith('12', 5) ? 2 : 1}${String(random.below(1_000_000)).padStart(6, '0')}`
    if (!test.startsWith('cet'))
      return {
        test,
        taken_on: takenOn,
        ticket,
        total: 60 + random.below(36),
        listening: null,
        reading: null,
        writing: null,
      }
    const [listening, reading, writing] = [
      130 + random.below(90),
      140 + random.below(90),
      120 + random.below(70),
    ] as const
    return { test, taken_on: takenOn, ticket, total: listening + reading + writing, listening, reading, writing }
  })
}

const COMPUTER_SUBJECTS = [
  ['2', 'Python 语言程序设计', 'Programming in Python'],
  ['2', 'C 语言程序设计', 'Programming in C'],
  ['2', 'MS Office 高级应用与设计', 'Advanced Use of MS Office'],
  ['3', '网络技术', 'Network Technology'],
] as const

function computerRow(random: SeededRandom, started: number): DataRow {
  const [level, zh, en] = random.pick(COMPUTER_SUBJECTS)
  const year = started + 2
  return {
    ...{ level, subject_zh: zh, subject_en: en, taken_on: `${year}-03-29` },
    grade: random.pick(['excellent', 'good', 'pass']),
    certificate: `${level}65199${String(year).slice(2)}${String(random.below(1_000_000)).padStart(6, '0')}`,
  }
}

function minorRows(random: SeededRandom, person: Person, started: number, yearsDone: number) {
  const minor = random.pick(MINORS.filter(({ zh }) => zh !== person.major?.zh)) satisfies SampleMinor
  const study = inventStudy(random, minor.courses, started + 1, (yearsDone - 1) * 2)
  const row: DataRow = {
    ...{ major_zh: minor.zh, major_en: minor.en, college_zh: minor.collegeZh, college_en: minor.collegeEn },
    ...{ began_on: `${started + 1}-09-01`, credits_required: 30, credits_earned: study.creditsEarned },
    grade_point_average: study.gradePointAverage,
  }
  const results = study.results.map(
    ({ term, course, markZh, markEn, gradePoint }): DataRow => ({
      ...{ term_key: term.key, term_name_zh: term.zh, term_name_en: term.en, code: course.code },
      ...{ name_zh: course.zh, name_en: course.en, credits: course.credits },
      ...{ mark_zh: markZh, mark_en: markEn, grade_point: gradePoint },
    }),
  )
  return { row, results }
}

function admissionRow(random: SeededRandom, person: Person, started: number): DataRow {
  const level = person.level ?? 'bachelor'
  const major = MAJORS.find(({ zh }) => zh === person.major?.zh) ?? MAJORS[0]!
  const isBachelor = level === 'bachelor'
  return {
    level,
    candidate_number: `${String(started).slice(2)}${random.pick(['11', '31', '50'])}0199${String(random.below(1_000_000)).padStart(6, '0')}`,
    letter_number: `${started}${isBachelor ? 'B' : level === 'master' ? 'S' : 'D'}${String(random.below(100_000)).padStart(5, '0')}`,
    ...{ college_zh: major.collegeZh, college_en: major.collegeEn, major_zh: major.zh, major_en: major.en },
    degree_type: isBachelor ? null : level === 'doctor' || random.below(2) === 0 ? 'academic' : 'professional',
    supervisor: level === 'doctor' ? random.pick(['顾闻溪', '陆星河', '秦牧之']) : null,
    years: level === 'master' ? 3 : 4,
    campus: '翠湖校区',
    ...{
      decided_on: `${started}-07-1${random.below(9)}`,
      report_from: `${started}-08-30`,
      report_until: `${started}-08-31`,
    },
  }
}
