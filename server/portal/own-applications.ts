import type { Kysely } from 'kysely'
import { fault } from '../../src/fault.ts'
import { err } from '../../src/result.ts'
import type { Tables } from '../ground/store/tables.ts'
import { ownApplication, stateOfApplication } from './application-rows.ts'
import type { HandOut } from './hand-out.ts'
import type { Portal } from './portal.ts'

/** A person's own drafts and applications, as other rooms may ask for them. */
export function createOwnApplications(parts: {
  readonly db: Kysely<Tables>
  readonly clock: { now(): number }
  readonly handOut: Pick<HandOut, 'page'>
  /** Whether the file of a kind is given out at all. */
  readonly givesFile: (kind: string) => boolean
}): Pick<Portal, 'application' | 'page'> {
  const own = (personId: string, applicationId: string) =>
    ownApplication(parts.db, new Date(parts.clock.now()), personId, applicationId)
  return {
    application: async (personId, applicationId) => {
      const row = await own(personId, applicationId)
      if (!row) return null
      return {
        ...{ kind: row.kind, edition: row.edition, title: { zh: row.title_zh, en: row.title_en } },
        ...{ documentNumber: row.document_number, pages: row.pages ?? 0 },
        isGivenOut: stateOfApplication(row, new Date(parts.clock.now())) === 'applied' && parts.givesFile(row.kind),
      }
    },
    page: async (personId, applicationId, page) => {
      const row = await own(personId, applicationId)
      return row ? parts.handOut.page(row, page) : err(fault('application-unknown'))
    },
  }
}
