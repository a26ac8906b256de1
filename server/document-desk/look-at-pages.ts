import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import { type Fault, fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import type { StaffCaller } from '../ground/callers.ts'
import type { PagePictures } from '../ground/rendering/page-pictures.ts'
import type { SealedTokens } from '../ground/sealed-token.ts'
import type { ContentStore } from '../ground/store/content-store.ts'
import type { Tables } from '../ground/store/tables.ts'
import { noteLook } from '../looks/looks.ts'

const PURPOSE = 'desk-pages'
const OPEN_MS = 15 * 60_000
const LOOKED_AT = ['document', 'name', 'number'] as const

export interface LookParts {
  readonly db: Kysely<Tables>
  readonly clock: { now(): number }
  readonly log: Logger
  readonly tokens: SealedTokens
  readonly content: Pick<ContentStore, 'get'>
  readonly pictures: PagePictures
}

/** Real pages of documents, which show their person whole: opened for a reason, for one session, for a short while. */
export function createPageLooks({ db, clock, log, tokens, content, pictures }: LookParts) {
  /** What is issued, or a draft that this account has made. */
  const rowOf = async (documentId: string, staffId: string) => {
    const row = await db
      .selectFrom('document as d')
      .leftJoin('desk_draft as m', 'm.document_id', 'd.document_id')
      .select(['d.person_id', 'd.pages', 'd.sha256', 'd.state', 'm.staff_id'])
      .where('d.document_id', '=', documentId)
      .executeTakeFirst()
    const isSeen = row?.state === 'issued' || (row?.state === 'draft' && row.staff_id === staffId)
    return row && isSeen && row.sha256 !== null && row.pages !== null ? row : null
  }
  return {
    /** Writes the look down, and gives what opens the pages. Null where there is no such document. */
    open: async (documentId: string, caller: StaffCaller, reason: string) => {
      const row = await rowOf(documentId, caller.staffId)
      if (!row) return null
      const look = { personId: row.person_id, by: caller, what: LOOKED_AT, reason }
      await db.transaction().execute(tx => noteLook(tx, look, new Date(clock.now())))
      const facts = { documentId, sessionKey: caller.sessionKey }
      return { token: tokens.seal(PURPOSE, facts, clock.now() + OPEN_MS), pages: row.pages ?? 0 }
    },
    picture: async (
      { documentId, page, token }: { documentId: string; page: number; token: string },
      { staffId, sessionKey }: StaffCaller,
    ): Promise<Result<{ bytes: Uint8Array }, Fault | 'not-there'>> => {
      const facts = tokens.open(PURPOSE, token, clock.now())
      if (facts?.documentId !== documentId || facts.sessionKey !== sessionKey) return err('not-there')
      const row = await rowOf(documentId, staffId)
      if (!row || page > (row.pages ?? 0)) return err('not-there')
      const sha256 = row.sha256 ?? ''
      const drawn = await pictures.of(sha256, page, async () => {
        const stored = await content.get(sha256)
        return stored.ok ? stored.value : null
      })
      if (drawn.ok) return ok({ bytes: drawn.value })
      if (drawn.error === 'busy') return err(fault('server-busy', 'pictures'))
      log.error({ documentId }, 'a page for staff cannot be drawn')
      return err(fault('document-failed', 'a page cannot be drawn'))
    },
  }
}
