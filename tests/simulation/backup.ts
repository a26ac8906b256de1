import { sql } from 'kysely'
import type { Kiosk } from './kiosk.ts'
import { jobsInLedger } from './ledgers.ts'
import type { SimulatedStore } from './store.ts'

/** The server's rows, kept and put back: whatever was committed in between is forgotten. */
export interface Backup {
  take(): Promise<void>
  /** To be called while no server runs. */
  restore(kiosks: readonly Kiosk[]): Promise<void>
  isRestored(): boolean
  /**
   * Jobs of which a terminal had been told that all is well, by the server as it was before it was put back. Nobody tells it of them a
   * second time: what became of them is found by the provider's bill of the next day, which is not lived through here.
   */
  settledBefore(): ReadonlySet<string>
}

/** What the first start of a server makes once for all, as in `store.ts`. */
const KEPT = ['schema_version', 'setup_script', 'house_secret']

export function createBackup({ db }: SimulatedStore): Backup {
  const settled = new Set<string>()
  let isRestored = false
  const say = (words: string) => sql.raw(words).execute(db)
  const tables = async () => {
    const { rows } = await sql<{ name: string }>`
      select quote_ident(tablename) as name from pg_tables where schemaname = 'public' order by 1`.execute(db)
    return rows.map(({ name }) => name).filter(name => !KEPT.includes(name))
  }
  return {
    take: async () => {
      await say('create schema if not exists backup')
      for (const name of await tables()) {
        await say(`create table if not exists backup.${name} (like public.${name})`)
        await say(`truncate backup.${name}`)
        await say(`insert into backup.${name} select * from public.${name}`)
      }
    },
    restore: async kiosks => {
      isRestored = true
      for (const kiosk of kiosks) for (const { jobId, isOver } of jobsInLedger(kiosk)) if (isOver) settled.add(jobId)
      const names = await tables()
      // What is append-only for the house is not for whoever has its disk.
      await say('set session_replication_role = replica')
      await say(`truncate ${names.map(name => `public.${name}`).join(', ')} cascade`)
      for (const name of names)
        await say(`insert into public.${name} overriding system value select * from backup.${name}`)
      await say('set session_replication_role = default')
    },
    isRestored: () => isRestored,
    settledBefore: () => settled,
  }
}
