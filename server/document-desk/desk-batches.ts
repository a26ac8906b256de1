import { type Kysely, sql } from 'kysely'
import type { Logger } from 'pino'
import type { DeskBatch } from '../../src/contract/document-desk-api.ts'
import { pageOf, readCursor } from '../ground/keyset.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { BatchWish, Issuing } from '../issuing/issuing.ts'
import { audit } from './document-desk-audit.ts'

const FAILURES_SHOWN = 200

export interface DeskBatchParts {
  readonly db: Kysely<Tables>
  readonly log: Logger
  readonly batches: Issuing['batches']
  readonly now: () => Date
}

/** Batches that staff have begun: made behind the visitors at the kiosks, and gone on with after a stop. */
export function createDeskBatches({ db, log, batches, now }: DeskBatchParts) {
  const underWay = new Set<string>()
  const goOn = (batchId: string, again = false) => {
    if (underWay.has(batchId)) return
    underWay.add(batchId)
    void batches
      .goOn(batchId, { again })
      .catch((error: Error) => log.error({ batchId, reason: error.message }, 'a batch broke off'))
      .finally(() => underWay.delete(batchId))
  }
  const rows = () =>
    db
      .selectFrom('desk_batch as d')
      .leftJoin('staff_account as a', 'a.staff_id', 'd.made_by')
      .select(['d.batch_id', 'd.title', 'd.kind', 'd.edition', 'd.made_at', 'a.name'])
      .select(
        (['waiting', 'issued', 'failed'] as const).map(state =>
          sql<string>`(select count(*) from batch_item i where i.batch_id = d.batch_id and i.state = ${state})`.as(
            state,
          ),
        ),
      )
  const shown = (row: Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]): DeskBatch => {
    const [waiting, issued, failed] = [Number(row.waiting), Number(row.issued), Number(row.failed)]
    return {
      ...{ batchId: row.batch_id, title: row.title, kind: row.kind, edition: row.edition },
      ...{ at: row.made_at.toISOString(), by: row.name ?? '' },
      ...{ items: waiting + issued + failed, issued, failed, waiting },
    }
  }
  return {
    begin: async (
      wishes: readonly BatchWish[],
      about: { readonly title: string; readonly kind: string; readonly edition: string; readonly staffId: string },
    ): Promise<string> => {
      const batchId = await batches.open(wishes)
      await db.transaction().execute(async tx => {
        const { title, kind, edition, staffId } = about
        const made = await tx
          .insertInto('desk_batch')
          .values({ batch_id: batchId, title, kind, edition, made_by: staffId, made_at: now() })
          .onConflict(conflict => conflict.doNothing())
          .returning('batch_id')
          .executeTakeFirst()
        const detail = { by: staffId, items: wishes.length }
        if (made) await audit(tx, now(), { event: 'desk-batch-begun', subject: batchId, terminalId: null, detail })
      })
      goOn(batchId)
      return batchId
    },
    list: async ({ after, limit }: { readonly after?: string | undefined; readonly limit: number }) => {
      const place = readCursor(after)
      const asked = place
        ? rows().where(sql<boolean>`(d.made_at, d.batch_id) < (${place.at.toISOString()}::timestamptz, ${place.id})`)
        : rows()
      const found = await asked
        .orderBy('d.made_at', 'desc')
        .orderBy('d.batch_id', 'desc')
        .limit(limit + 1)
        .execute()
      const part = pageOf(found, limit, row => ({ at: row.made_at, id: row.batch_id }))
      return { rows: part.rows.map(shown), next: part.next }
    },
    one: async (batchId: string) => {
      const row = await rows().where('d.batch_id', '=', batchId).executeTakeFirst()
      if (!row) return null
      const failed = await db
        .selectFrom('batch_item')
        .select(['line', 'fault'])
        .where('batch_id', '=', batchId)
        .where('state', '=', 'failed')
        .orderBy('line')
        .limit(FAILURES_SHOWN)
        .execute()
      return { ...shown(row), failures: failed.map(({ line, fault }) => ({ line, fault: fault ?? '' })) }
    },
    again: async (batchId: string): Promise<boolean> => {
      const row = await db
        .selectFrom('desk_batch')
        .select('batch_id')
        .where('batch_id', '=', batchId)
        .executeTakeFirst()
      if (row) goOn(batchId, true)
      return row !== undefined
    },
    /** Goes on with what a stop has left waiting. */
    resume: async (): Promise<void> => {
      const waiting = await db
        .selectFrom('desk_batch as d')
        .select('d.batch_id')
        .where(sql<boolean>`exists (select 1 from batch_item i where i.batch_id = d.batch_id and i.state = 'waiting')`)
        .execute()
      for (const { batch_id } of waiting) goOn(batch_id)
    },
  }
}
