import { z } from 'zod'
import { composedName, nameTrouble } from '../../src/rules/names.ts'
import {
  type CourseResult,
  type DataRow,
  ID_TYPES,
  type Person,
  type PersonId,
  type StudyRecord,
  type Term,
} from './people.ts'

const text = z.string().min(1).max(400)
const textOrNull = text.nullable()
/** What is blank or a filler, or holds what paper cannot carry, is nobody's name: the registry has to mend it before anything is printed. */
const name = text.refine(given => nameTrouble(given) === null, 'no name that can be printed').transform(composedName)
/** Databases give a date as text or, by their driver, as midnight of the local day. */
const day = z.union([z.iso.date(), z.date().transform(dayOf)])
function dayOf(date: Date): string {
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(part => String(part).padStart(2, '0')).join('-')
}
/** `numeric` comes as text, so that no digit is lost. */
const number = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d+(?:\.\d+)?$/)
    .transform(Number),
])
const bilingual = (zh: string | null, en: string | null) => (zh === null || en === null ? null : { zh, en })

/** The columns of a person. Further columns are ignored. */
export const personRowSchema = z
  .object({
    person_id: text.transform(id => id as PersonId),
    person_group: z.enum(['undergraduate', 'graduate', 'staff']),
    name_zh: name,
    name_en: name,
    number: text,
    id_number: textOrNull,
    /** Of which document; data of most sites does not say. */
    id_type: z.enum(ID_TYPES).nullable().optional(),
    /** The mailbox that the university has given the person or proven; data of many sites does not say. */
    mail: z.string().max(400).nullable().optional(),
    sex: z.enum(['male', 'female']),
    born_on: day,
    college_zh: text,
    college_en: text,
    major_zh: textOrNull,
    major_en: textOrNull,
    level: z.enum(['bachelor', 'master', 'doctor']).nullable(),
    since: day,
    until: day.nullable(),
    status: z.enum(['enrolled', 'graduated', 'employed', 'left']),
    post_zh: textOrNull,
    post_en: textOrNull,
  })
  .transform(
    (row): Person => ({
      personId: row.person_id,
      group: row.person_group,
      nameZh: row.name_zh,
      nameEn: row.name_en,
      number: row.number,
      idNumber: row.id_number,
      ...(row.id_type === undefined ? {} : { idType: row.id_type }),
      ...(row.mail === undefined ? {} : { mail: row.mail }),
      sex: row.sex,
      bornOn: row.born_on,
      college: { zh: row.college_zh, en: row.college_en },
      major: bilingual(row.major_zh, row.major_en),
      level: row.level,
      since: row.since,
      until: row.until,
      status: row.status,
      post: bilingual(row.post_zh, row.post_en),
    }),
  )

export const cardRowSchema = z.object({ lost: z.boolean() })

/** The columns of one course in one term. */
export const courseRowSchema = z.object({
  term_key: text,
  term_name_zh: text,
  term_name_en: text,
  code: text,
  name_zh: text,
  name_en: text,
  kind: z.enum(['required', 'elective', 'public']),
  credits: number,
  mark_zh: text,
  mark_en: text,
  grade_point: number.nullable(),
})
export type CourseRow = z.infer<typeof courseRowSchema>

export const totalsRowSchema = z.object({ credits_earned: number, grade_point_average: number.nullable() })

/** Puts course rows together by term, in the order in which they come. */
export function studyRecordOf(rows: readonly CourseRow[], totals: z.infer<typeof totalsRowSchema>): StudyRecord {
  const terms = new Map<string, Term & { courses: CourseResult[] }>()
  for (const row of rows) {
    const term = terms.get(row.term_key) ?? {
      key: row.term_key,
      name: { zh: row.term_name_zh, en: row.term_name_en },
      courses: [],
    }
    terms.set(row.term_key, term)
    term.courses.push({
      code: row.code,
      name: { zh: row.name_zh, en: row.name_en },
      kind: row.kind,
      credits: row.credits,
      mark: { zh: row.mark_zh, en: row.mark_en },
      gradePoint: row.grade_point,
    })
  }
  return {
    terms: [...terms.values()],
    creditsEarned: totals.credits_earned,
    gradePointAverage: totals.grade_point_average,
  }
}

/** A row of a data set: any columns of plain values. What they must be is said by the kind of document that uses them. */
export const dataRowSchema: z.ZodType<DataRow> = z
  .record(
    z.string().max(60),
    z.union([z.string().max(2_000), z.number(), z.boolean(), z.null(), z.date().transform(dayOf)]),
  )
  .refine(row => Object.keys(row).length <= 60, 'more than 60 columns')
