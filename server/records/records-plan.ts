import { z } from 'zod'
import type { ExampleSite } from '../ground/config/example.ts'
import type { PathAt } from '../ground/config/sections.ts'
import { plan } from '../ground/room.ts'
import { recordQueriesSchema } from './record-queries.ts'

const config = (at: PathAt) => ({
  records: z.strictObject({
    databaseUrl: z.string().startsWith('postgres').nullable().default(null),
    setupSqlFile: z.string().transform(at).nullable().default(null),
    queries: recordQueriesSchema.default(() => recordQueriesSchema.parse({})),
  }),
})

const example = ({ setupSqlFile }: ExampleSite) => `
# The university's own data, read only.
records:
  # Null: the university's views lie in the server's own database.
  databaseUrl: null
  # An SQL script that is run once in the server's database, and again when its content changes.
  setupSqlFile: ${JSON.stringify(setupSqlFile)}
  # SQL statements with $1, where the defaults do not fit: personOfCard, personOfIdNumber, peopleOfNumber, peopleOfName, person, courses,
  # studyTotals,
  # and under sets one for each further data set of a kind. Each must give the columns that server/records/record-rows.ts names.
  queries: {}
`

/** What the university knows of its people. */
export const RECORDS = plan({ name: 'records', config, example })
