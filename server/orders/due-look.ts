import { type Kysely, sql } from 'kysely'
import type { Clock } from '../../src/clock.ts'
import type { Tables } from '../ground/store/tables.ts'

/** What of orders goes on by itself once its time has come. */
export type DueKind = 'orders' | 'refunds' | 'unclaimed payments'

/** An answer serves those who ask a little later as well: what has become due in between waits for the next round of its sweep. */
const SERVES_FOR_MS = 1_000

/**
 * Says whether anything of a kind is due. One question to the database answers for all kinds, and each of them uses the answer once: a
 * server with nothing to do asks one question a round and not one for each of its sweeps.
 */
export function createDueLook({ db, clock }: { readonly db: Kysely<Tables>; readonly clock: Clock }) {
  let look = {
    atMs: Number.NEGATIVE_INFINITY,
    due: Promise.resolve<readonly DueKind[]>([]),
    toldTo: new Set<DueKind>(),
  }
  return async (kind: DueKind): Promise<boolean> => {
    const nowMs = clock.monotonic()
    if (look.toldTo.has(kind) || nowMs - look.atMs > SERVES_FOR_MS)
      look = { atMs: nowMs, due: kindsDue(db, new Date(clock.now())), toldTo: new Set() }
    look.toldTo.add(kind)
    return (await look.due).includes(kind)
  }
}

async function kindsDue(db: Kysely<Tables>, now: Date): Promise<readonly DueKind[]> {
  const { rows } = await sql<{ kind: DueKind }>`
    select 'orders' as kind where exists (select from print_order where next_check_at <= ${now})
    union all select 'refunds' where exists (select from refund where next_try_at <= ${now})
    union all select 'unclaimed payments' where exists (select from unclaimed_payment where next_ask_at <= ${now})
  `.execute(db)
  return rows.map(({ kind }) => kind)
}
