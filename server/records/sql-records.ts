import { CompiledQuery, type Kysely } from 'kysely'
import type { z } from 'zod'
import type { Clock } from '../../src/clock.ts'
import { REGISTERS_MAX } from '../../src/contract/terminals-api.ts'
import { RecordMisfit } from './ask-records.ts'
import type { RecordQueries } from './record-queries.ts'
import {
  cardRowSchema,
  courseRowSchema,
  dataRowSchema,
  personRowSchema,
  studyRecordOf,
  totalsRowSchema,
} from './record-rows.ts'
import type { DataRow, Lookup, Person, PersonId, Records } from './records.ts'

const MAX_COURSES = 1_000
const MAX_SET_ROWS = 500

/** The records, and each data set by itself. */
export interface SqlRecords extends Records, Lookup {
  /** The person's rows of a configured data set; none where the site has said that there is nothing. Rejects for an unknown name. */
  dataSet(personId: PersonId, name: string): Promise<readonly DataRow[]>
}

/**
 * The university's data through SQL that the site has configured. Every row is checked before it is believed; one that does
 * not fit is an error that names the columns and no value. Rejects too when the database takes longer than `timeoutMs`.
 * A person comes with every configured data set, because what may be offered follows from them.
 */
export function createSqlRecords<Database>(
  db: Kysely<Database>,
  queries: RecordQueries,
  clock: Clock,
  timeoutMs = 5_000,
): SqlRecords {
  const ask = async (name: string, query: string, key: string): Promise<readonly unknown[]> => {
    let cancel = () => {}
    const late = new Promise<never>((_, reject) => {
      cancel = clock.after(timeoutMs, () => reject(new Error(`the query ${name} took longer than ${timeoutMs} ms`)))
    })
    const answer = db.executeQuery(CompiledQuery.raw(query, [key]))
    answer.catch(() => undefined)
    try {
      return (await Promise.race([answer, late])).rows
    } finally {
      cancel()
    }
  }
  const read = <Schema extends z.ZodType>(name: string, schema: Schema, row: unknown): z.output<Schema> => {
    const parsed = schema.safeParse(row)
    if (parsed.success) return parsed.data
    const columns = parsed.error.issues.map(issue => issue.path.join('.')).join(', ')
    throw new RecordMisfit(`the query ${name} gave a row whose columns do not fit: ${columns}`)
  }
  const some = async (name: Exclude<keyof RecordQueries, 'sets'>, key: string, most: number) => {
    const rows = await ask(name, queries[name], key)
    const allowed = most === 1 ? 'one is' : `${most} are`
    if (rows.length > most)
      throw new RecordMisfit(`the query ${name} gave ${rows.length} rows where ${allowed} allowed`)
    return rows
  }
  const one = async (name: Exclude<keyof RecordQueries, 'sets'>, key: string) => (await some(name, key, 1))[0]
  const plainRegistersOf = async (
    name: 'personOfIdNumber' | 'peopleOfNumber',
    key: string,
  ): Promise<readonly Person[]> => {
    const rows = await some(name, key, REGISTERS_MAX)
    const people = rows.map(row => read(name, personRowSchema, row))
    if (new Set(people.map(({ personId }) => personId)).size < people.length)
      throw new RecordMisfit(`the query ${name} gave a person_id twice`)
    return people
  }
  const registersOf = async (name: 'personOfIdNumber' | 'peopleOfNumber', key: string): Promise<readonly Person[]> =>
    Promise.all((await plainRegistersOf(name, key)).map(withDataSets))
  const dataSet = async (personId: PersonId, name: string): Promise<readonly DataRow[]> => {
    const query = Object.hasOwn(queries.sets, name) ? queries.sets[name] : undefined
    if (query === undefined) throw new Error(`no data set ${name} is configured`)
    if (query === null) return []
    const rows = await ask(`sets.${name}`, query, personId)
    if (rows.length > MAX_SET_ROWS)
      throw new Error(`the data set ${name} has more than ${MAX_SET_ROWS} rows of a person`)
    return rows.map(row => read(`sets.${name}`, dataRowSchema, row))
  }
  const withDataSets = async (found: Person): Promise<Person> => {
    const names = Object.keys(queries.sets)
    const sets = await Promise.all(names.map(async name => [name, await dataSet(found.personId, name)] as const))
    return { ...found, dataSets: Object.fromEntries(sets) }
  }

  return {
    personOfCard: async uid => {
      const row = await one('personOfCard', uid)
      if (row === undefined) return null
      const { lost } = read('personOfCard', cardRowSchema, row)
      return { person: await withDataSets(read('personOfCard', personRowSchema, row)), lost }
    },
    peopleOfIdNumber: idNumber => registersOf('personOfIdNumber', idNumber),
    peopleOfNumber: number => registersOf('peopleOfNumber', number),
    person: async personId => {
      const row = await one('person', personId)
      return row === undefined ? null : withDataSets(read('person', personRowSchema, row))
    },
    studyRecord: async personId => {
      const totals = await one('studyTotals', personId)
      if (totals === undefined) return null
      const courses = await ask('courses', queries.courses, personId)
      if (courses.length > MAX_COURSES) throw new Error(`a study record has more than ${MAX_COURSES} courses`)
      const rows = courses.map(row => read('courses', courseRowSchema, row))
      return studyRecordOf(rows, read('studyTotals', totalsRowSchema, totals))
    },
    dataSet,
    registersOfNumber: number => plainRegistersOf('peopleOfNumber', number),
    peopleOfName: async (beginning, most) => {
      const rows = await ask('peopleOfName', queries.peopleOfName, `${beginning.replaceAll(/[\\%_]/g, '\\$&')}%`)
      return rows.slice(0, most).map(row => read('peopleOfName', personRowSchema, row))
    },
  }
}
