import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import { fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import type { PagePictures } from '../ground/rendering/page-pictures.ts'
import type { SentFile } from '../ground/room.ts'
import type { ContentStore } from '../ground/store/content-store.ts'
import type { Tables } from '../ground/store/tables.ts'
import { type Issuing, issuedFileName } from '../issuing/issuing.ts'
import { type ApplicationRow, stateOfApplication } from './application-rows.ts'
import { audit } from './portal-audit.ts'
import { addStep } from './steps.ts'

export interface HandOutParts {
  readonly db: Kysely<Tables>
  readonly content: Pick<ContentStore, 'get'>
  readonly clock: { now(): number }
  readonly log: Logger
  readonly records: Pick<Issuing['records'], 'show'>
  readonly pictures: PagePictures
  /** Whether the file of a kind is given out at all. */
  readonly givesFile: (kind: string) => boolean
}

/** Pages and files of an application whose person has been asked for. */
export interface HandOut {
  /** Refuses with `application-unknown` where there is no such page, `server-busy`, `document-failed`. */
  page(row: ApplicationRow, page: number): Promise<Result<SentFile>>
  /** The file as people are given it. Refuses with `document-unavailable` for a draft, for what was revoked, and for paper alone. */
  file(row: ApplicationRow): Promise<Result<SentFile>>
  /** By its name in the content store; null when there is none to be given out. */
  nameOf(row: Pick<ApplicationRow, 'document_id' | 'kind'>): Promise<string | null>
}

export function createHandOut({ db, content, clock, log, records, pictures, givesFile }: HandOutParts): HandOut {
  const failed = (row: ApplicationRow, reason: string) => {
    log.error({ documentId: row.document_id, reason }, 'a stored file cannot be given out')
    return err(fault('document-failed', reason))
  }
  const nameOf: HandOut['nameOf'] = async ({ document_id, kind }) => {
    if (!givesFile(kind)) return null
    const document = await records.show(document_id)
    return document && document.state !== 'revoked' ? document.sha256 : null
  }
  return {
    page: async (row, page) => {
      const { sha256, pages } = row
      if (sha256 === null || pages === null || page > pages) return err(fault('application-unknown', 'no such page'))
      const picture = await pictures.of(sha256, page, async () => {
        const stored = await content.get(sha256)
        return stored.ok ? stored.value : null
      })
      if (picture.ok) return ok({ bytes: picture.value })
      return picture.error === 'busy' ? err(fault('server-busy', 'pictures')) : failed(row, picture.error)
    },
    file: async row => {
      const at = new Date(clock.now())
      const { application_id: applicationId } = row
      const state = stateOfApplication(row, at)
      const sha256 = state === 'draft' || state === 'revoked' ? null : await nameOf(row)
      if (sha256 === null) return err(fault('document-unavailable', state))
      const file = await content.get(sha256)
      if (!file.ok) return failed(row, file.error)
      const isGiven = await db.transaction().execute(async tx => {
        // Held: an office that takes its approval back just now has seen this step, or it is seen here.
        const document = await tx
          .selectFrom('document')
          .select('revoked_at')
          .where('document_id', '=', row.document_id)
          .forShare()
          .executeTakeFirst()
        if (!document || document.revoked_at !== null) return false
        await addStep(tx, at, { applicationId, what: 'downloaded' })
        await audit(tx, at, { event: 'application-downloaded', subject: applicationId, terminalId: null })
        return true
      })
      if (!isGiven) return err(fault('document-unavailable', 'revoked'))
      return ok({ bytes: file.value, fileName: issuedFileName(row) })
    },
    nameOf,
  }
}
