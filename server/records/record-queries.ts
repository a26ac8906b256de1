import { z } from 'zod'

const querySchema = z.string().min(1).max(20_000)

export const dataSetNameSchema = z.string().regex(/^[a-z][a-z0-9-]{1,40}$/)

/** The data sets that the kinds of document that come with the house are made from. */
const HOUSE_SETS: Readonly<Record<string, string>> = {
  holds: 'select reason from university.hold where person_id = $1',
  'language-tests': 'select * from university.language_test where person_id = $1 order by taken_on, test',
  'computer-tests': 'select * from university.computer_test where person_id = $1 order by taken_on, subject_zh',
  minor: 'select * from university.minor where person_id = $1',
  'minor-courses': 'select * from university.minor_result where person_id = $1 order by term_key, code',
  admission: 'select * from university.admission where person_id = $1',
}

/**
 * The SQL by which a site's data is read, one statement each, with `$1` for what is asked for. The columns that each must
 * give are in `record-rows.ts`; a site usually writes views with those names over its own tables.
 */
export const recordQueriesSchema = z.strictObject({
  /** `$1` is the number of a campus card in upper-case hex. Columns of a person, and `lost`. */
  personOfCard: querySchema.default('select * from university.card_holder where card_uid = $1'),
  /** `$1` is an identity number, upper case. Columns of a person, one row for each register that the person stands in. */
  personOfIdNumber: querySchema.default('select * from university.person where id_number = $1'),
  /** `$1` is a student or staff number as logins of the university give it. Columns of a person, one row for each register. */
  peopleOfNumber: querySchema.default('select * from university.person where number = $1'),
  /** `$1` is the beginning of a name as a pattern of `like`, `张%`. Columns of a person; staff who look for somebody are shown twenty. */
  peopleOfName: querySchema.default(
    'select * from university.person where name_zh like $1 or name_en ilike $1 order by number limit 21',
  ),
  /** `$1` is a `person_id`. Columns of a person. */
  person: querySchema.default('select * from university.person where person_id = $1'),
  /** `$1` is a `person_id`. One row a course, in the order of the transcript. */
  courses: querySchema.default('select * from university.course_result where person_id = $1 order by term_key, code'),
  /** `$1` is a `person_id`. Credits and average by the university's own rules; no row when there is no study record. */
  studyTotals: querySchema.default('select * from university.study_totals where person_id = $1'),
  /**
   * Data sets by name, beside those of the house or in their place: `$1` is a `person_id`, every row is plain values. Null where
   * the site has nothing to tell, so that nobody is held and kinds that need the set are not offered.
   */
  sets: z
    .record(dataSetNameSchema, querySchema.nullable())
    .default({})
    .transform((given): Readonly<Record<string, string | null>> => ({ ...HOUSE_SETS, ...given })),
})
export type RecordQueries = z.infer<typeof recordQueriesSchema>
