import type { StudyRecord } from '../../server/records/records.ts'
import type { SampleCourse } from './courses.ts'
import type { SeededRandom } from './seeded-random.ts'

export interface SampleTerm {
  readonly key: string
  readonly zh: string
  readonly en: string
}

export interface SampleResult {
  readonly term: SampleTerm
  readonly course: SampleCourse
  readonly markZh: string
  readonly markEn: string
  readonly gradePoint: number | null
  readonly passed: boolean
}

export interface SampleStudy {
  readonly results: readonly SampleResult[]
  readonly creditsEarned: number
  readonly gradePointAverage: number | null
}

/** The `nth` term, from 1, of someone who began in the autumn of `startYear`. */
export function termOf(startYear: number, nth: number): SampleTerm {
  const year = startYear + Math.floor((nth - 1) / 2)
  const half = nth % 2 === 1 ? 1 : 2
  return {
    key: `${year}-${year + 1}-${half}`,
    zh: `${year}—${year + 1} 学年第${half === 1 ? '一' : '二'}学期`,
    en: `${half === 1 ? 'Autumn' : 'Spring'} Term, ${year}–${year + 1}`,
  }
}

const WORDS = [
  { zh: '优秀', en: 'Excellent', gradePoint: 4 },
  { zh: '良好', en: 'Good', gradePoint: 3.3 },
  { zh: '通过', en: 'Pass', gradePoint: null },
] as const

/** Results in every course of the terms that lie behind someone: marks out of a hundred, now and then in words. */
export function inventStudy(
  random: SeededRandom,
  courses: readonly SampleCourse[],
  startYear: number,
  termsDone: number,
): SampleStudy {
  const talent = random.below(18)
  const results = courses
    .filter(({ term }) => term <= termsDone)
    .map((course): SampleResult => {
      const term = termOf(startYear, course.term)
      if (course.kind !== 'required' && random.below(5) === 0) {
        const { zh, en, gradePoint } = random.pick(WORDS)
        return { term, course, markZh: zh, markEn: en, gradePoint, passed: true }
      }
      const mark = Math.min(100, 56 + talent + random.below(27))
      const gradePoint = mark < 60 ? 0 : Math.round(Math.min(4, (mark - 50) / 10) * 10) / 10
      return { term, course, markZh: String(mark), markEn: String(mark), gradePoint, passed: mark >= 60 }
    })
  return { results, ...totalsOf(results) }
}

function totalsOf(results: readonly SampleResult[]): Pick<StudyRecord, 'creditsEarned' | 'gradePointAverage'> {
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)
  const counted = results.filter(({ gradePoint }) => gradePoint !== null)
  const credits = sum(counted.map(({ course }) => course.credits))
  const points = sum(counted.map(({ course, gradePoint }) => course.credits * (gradePoint ?? 0)))
  return {
    creditsEarned: sum(results.filter(({ passed }) => passed).map(({ course }) => course.credits)),
    gradePointAverage: credits === 0 ? null : Math.round((points / credits) * 100) / 100,
  }
}
