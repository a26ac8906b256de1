import type { Kysely } from 'kysely'
import type { TerminalId } from '../../src/contract/ids.ts'
import type { SettingsMark } from '../../src/settings/settings-mark.ts'
import type { Tables } from '../ground/store/tables.ts'
import { audit } from './settings-audit.ts'

/** What a terminal says of itself. */
export interface SaidRunning {
  readonly running: SettingsMark | null
  readonly refused: { readonly version: number; readonly why: string } | null
}

/** Keeps what a terminal says that it runs; what is new of it stands in the audit trail. */
export async function keepRunning(
  db: Kysely<Tables>,
  terminalId: TerminalId,
  { running, refused }: SaidRunning,
  now: Date,
): Promise<void> {
  await db.transaction().execute(async tx => {
    const before = await tx
      .selectFrom('running_settings')
      .selectAll()
      .where('terminal_id', '=', terminalId)
      .forUpdate()
      .executeTakeFirst()
    const runs = { version: running?.version ?? null, hash: running?.hash ?? null }
    const refuses = { refused_version: refused?.version ?? null, refused_why: refused?.why ?? null }
    const isOther = before?.version !== runs.version || before.hash !== runs.hash
    const told = { since: now, drift_told_at: null }
    await tx
      .insertInto('running_settings')
      .values({ terminal_id: terminalId, ...runs, ...refuses, ...told, said_at: now })
      .onConflict(conflict =>
        conflict.column('terminal_id').doUpdateSet({ ...runs, ...refuses, said_at: now, ...(isOther && told) }),
      )
      .execute()
    if (isOther)
      await audit(tx, now, {
        ...{ event: 'settings-running', subject: terminalId, terminalId },
        detail: { version: runs.version, hash: runs.hash },
      })
    if (refused && refused.version !== before?.refused_version)
      await audit(tx, now, {
        ...{ event: 'settings-not-taken', subject: terminalId, terminalId },
        detail: { version: refused.version, why: refused.why },
      })
  })
}
