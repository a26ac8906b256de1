import type { Kysely } from 'kysely'
import type { Clock } from '../../src/clock.ts'
import { LIST_ENTRIES_MAX, LIST_FIELD } from '../../src/verification/revocation-list.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { DocumentRecords } from '../issuing/issuing.ts'
import { type Signer, signPades } from '../signing/signing.ts'
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

export interface ListParts {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly documents: Pick<DocumentRecords, 'endingsSoFar' | 'ended'>
  readonly signer: Signer
}

export function createRevocationLists({ db, clock, documents, signer }: ListParts): RevocationLists {
  let held: { pdf: Uint8Array; lookAgainMs: number } | null = null
  let looking: Promise<Uint8Array> | null = null

  const make = async (): Promise<Uint8Array> => {
    const now = new Date(clock.now())
    const last = await newest(db)
    const isFresh = last && now.getTime() - last.issued_at.getTime() < RENEW_AFTER_MS
    const changes = await documents.endingsSoFar()
    if (last && isFresh && last.changes === changes) return last.pdf
    const version = (last?.version ?? 0) + 1
    const nextUpdate = new Date(now.getTime() + BELIEVED_FOR_MS)
    const entries = await documents.ended(LIST_ENTRIES_MAX + 1)
    // Silence about one document would call it valid.
    if (entries.length > LIST_ENTRIES_MAX) throw new Error('more documents are no longer valid than a list may hold')
    const list = {
      version,
      issuedAt: now.toISOString(),
      nextUpdate: nextUpdate.toISOString(),
      entries,
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
