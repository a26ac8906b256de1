import { sql } from 'kysely'
import { searchTrail } from '../../server/audit/reading/search.ts'
import { auditWorldOn } from '../peers/audit-world.ts'
import { openHouseStore } from '../peers/house-store.ts'
import { startPostgres } from '../peers/postgres.ts'
import { type Figure, figure } from './figure.ts'

const ENTRIES = 1_000_000
/** What is aimed at: a chain of a million is verified within so long, and memory does not grow with it. */
const VERIFY_AIM_MS = 30_000
const MEMORY_AIM_MB = 150
const LIST_AIM_MS = 300
const VERIFICATIONS = 3
const LOOK_EVERY_MS = 20

/** A chain of a million entries on PostgreSQL: linking them all, verifying it, the memory that takes, and lists over it. */
export async function measureAudit(): Promise<Figure[]> {
  const postgres = await startPostgres()
  const store = await openHouseStore({ kind: 'postgres', databaseUrl: postgres.databaseUrl })
  try {
    const world = auditWorldOn(store)
    await store.db.transaction().execute(async tx => {
      await sql`set local statement_timeout = 0`.execute(tx)
      await sql`insert into audit (at, event, subject, terminal_id, detail) select
        timestamptz '2026-11-30 08:00+00' - (${ENTRIES} - n) * interval '1 second', 'order-opened', 'order-' || n, 'terminal-' || n % 500,
        jsonb_build_object('amountFen', n % 900, 'isPaid', n % 2 = 0, 'by', 'staff-' || n % 40) from generate_series(1, ${ENTRIES}) n`.execute(
        tx,
      )
    })
    await sql`analyze`.execute(store.db)
    const linking = await timed(() => world.seal())
    const verifying: number[] = []
    let grownMb = 0
    for (let n = 0; n < VERIFICATIONS; n++) {
      const before = process.memoryUsage.rss()
      let most = before
      const looking = setInterval(() => {
        most = Math.max(most, process.memoryUsage.rss())
      }, LOOK_EVERY_MS)
      verifying.push(
        await timed(async () => {
          const { outcome, entries } = await world.verify()
          if (outcome !== 'whole' || entries !== ENTRIES) throw new Error('the chain of the bench is not whole')
        }),
      )
      clearInterval(looking)
      grownMb = Math.max(grownMb, (most - before) / 1e6)
    }
    const lists: number[] = []
    for (const search of [
      {},
      { event: 'order-opened' },
      { by: 'staff-7' },
      { terminalId: 'terminal-9' },
      { search: 'order-77' },
    ])
      for (const afterSeq of [null, '500000'])
        lists.push(await timed(() => searchTrail(store.db, search, { afterSeq, limit: 50 })))
    return [
      figure('audit-link-million', 'ms', null, [linking]),
      figure('audit-verify-million', 'ms', VERIFY_AIM_MS, verifying),
      figure('audit-verify-memory-grown', 'MB', MEMORY_AIM_MB, [grownMb]),
      figure('audit-list-of-million', 'ms', LIST_AIM_MS, lists),
    ]
  } finally {
    await store.close()
    await postgres.stop()
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}
