import type { Kysely } from 'kysely'
import type { ShownDocument } from '../../src/verification/api.ts'
import type { GuessWatch } from '../ground/limits/guess-watch.ts'
import type { SealedTokens } from '../ground/sealed-token.ts'
import type { Tables } from '../ground/store/tables.ts'
import { type Issuing, issuedFileName } from '../issuing/issuing.ts'
import { audit } from './portal-audit.ts'
import { readShareCode, type ShareCodes } from './share-codes.ts'
import { addStep } from './steps.ts'

export interface OpenShareParts {
  readonly db: Kysely<Tables>
  readonly clock: { now(): number }
  readonly codes: ShareCodes
  readonly guesses: GuessWatch
  readonly tokens: SealedTokens
  readonly records: Pick<Issuing['records'], 'show'>
  /** Whether the file of a kind is given out at all. */
  readonly givesFile: (kind: string) => boolean
}

/** What somebody sees who has opened a link. */
export interface OpenedShare {
  readonly document: ShownDocument
  readonly endsAt: Date
  /** Gives out the file for a quarter of an hour. */
  readonly token: string
}

/** Shared links as whoever has one knows them. */
export interface SharedLinks {
  /**
   * Opens one with its code. `closed`: there is none, it has ended, it is locked, or the code is another; nobody learns which, and the
   * answer comes as slowly for each. `later`: too many wrong ones are held back.
   */
  open(shareId: string, typed: string, caller: string): Promise<OpenedShare | 'closed' | 'later'>
  /** The file for who has opened it; null when it is over. */
  file(shareId: string, token: string): Promise<{ readonly sha256: string; readonly fileName: string } | null>
}

const TRIES_MAX = 10
const FILE_MS = 15 * 60_000
const PURPOSE = 'portal-share-file'
/** Openings beyond these are counted and are no further steps. */
const STEPS_MAX = 200

export function createSharedLinks({
  db,
  clock,
  codes,
  guesses,
  tokens,
  records,
  givesFile,
}: OpenShareParts): SharedLinks {
  const now = () => new Date(clock.now())
  const running = (shareId: string) =>
    db
      .selectFrom('share_link')
      .innerJoin('application', 'application.application_id', 'share_link.application_id')
      .innerJoin('document', 'document.document_id', 'application.document_id')
      .select(['share_link.share_id', 'share_link.application_id', 'document.document_id', 'share_link.ends_at'])
      .select(['document.kind', 'document.edition', 'document.document_number', 'share_link.opened_count'])
      .select(['share_link.code_mark', 'share_link.label'])
      .where('share_link.share_id', '=', shareId)
      .where('share_link.ended_at', 'is', null)
      .where('share_link.ends_at', '>', now())
      .executeTakeFirst()
  /** Undefined when it was revoked, or its kind is on paper alone by now: then a link to it has ended too. */
  const documentOf = async ({ document_id, kind }: { readonly document_id: string; readonly kind: string }) => {
    const document = givesFile(kind) ? await records.show(document_id) : undefined
    return document?.state === 'revoked' ? undefined : document
  }

  /** Counts a try before it is compared: of many at once no more are compared than there are tries. */
  const countTry = (shareId: string) =>
    db
      .updateTable('share_link')
      .set(eb => ({ tries: eb('tries', '+', 1) }))
      .where('share_id', '=', shareId)
      .where('tries', '<', TRIES_MAX)
      .returning('tries')
      .executeTakeFirst()

  /** For good: its owner sees it as ended, and why. */
  const lock = (shareId: string, { application_id: applicationId, label }: { application_id: string; label: string }) =>
    db.transaction().execute(async tx => {
      const at = now()
      await tx.updateTable('share_link').set({ ended_at: at }).where('share_id', '=', shareId).execute()
      await addStep(tx, at, { applicationId, what: 'share-locked', about: label })
      await audit(tx, at, { event: 'share-locked', subject: applicationId, terminalId: null })
    })

  const opened = async (shareId: string, code: string): Promise<OpenedShare | null> => {
    const link = await running(shareId)
    const document = link && (await documentOf(link))
    if (!link || !document) return null
    const tried = await countTry(shareId)
    if (!tried) return null
    const at = now()
    const { application_id: applicationId, label } = link
    if (!codes.isRight(shareId, code, link.code_mark)) {
      if (tried.tries >= TRIES_MAX) await lock(shareId, link)
      return null
    }
    await db.transaction().execute(async tx => {
      await tx
        .updateTable('share_link')
        .set(eb => ({ tries: eb('tries', '-', 1), opened_count: eb('opened_count', '+', 1), last_opened_at: at }))
        .where('share_id', '=', shareId)
        .execute()
      if (link.opened_count < STEPS_MAX) await addStep(tx, at, { applicationId, what: 'share-opened', about: label })
      await audit(tx, at, { event: 'share-opened', subject: applicationId, terminalId: null })
    })
    return { document, endsAt: link.ends_at, token: tokens.seal(PURPOSE, { shareId }, at.getTime() + FILE_MS) }
  }

  return {
    open: async (shareId, typed, caller) => {
      const code = readShareCode(typed)
      const share = code === null ? null : await opened(shareId, code)
      if (share) return share
      const said = await guesses.miss({ subject: 'share', caller, code: shareId })
      return said === 'waited' ? 'closed' : 'later'
    },
    file: async (shareId, token) => {
      if (tokens.open(PURPOSE, token, clock.now())?.shareId !== shareId) return null
      const link = await running(shareId)
      const document = link && (await documentOf(link))
      return link && document ? { sha256: document.sha256, fileName: issuedFileName(link) } : null
    },
  }
}
