import { type PGlite, parse, protocol } from '@electric-sql/pglite'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  CompiledQuery as Query,
  type QueryResult,
} from 'kysely'

/**
 * A driver for PGlite in memory that keeps every statement prepared and asks for it in one message (PostgreSQL's extended query
 * protocol): the same engine with the same rows, in a fifth of the time.
 */
export function quickDriver(pglite: PGlite): Driver {
  const names = statementsOf(pglite)
  const { serialize } = protocol
  const message = (...parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts))
  const send = (bytes: Uint8Array) => pglite.execProtocol(bytes, { syncToFs: false })

  const nameOf = async (text: string): Promise<string> => {
    const known = names.get(text)
    if (known !== undefined) return known
    const name = `q${names.size + 1}`
    await send(message(serialize.parse({ name, text }), serialize.sync()))
    names.set(text, name)
    return name
  }
  const executeQuery = async <Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> => {
    const statement = await nameOf(sql)
    const bind = serialize.bind({ statement, values: parameters.map(asText) })
    const ask = message(bind, serialize.describe({ type: 'P' }), serialize.execute({}), serialize.sync())
    const { messages } = await send(ask)
    const [result] = parse.parseResults(messages, pglite.parsers, { rowMode: 'object' })
    return { rows: (result?.rows ?? []) as Row[], numAffectedRows: BigInt(result?.affectedRows ?? 0) }
  }
  const connection: DatabaseConnection = {
    executeQuery,
    streamQuery: () => {
      throw new Error('nothing is streamed here')
    },
  }
  const say = async (words: string) => void (await executeQuery(Query.raw(words)))
  return {
    init: async () => undefined,
    acquireConnection: async () => connection,
    beginTransaction: () => say('begin'),
    commitTransaction: () => say('commit'),
    rollbackTransaction: () => say('rollback'),
    releaseConnection: async () => undefined,
    destroy: async () => undefined,
  }
}

/** Statements are known to a session, and all drivers of one PGlite share it. */
const known = new WeakMap<PGlite, Map<string, string>>()

function statementsOf(pglite: PGlite): Map<string, string> {
  const names = known.get(pglite) ?? new Map<string, string>()
  known.set(pglite, names)
  return names
}

/** A parameter in PostgreSQL's text form. */
function asText(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'boolean') return value ? 't' : 'f'
  if (['string', 'number', 'bigint'].includes(typeof value)) return String(value)
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`
  if (Array.isArray(value)) return `{${value.map(one => JSON.stringify(String(one))).join(',')}}`
  return JSON.stringify(value)
}
