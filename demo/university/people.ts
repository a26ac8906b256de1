import type { Person, PersonId } from '../../server/records/records.ts'
import type { Bilingual } from '../../src/contract/texts.ts'
import { checkCharacter } from '../../src/rules/id-number.ts'
import { GRADUATE_COURSES, MAJORS, type SampleMajor } from './courses.ts'
import { type FurtherRows, furtherRows } from './further-rows.ts'
import { inventName, type SampleName } from './names.ts'
import { type SeededRandom, seededRandom } from './seeded-random.ts'
import { inventStudy, type SampleStudy } from './study.ts'

export interface SamplePerson {
  readonly person: Person
  readonly cardUid: string
  readonly cardLost: boolean
  readonly study: SampleStudy | null
  /** Holds, results of examinations, minor studies, admission. */
  readonly further: FurtherRows
}

/** Today in the sample university: the autumn term of 2026 has begun, seven terms lie behind those who came in 2023. */
const AUTUMN = 2026
const SEED = 20_261_122
/** Codes of places that belong to nobody: the last two digits are not given to any county. */
const PLACES = ['110199', '310199', '440199', '510199']

const POSTS = [
  ['教授', 'Professor'],
  ['副教授', 'Associate Professor'],
  ['讲师', 'Lecturer'],
  ['实验师', 'Laboratory Engineer'],
  ['教务员', 'Registry Officer'],
  ['图书馆员', 'Librarian'],
] as const

const two = (n: number) => String(n).padStart(2, '0')

/** An identity number with a right check digit and a place that does not exist. */
function inventIdNumber(random: SeededRandom, bornOn: string, sex: Person['sex']): string {
  const order = random.below(499) * 2 + (sex === 'male' ? 1 : 2)
  const digits = `${random.pick(PLACES)}${bornOn.replaceAll('-', '')}${String(order).padStart(3, '0')}`
  return digits + checkCharacter(digits)
}

type Basics = Pick<Person, 'personId' | 'nameZh' | 'nameEn' | 'sex' | 'bornOn' | 'idNumber'>

function inventBasics(random: SeededRandom, id: string, bornInYear: number, name: SampleName): Basics {
  const sex = random.below(2) === 0 ? 'male' : 'female'
  const bornOn = `${bornInYear}-${two(1 + random.below(12))}-${two(1 + random.below(28))}`
  const idNumber = inventIdNumber(random, bornOn, sex)
  return { personId: id as PersonId, nameZh: name.zh, nameEn: name.en, sex, bornOn, idNumber }
}

const placeOf = (major: SampleMajor): Pick<Person, 'college' | 'major'> => ({
  college: { zh: major.collegeZh, en: major.collegeEn },
  major: { zh: major.zh, en: major.en },
})

/** A student or member of staff before cards are given out. */
type WithoutCard = Pick<SamplePerson, 'person' | 'study'>

export function inventUndergraduate(
  random: SeededRandom,
  nth: number,
  { startYear = 2022 + random.below(5), major = random.pick(MAJORS), name = inventName(random) } = {},
): WithoutCard {
  const termsDone = Math.min(8, (AUTUMN - startYear) * 2)
  const graduated = startYear + 4 <= AUTUMN
  const number = `${startYear}${major.code}${String(nth).padStart(4, '0')}`
  return {
    person: {
      ...inventBasics(random, `u${number}`, startYear - 18, name),
      ...placeOf(major),
      group: 'undergraduate',
      number,
      level: 'bachelor',
      since: `${startYear}-09-01`,
      until: graduated ? `${startYear + 4}-06-30` : null,
      status: graduated ? 'graduated' : 'enrolled',
      post: null,
    },
    study: termsDone === 0 ? null : inventStudy(random, major.courses, startYear, termsDone),
  }
}

export function inventGraduate(
  random: SeededRandom,
  nth: number,
  {
    major = random.pick(MAJORS),
    name = inventName(random),
    level: wanted,
  }: { readonly major?: SampleMajor; readonly name?: Bilingual; readonly level?: 'master' | 'doctor' } = {},
): WithoutCard {
  const startYear = 2024 + random.below(2)
  const drawn = random.below(3) === 0 ? 'doctor' : 'master'
  const level = wanted ?? drawn
  const number = `${level === 'doctor' ? 'D' : 'M'}${startYear}${String(nth).padStart(5, '0')}`
  return {
    person: {
      ...inventBasics(random, `g${number}`, startYear - 23, name),
      ...placeOf(major),
      group: 'graduate',
      number,
      level,
      since: `${startYear}-09-01`,
      until: `${startYear + (level === 'doctor' ? 4 : 3)}-06-30`,
      status: 'enrolled',
      post: null,
    },
    study: inventStudy(random, GRADUATE_COURSES, startYear, (AUTUMN - startYear) * 2),
  }
}

export function inventStaff(random: SeededRandom, nth: number, name = inventName(random)): WithoutCard {
  const since = 1995 + random.below(30)
  const [zh, en] = random.pick(POSTS)
  const { college } = placeOf(random.pick(MAJORS))
  const number = `T${since}${String(nth).padStart(3, '0')}`
  return {
    person: {
      ...inventBasics(random, `t${number}`, since - 28, name),
      college,
      major: null,
      group: 'staff',
      number,
      level: null,
      since: `${since}-09-01`,
      until: null,
      status: 'employed',
      post: { zh, en },
    },
    study: null,
  }
}

/** The many: undergraduates, graduates and staff, the same ones each time. */
export function inventCrowd(): SamplePerson[] {
  const random = seededRandom(SEED)
  const crowd = [
    ...Array.from({ length: 150 }, (_, nth) => inventUndergraduate(random, nth + 1)),
    ...Array.from({ length: 40 }, (_, nth) => inventGraduate(random, nth + 1)),
    ...Array.from({ length: 30 }, (_, nth) => inventStaff(random, nth + 1)),
  ]
  return crowd.map((someone, nth) => ({
    ...someone,
    cardUid: (0x5e00_0000 + nth * 7919).toString(16).toUpperCase().padStart(8, '0'),
    cardLost: false,
    further: furtherRows(someone.person),
  }))
}
