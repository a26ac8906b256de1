import { type Kysely, sql, type Transaction } from 'kysely'
import type { Tables } from '../ground/store/tables.ts'
import { nextTryMs } from './back-off.ts'
import { audit } from './mail-audit.ts'
import type { MessageKind, MessageRow } from './message-rows.ts'
import { plainReply } from './one-line.ts'
import type { Outcome } from './outcome.ts'

const NO_LEASE = { lease: null, lease_until: null } as const
const GIVEN_UP_AT_ONCE = 500

/** Notes how a try of a claimed message went. What is accepted is noted whoever has the lease by now: it is so. */
export const noteOutcome = (
  db: Kysely<Tables>,
  row: MessageRow,
  outcome: Outcome,
  { now, waitMs, mayRepeat }: { readonly now: Date; readonly waitMs: number; readonly mayRepeat: boolean },
): Promise<void> =>
  db.transaction().execute(async tx => {
    const reply = plainReply(outcome.reply)
    const over = { ...NO_LEASE, next_try_at: null, over_at: now, reply }
    if (outcome.kind === 'accepted') {
      const sent = { ...over, state: 'sent', sent_at: now } as const
      const { numUpdatedRows } = await tx
        .updateTable('message')
        .set(sent)
        .where('message_id', '=', row.message_id)
        .where('state', 'in', ['waiting', 'given-up'])
        .executeTakeFirstOrThrow()
      return numUpdatedRows > 0n ? tell(tx, 'message-sent', row, now) : undefined
    }
    if (outcome.kind === 'stopped') {
      const stopped = { ...over, state: 'stopped', stopped_because: outcome.because } as const
      const { numUpdatedRows } = await tx
        .updateTable('message')
        .set(stopped)
        .where('message_id', '=', row.message_id)
        .where('lease', '=', row.lease)
        .executeTakeFirstOrThrow()
      return numUpdatedRows > 0n ? tell(tx, 'message-stopped', row, now, { because: outcome.because }) : undefined
    }
    const isUnknown = outcome.kind === 'unknown'
    const nextMs =
      outcome.kind === 'refused' || (isUnknown && !mayRepeat)
        ? null
        : nextTryMs(now.getTime(), row.send_by.getTime(), waitMs)
    const is_unclear = isUnknown ? true : row.is_unclear
    const change =
      outcome.kind === 'refused'
        ? ({ ...over, state: 'bounced', reason: outcome.reason } as const)
        : nextMs === null
          ? ({ ...over, state: 'given-up', is_unclear } as const)
          : { ...NO_LEASE, next_try_at: new Date(nextMs), reply, is_unclear }
    const { numUpdatedRows } = await tx
      .updateTable('message')
      .set(change)
      .where('message_id', '=', row.message_id)
      .where('lease', '=', row.lease)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows === 0n || nextMs !== null) return
    if (outcome.kind === 'refused') return tell(tx, 'message-bounced', row, now, { reason: outcome.reason })
    await tell(tx, 'message-given-up', row, now)
  })

/** Gives up what has no use any more and is not being sent. Resolves with how many those were. */
export const giveUp = (db: Kysely<Tables>, kind: MessageKind, now: Date): Promise<number> =>
  db.transaction().execute(async tx => {
    const rows = await tx
      .updateTable('message')
      .set({
        ...{ ...NO_LEASE, state: 'given-up', next_try_at: null, over_at: now },
        is_unclear: sql<boolean>`is_unclear or lease is not null`,
      })
      .where('message_id', 'in', eb =>
        eb
          .selectFrom('message')
          .select('message_id')
          .where('kind', '=', kind)
          .where('state', '=', 'waiting')
          .where('send_by', '<=', now)
          .where(either => either.or([either('lease_until', 'is', null), either('lease_until', '<=', now)]))
          .limit(GIVEN_UP_AT_ONCE)
          .forUpdate()
          .skipLocked(),
      )
      .returning(['message_id', 'kind', 'purpose', 'reference', 'tries'])
      .execute()
    for (const row of rows) await tell(tx, 'message-given-up', row, now)
    return rows.length
  })

/** Into the audit trail: what it was for and about, never to whom it went. */
export const tell = (
  tx: Transaction<Tables>,
  event: Parameters<typeof audit>[2]['event'],
  row: Pick<MessageRow, 'message_id' | 'kind' | 'purpose' | 'reference' | 'tries'>,
  now: Date,
  more: Readonly<Record<string, string>> = {},
): Promise<void> => {
  const { kind, purpose, reference, tries } = row
  const detail = { kind, purpose, reference, tries, ...more }
  return audit(tx, now, { event, subject: row.message_id, terminalId: null, detail })
}
