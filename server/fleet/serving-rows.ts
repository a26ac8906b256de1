import type { Kysely, Transaction } from 'kysely'
import type { Heartbeat } from '../../src/contract/heartbeat-api.ts'
import { SILENT_AFTER_MS, type Spoken, spokenOf } from '../../src/rules/serving.ts'
import type { Tables } from '../ground/store/tables.ts'

interface Span {
  readonly serving: 'can' | 'cannot' | 'silent'
  readonly part: string | null
  readonly code: string | null
}

const SILENT: Span = { serving: 'silent', part: null, code: null }
const spanOf = (spoken: Spoken): Span =>
  spoken.kind === 'can'
    ? { serving: 'can', part: null, code: null }
    : { serving: 'cannot', part: spoken.missing.part, code: spoken.missing.code }

/** Writes down what a heartbeat changes in whether the terminal serves, the silence before it included. */
export async function noteSpoken(
  tx: Transaction<Tables>,
  terminalId: string,
  said: Heartbeat,
  { nowMs, heardBeforeMs }: { readonly nowMs: number; readonly heardBeforeMs: number | null },
): Promise<void> {
  const wasSilent = heardBeforeMs !== null && nowMs - heardBeforeMs > SILENT_AFTER_MS
  if (wasSilent) await changeSpan(tx, terminalId, SILENT, new Date(heardBeforeMs))
  await changeSpan(tx, terminalId, spanOf(spokenOf(said)), new Date(nowMs))
}

/** Writes down from when on each terminal is silent that has said nothing for too long. For reports: who reads now reckons by the age. */
export async function noteSilence(db: Kysely<Tables>, nowMs: number): Promise<void> {
  const silent = await db
    .selectFrom('terminal_beat as b')
    .innerJoin('terminal_serving as s', 's.terminal_id', 'b.terminal_id')
    .select('b.terminal_id')
    .where('b.heard_at', '<', new Date(nowMs - SILENT_AFTER_MS))
    .where('s.until_at', 'is', null)
    .where('s.serving', '!=', 'silent')
    .limit(1_000)
    .execute()
  for (const { terminal_id: terminalId } of silent)
    await db.transaction().execute(async tx => {
      await tx
        .selectFrom('terminal')
        .select('terminal_id')
        .where('terminal_id', '=', terminalId)
        .forNoKeyUpdate()
        .execute()
      // It may have spoken meanwhile.
      const beat = await tx
        .selectFrom('terminal_beat')
        .select('heard_at')
        .where('terminal_id', '=', terminalId)
        .executeTakeFirst()
      if (beat && nowMs - beat.heard_at.getTime() > SILENT_AFTER_MS)
        await changeSpan(tx, terminalId, SILENT, beat.heard_at)
    })
}

async function changeSpan(tx: Transaction<Tables>, terminalId: string, span: Span, at: Date): Promise<void> {
  const now = await tx
    .selectFrom('terminal_serving')
    .selectAll()
    .where('terminal_id', '=', terminalId)
    .where('until_at', 'is', null)
    .executeTakeFirst()
  if (now && now.serving === span.serving && now.part === span.part && now.code === span.code) return
  if (now) {
    // A clock that was set back makes no span that ends before it begins.
    const until = new Date(Math.max(at.getTime(), now.from_at.getTime()))
    await tx.updateTable('terminal_serving').set({ until_at: until }).where('seq', '=', now.seq).execute()
  }
  await tx
    .insertInto('terminal_serving')
    .values({ terminal_id: terminalId, ...span, from_at: at })
    .execute()
}
