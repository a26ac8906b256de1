import { CompiledQuery, type Kysely } from 'kysely'
import type { z } from 'zod'
import type { Clock } from '../../src/clock.ts'
import type { RecordQueries } from './record-queries.ts'
import { cardRowSchema, courseRowSchema, personRowSchema, studyRecordOf, totalsRowSchema } from './record-rows.ts'
import type { Records } from './records.ts'

const MAX_COURSES = 1_000

/**
 * The university's data through SQL that the site has configured. Every row is checked before it is believed; one that does
 * not fit is an error that names the columns and no value. Rejects too when the database takes longer than `timeoutMs`.
 */
export function createSqlRecords<Database>(
  db: Kysely<Database>,
  queries: RecordQueries,
  clock: Clock,
  timeoutMs = 5_000,
): Records {
  const ask = async (name: keyof RecordQueries, key: string): Promise<readonly unknown[]> => {
    let cancel = () => {}
    const late = new Promise<never>((_, reject) => {
      cancel = clock.after(timeoutMs, () => reject(new Error(`the query ${name} took longer than ${timeoutMs} ms`)))
    })
    const answer = db.executeQuery(CompiledQuery.raw(queries[name], [key]))
    answer.catch(() => undefined)
    try {
      return (await Promise.race([answer, late])).rows
    } finally {
      cancel()
    }
  }
  const read = <Schema extends z.ZodType>(
    name: keyof RecordQueries,
    schema: Schema,
    row: unknown,
  ): z.output<Schema> => {
    const parsed = schema.safeParse(row)
    if (parsed.success) return parsed.data
    const columns = parsed.error.issues.map(issue => issue.path.join('.')).join(', ')
    throw new Error(`the query ${name} gave a row whose columns do not fit: ${columns}`)
  }
  const one = async (name: keyof RecordQueries, key: string): Promise<unknown> => {
    const rows = await ask(name, key)
    if (rows.length > 1) throw new Error(`the query ${name} gave ${rows.length} rows where one is allowed`)
    return rows[0]
  }
  const person = async (name: 'person' | 'personOfIdNumber', key: string) => {
    const row = await one(name, key)
    return row === undefined ? null : read(name, personRowSchema, row)
  }

  return {
    personOfCard: async uid => {
      const row = await one('personOfCard', uid)
      if (row === undefined) return null
      const { lost } = read('personOfCard', cardRowSchema, row)
      return { person: read('personOfCard', personRowSchema, row), lost }
    },
    personOfIdNumber: idNumber => person('personOfIdNumber', idNumber),
    person: personId => person('person', personId),
    studyRecord: async personId => {
      const totals = await one('studyTotals', personId)
      if (totals === undefined) return null
      const courses = await ask('courses', personId)
      if (courses.length > MAX_COURSES) throw new Error(`a study record has more than ${MAX_COURSES} courses`)
      const rows = courses.map(row => read('courses', courseRowSchema, row))
      return studyRecordOf(rows, read('studyTotals', totalsRowSchema, totals))
    },
  }
}
