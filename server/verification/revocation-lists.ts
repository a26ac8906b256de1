import { type Kysely, sql } from 'kysely'
import type { Clock } from '../../src/clock.ts'
import { LIST_ENTRIES_MAX, LIST_FIELD, type ListEntry } from '../../src/verification/revocation-list.ts'
import type { Tables } from '../ground/store/tables.ts'
import { STATE_COLUMNS, standingOf } from '../issuing/document-state.ts'
import { signPades } from '../signing/pades.ts'
import type { Signer } from '../signing/signer.ts'
import { listPdf } from './list-pdf.ts'

/** How long a list may be believed: as long as a server may be away before checks without it end. */
const BELIEVED_FOR_MS = 14 * 24 * 3_600_000
/** A list is made anew so often even when nothing has changed, so that whoever looks in now and then has a fresh one. */
const RENEW_AFTER_MS = 24 * 3_600_000
const LOOK_EVERY_MS = 10_000

/** The newest signed list of what is no longer valid. */
export interface RevocationLists {
  /** The list as a signed PDF. Rejects when the seal does not sign. */
  current(): Promise<Uint8Array>
}

export function createRevocationLists(db: Kysely<Tables>, clock: Clock, signer: Signer): RevocationLists {
  let held: { pdf: Uint8Array; lookAgainMs: number } | null = null
  let looking: Promise<Uint8Array> | null = null

  const make = async (): Promise<Uint8Array> => {
    const now = new Date(clock.now())
    const last = await newest(db)
    const isFresh = last && now.getTime() - last.issued_at.getTime() < RENEW_AFTER_MS
    const changes = await changesSoFar(db)
    if (last && isFresh && last.changes === changes) return last.pdf
    const version = (last?.version ?? 0) + 1
    const nextUpdate = new Date(now.getTime() + BELIEVED_FOR_MS)
    const list = {
      version,
      issuedAt: now.toISOString(),
      nextUpdate: nextUpdate.toISOString(),
      entries: await entries(db, now),
    }
    const pdf = await signPades(listPdf(list), signer, { claimedAt: now, fieldName: LIST_FIELD })
    const kept = await db
      .insertInto('revocation_list')
      .values({ version, issued_at: now, next_update: nextUpdate, changes, pdf: Buffer.from(pdf) })
      .onConflict(conflict => conflict.doNothing())
      .returning('version')
      .executeTakeFirst()
    if (kept) return pdf
    // Another server has made the same version at the same moment: one number, one list.
    const theirs = await newest(db)
    if (!theirs) throw new Error('a list that was in the way is gone')
    return theirs.pdf
  }

  return {
    current: async () => {
      if (held && held.lookAgainMs > clock.monotonic()) return held.pdf
      looking ??= make().finally(() => {
        looking = null
      })
      const pdf = new Uint8Array(await looking)
      held = { pdf, lookAgainMs: clock.monotonic() + LOOK_EVERY_MS }
      return pdf
    },
  }
}

function newest(db: Kysely<Tables>) {
  return db.selectFrom('revocation_list').selectAll().orderBy('version', 'desc').limit(1).executeTakeFirst()
}

/** Counted rather than timed: the clocks of two servers never agree. */
async function changesSoFar(db: Kysely<Tables>): Promise<number> {
  const { changes } = await db
    .selectFrom('document')
    .select(sql<number>`(count(revoked_at) + count(superseded_at))::integer`.as('changes'))
    .where(either => either.or([either('revoked_at', 'is not', null), either('superseded_at', 'is not', null)]))
    .executeTakeFirstOrThrow()
  return changes
}

async function entries(db: Kysely<Tables>, now: Date): Promise<ListEntry[]> {
  const rows = await db
    .selectFrom('document')
    .select(['document.sha256', 'document.signed_digest', ...STATE_COLUMNS])
    .where(either => either.or([either('revoked_at', 'is not', null), either('superseded_at', 'is not', null)]))
    .where('state', '=', 'issued')
    .orderBy('document.document_id')
    .limit(LIST_ENTRIES_MAX + 1)
    .execute()
  // Silence about one document would call it valid.
  if (rows.length > LIST_ENTRIES_MAX) throw new Error('more documents are no longer valid than a list may hold')
  return rows.flatMap(row => {
    const { state, since, reason } = standingOf(row, now)
    if (row.sha256 === null || since === null || (state !== 'revoked' && state !== 'replaced')) return []
    const { sha256, signed_digest: signedDigest } = row
    return [{ signedDigest, sha256, state, since: since.toISOString(), reason }]
  })
}
