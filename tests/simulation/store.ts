import { type DatabaseConnection, type Dialect, type Driver, Kysely, PGliteDialect, sql } from 'kysely'
import type { Tables } from '../../server/ground/store/tables.ts'
import { freshPglite } from '../peers/fresh-pglite.ts'
import { emptyHouse } from '../peers/house-store.ts'
import { keepEngine } from './engine-state.ts'
import type { Life } from './life.ts'
import { keepStatements, planStatements, quickDriver } from './quick-driver.ts'
import type { RealWork } from './real-work.ts'

/** The server's real store, in memory: made once, emptied between worlds. */
export interface SimulatedStore {
  /** For whoever looks at the world from outside. */
  readonly db: Kysely<Tables>
  /** The store as one run of the server has it. `beforeQuery` may end that run; what either throws the query rejects with. */
  openFor(life: Life, beforeQuery: () => void, afterQuery?: () => void): Kysely<Tables>
  /** Another number whenever an order may have been written, or is no longer written. */
  orderWrites(): number
  /** Takes every row away except those that a store has from its making on. */
  empty(): Promise<void>
  /**
   * Empties it for good: what has been asked so far is planned once for all, and from now on emptying puts the engine back as it is now,
   * to the last octet of its memory.
   */
  settle(): Promise<void>
}

type QueryHooks = readonly [beforeQuery: () => void, afterQuery?: () => void]

/** What the first start of a server makes once for all. */
const KEPT = ['schema_version', 'setup_script', 'house_secret', 'site', 'audit_chain']

const EMPTIED_A_CHECKPOINT = 16

/** Memory is put back as a whole, so there is as little as worlds take; and what is lost with its memory need not outlast a crash. */
const SETTINGS = {
  shared_buffers: '8MB',
  wal_buffers: '256kB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  track_activities: 'off',
  track_counts: 'off',
}

export async function createSimulatedStore(work: RealWork): Promise<SimulatedStore> {
  const pglite = await freshPglite(SETTINGS, await emptyHouse())
  const plain = new PGliteDialect({ pglite })
  let writes = 0
  const onWrite = () => {
    writes += 1
  }
  const dialectFor = (life: Life | null, ...hooks: QueryHooks): Dialect => ({
    createAdapter: () => plain.createAdapter(),
    createIntrospector: db => plain.createIntrospector(db),
    createQueryCompiler: () => plain.createQueryCompiler(),
    createDriver: () => guarded(counted(quickDriver(pglite), onWrite), work, life, ...hooks),
  })
  await pglite.exec('set plan_cache_mode = force_generic_plan')
  const db = new Kysely<Tables>({ dialect: dialectFor(null, () => undefined) })
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
  let putBack: (() => void) | null = null
  const empty = async () => {
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
  }
  return {
    db,
    orderWrites: () => writes,
    openFor: (life, ...hooks) => new Kysely<Tables>({ dialect: dialectFor(life, ...hooks) }),
    empty: async () => {
      onWrite()
      if (putBack) putBack()
      else await empty()
    },
    settle: async () => {
      putBack = null
      await empty()
      await pglite.exec('checkpoint')
      await planStatements(pglite)
      const [putEngineBack, forgetStatements] = [keepEngine(pglite), keepStatements(pglite)]
      putBack = () => {
        putEngineBack()
        forgetStatements()
      }
    },
  }
}

/** Tells of each statement that may write orders before and after it, and when what was written is taken back. */
function counted(driver: Driver, onWrite: () => void): Driver {
  const around = async <T>(isWrite: boolean, run: () => Promise<T>): Promise<T> => {
    if (!isWrite) return run()
    onWrite()
    try {
      return await run()
    } finally {
      onWrite()
    }
  }
  return {
    ...driver,
    acquireConnection: async options => {
      const connection = await driver.acquireConnection(options)
      return {
        ...connection,
        executeQuery: query => around(mayWriteOrders(query.sql), () => connection.executeQuery(query)),
      }
    },
    rollbackTransaction: connection => around(true, () => driver.rollbackTransaction(connection)),
  }
}

const known = new Map<string, boolean>()

function mayWriteOrders(text: string): boolean {
  const found = known.get(text) ?? (!/^\s*select\b/i.test(text) && text.includes('print_order'))
  known.set(text, found)
  return found
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
