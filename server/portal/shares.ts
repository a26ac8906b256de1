import type { Kysely, Selectable } from 'kysely'
import type { Share, ShareId } from '../../src/contract/portal-api.ts'
import { fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { plainLine } from '../../src/rules/plain-text.ts'
import { randomId } from '../ground/random-id.ts'
import type { ShareLinkTable, Tables } from '../ground/store/tables.ts'
import { ownApplication, stateOfApplication } from './application-rows.ts'
import { audit } from './portal-audit.ts'
import type { PortalLimits } from './portal-limits.ts'
import type { ShareCodes } from './share-codes.ts'
import { addStep } from './steps.ts'

/** Links by which others see a file, as their owner makes and ends them. */
export interface Shares {
  /** The code is given out this once. Refuses with `application-unknown`, `document-unavailable`, `too-many-today`. */
  make(
    personId: string,
    applicationId: string,
    wish: { readonly label: string; readonly days: number },
  ): Promise<Result<{ share: Share; code: string }>>
  /** Safe to repeat. Refuses with `application-unknown`. */
  end(personId: string, shareId: string): Promise<Result<Share>>
  /** Of an application, the newest first. */
  list(applicationId: string): Promise<Share[]>
}

export interface ShareParts {
  readonly db: Kysely<Tables>
  readonly clock: { now(): number }
  readonly codes: ShareCodes
  readonly limit: PortalLimits['shares']
  readonly publicBaseUrl: string
  /** Whether the file of a kind is given out at all. */
  readonly givesFile: (kind: string) => boolean
}

const DAY_MS = 24 * 3_600_000
const SHOWN_MAX = 100

export function createShares({ db, clock, codes, limit, publicBaseUrl, givesFile }: ShareParts): Shares {
  const now = () => new Date(clock.now())
  const view = (row: Selectable<ShareLinkTable>): Share => ({
    ...{ shareId: row.share_id as ShareId, label: row.label, url: `${publicBaseUrl}/s/${row.share_id}` },
    endsAt: row.ends_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    openedCount: row.opened_count,
    lastOpenedAt: row.last_opened_at?.toISOString() ?? null,
  })
  const linkOf = (shareId: string) =>
    db.selectFrom('share_link').selectAll().where('share_id', '=', shareId).executeTakeFirst()

  return {
    make: async (personId, applicationId, wish) => {
      const at = now()
      const application = await ownApplication(db, at, personId, applicationId)
      if (!application) return err(fault('application-unknown'))
      const state = stateOfApplication(application, at)
      if (!givesFile(application.kind)) return err(fault('document-unavailable', 'on paper alone'))
      if (state !== 'applied') return err(fault('document-unavailable', state))
      if (!(await limit.allow(personId))) return err(fault('too-many-today', 'links'))
      const [shareId, code, label] = [randomId(), codes.make(), plainLine(wish.label) || '—']
      const row = await db.transaction().execute(async tx => {
        await addStep(tx, at, { applicationId, what: 'shared', about: label })
        await audit(tx, at, { event: 'share-made', subject: applicationId, terminalId: null })
        return tx
          .insertInto('share_link')
          .values({
            ...{ share_id: shareId, application_id: applicationId, label, code_mark: codes.markOf(shareId, code) },
            ...{ made_at: at, ends_at: new Date(at.getTime() + wish.days * DAY_MS) },
          })
          .returningAll()
          .executeTakeFirstOrThrow()
      })
      return ok({ share: view(row), code })
    },
    end: async (personId, shareId) => {
      const at = now()
      const link = await linkOf(shareId)
      const application = link && (await ownApplication(db, at, personId, link.application_id))
      if (!link || !application) return err(fault('application-unknown'))
      await db.transaction().execute(async tx => {
        const ended = await tx
          .updateTable('share_link')
          .set({ ended_at: at })
          .where('share_id', '=', shareId)
          .where('ended_at', 'is', null)
          .returning(['application_id', 'label'])
          .executeTakeFirst()
        if (!ended) return
        const { application_id: applicationId, label } = ended
        await addStep(tx, at, { applicationId, what: 'share-ended', about: label })
        await audit(tx, at, { event: 'share-ended', subject: applicationId, terminalId: null })
      })
      return ok(view((await linkOf(shareId)) ?? link))
    },
    list: async applicationId => {
      const rows = await db
        .selectFrom('share_link')
        .selectAll()
        .where('application_id', '=', applicationId)
        .orderBy('made_at', 'desc')
        .orderBy('share_id')
        .limit(SHOWN_MAX)
        .execute()
      return rows.map(view)
    },
  }
}
