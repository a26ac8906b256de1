import { createHash } from 'node:crypto'
import pg from 'pg'
import { codeOf } from '../expect-at-start.ts'

/** A text that is used so often is worth the memory that its plan takes on each connection. */
const USES_TO_PREPARE = 3
/** So many texts are remembered, prepared or counted: lists of every length are texts of their own, and would never end. */
const TEXTS_MAX = 300

/**
 * Gives the statements of a process that come again and again names, under which the database keeps their plans: reading and planning a
 * statement takes it longer than carrying it out. One for all connections.
 */
export function createStatementNames(): { nameOf(text: string): string | undefined } {
  const uses = new Map<string, { count: number; name: string | undefined }>()
  return {
    nameOf: text => {
      const known = uses.get(text)
      if (!known) {
        if (uses.size < TEXTS_MAX) uses.set(text, { count: 1, name: undefined })
        return undefined
      }
      if (known.name === undefined && ++known.count >= USES_TO_PREPARE)
        known.name = createHash('sha256').update(text).digest('hex').slice(0, 32)
      return known.name
    },
  }
}

type Names = ReturnType<typeof createStatementNames>

/** What PostgreSQL says of a statement that it has prepared when a column was added since, by a newer program for example. */
const isStale = (error: unknown): boolean => codeOf(error) === '0A000'

/** A connection that prepares what comes again and again. A prepared statement that has become stale fails once, and is prepared anew. */
export function preparedClient(names: Names): typeof pg.Client {
  return class PreparedClient extends pg.Client {
    #generation = 0

    // The driver's own query has many forms; the one with a text and values is that of the query builder, and has a promise.
    override query(...args: unknown[]): never {
      const plain = super.query as (...args: unknown[]) => never
      const [text, values, callback] = args
      if (typeof text !== 'string' || !Array.isArray(values) || callback !== undefined) return plain.apply(this, args)
      const name = names.nameOf(text)
      if (name === undefined) return plain.call(this, text, values)
      const done = plain.call(this, { text, values, name: `${name}-${this.#generation}` }) as Promise<unknown>
      return done.catch((error: unknown) => {
        if (isStale(error)) this.#generation++
        throw error
      }) as never
    }
  } as typeof pg.Client
}
