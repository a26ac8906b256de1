import { type DatabaseConnection, type Dialect, type Driver, Kysely, PGliteDialect, sql } from 'kysely'
import { migrate } from '../../server/ground/store/migrate.ts'
import type { Tables } from '../../server/ground/store/tables.ts'
import { MIGRATIONS } from '../../server/rooms.ts'
import { freshPglite } from '../peers/fresh-pglite.ts'
import type { Life } from './life.ts'
import { quickDriver } from './quick-driver.ts'
import type { RealWork } from './real-work.ts'

/** The server's real store, in memory: made once, emptied between worlds. */
export interface SimulatedStore {
  /** For whoever looks at the world from outside. */
  readonly db: Kysely<Tables>
  /** The store as one run of the server has it. `beforeQuery` may end that run; what either throws the query rejects with. */
  openFor(life: Life, beforeQuery: () => void, afterQuery?: () => void): Kysely<Tables>
  /** Takes every row away except those that a store has from its making on. */
  empty(): Promise<void>
}

type QueryHooks = readonly [beforeQuery: () => void, afterQuery?: () => void]

/** What the first start of a server makes once for all. */
const KEPT = ['schema_version', 'setup_script', 'house_secret']

const EMPTIED_A_CHECKPOINT = 16

export async function createSimulatedStore(work: RealWork): Promise<SimulatedStore> {
  const pglite = await freshPglite()
  const plain = new PGliteDialect({ pglite })
  const dialectFor = (life: Life | null, ...hooks: QueryHooks): Dialect => ({
    createAdapter: () => plain.createAdapter(),
    createIntrospector: db => plain.createIntrospector(db),
    createQueryCompiler: () => plain.createQueryCompiler(),
    createDriver: () => guarded(quickDriver(pglite), work, life, ...hooks),
  })
  await pglite.exec('set plan_cache_mode = force_generic_plan')
  const db = new Kysely<Tables>({ dialect: dialectFor(null, () => undefined) })
  await migrate(db, MIGRATIONS)
  const { rows } = await sql<{ name: string }>`
    select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`.execute(db)
  const names = rows.map(({ name }) => name).filter(name => !KEPT.includes(name))
  const sequences = (
    await sql<{ name: string }>`
    select quote_ident(sequencename) as name from pg_sequences where schemaname = 'public'`.execute(db)
  ).rows.map(({ name }) => `select setval('${name}', 1, false)`)
  const usedTables = names
    .map(name => `select '${name}' as name where exists (select from ${name})`)
    .join(' union all ')
  let emptied = 0
  return {
    db,
    openFor: (life, ...hooks) => new Kysely<Tables>({ dialect: dialectFor(life, ...hooks) }),
    empty: async () => {
      const used = await work.count(pglite.query<{ name: string }>(usedTables))
      const tables = used.rows.map(({ name }) => name)
      if (tables.length === 0) return
      // Nothing but this may take rows out of what is append-only. Truncated, a table gives its rows in one order in every world.
      const emptying = [
        'set session_replication_role = replica',
        `truncate ${tables.join(', ')} cascade`,
        'set session_replication_role = default',
        // How a statement is carried out must not depend on the worlds before.
        'discard plans',
        // The files of truncated tables are there until then, and every opening of a file has to look among them.
        ...(emptied++ % EMPTIED_A_CHECKPOINT === 0 ? ['checkpoint'] : []),
      ]
      await work.count(pglite.exec([...emptying, ...sequences].join(';\n')))
    },
  }
}

/** A driver whose program may be killed between any two queries: an open transaction is then rolled back, as a server does. */
function guarded(driver: Driver, work: RealWork, life: Life | null, ...[beforeQuery, afterQuery]: QueryHooks): Driver {
  const inner = new WeakMap<DatabaseConnection, DatabaseConnection>()
  const innerOf = (connection: DatabaseConnection) => inner.get(connection)!
  let open: DatabaseConnection | null = null
  const never = new Promise<never>(() => undefined)
  const asked = <T>(run: () => Promise<T>, isSeen = false): Promise<T> => {
    if (isSeen && !life?.isOver()) beforeQuery()
    if (life?.isOver()) return never
    const answer = work.count(run())
    if (!life) return answer
    const held = life.held(answer)
    if (!isSeen || !afterQuery) return held
    return held.then(value => {
      afterQuery()
      return value
    })
  }
  life?.onEnd(() => {
    if (open) void work.count(driver.rollbackTransaction(open))
    open = null
  })
  return {
    init: options => driver.init(options),
    acquireConnection: async options => {
      const real = await driver.acquireConnection(options)
      const connection: DatabaseConnection = {
        executeQuery: query => asked(() => real.executeQuery(query), true),
        streamQuery: () => {
          throw new Error('nothing is streamed here')
        },
      }
      inner.set(connection, real)
      return connection
    },
    beginTransaction: (connection, settings) =>
      asked(async () => {
        await driver.beginTransaction(innerOf(connection), settings)
        open = innerOf(connection)
        if (life?.isOver()) await driver.rollbackTransaction(open)
      }),
    commitTransaction: connection =>
      asked(async () => {
        open = null
        await driver.commitTransaction(innerOf(connection))
      }, true),
    rollbackTransaction: connection =>
      asked(async () => {
        open = null
        await driver.rollbackTransaction(innerOf(connection))
      }),
    releaseConnection: async () => undefined,
    destroy: async () => undefined,
  }
}
