import type { Kysely } from 'kysely'
import type { Clock } from '../../../src/clock.ts'
import type { Pickup } from '../../../src/contract/pickups-api.ts'
import { fault } from '../../../src/fault.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import type { Tables } from '../../ground/store/tables.ts'
import type { Visits } from '../../identity/identity.ts'
import type { PersonId } from '../../records/records.ts'
import { ownApplication, stateOfApplication } from '../application-rows.ts'
import { audit } from '../portal-audit.ts'
import type { PortalLimits } from '../portal-limits.ts'
import { newPickup } from './new-pickup.ts'
import type { PickupCodes } from './pickup-codes.ts'
import { pickupRows, viewPickup } from './pickup-rows.ts'

/** How long a code waits at the kiosks. */
const LIFE_MS = 72 * 3_600_000
const SHOWN_MAX = 50

export type MadePickup = Result<{ readonly pickup: Pickup; readonly code: string }>

/** What is fetched by a code, and who fetches it. */
export interface Fetched {
  readonly personId: PersonId
  readonly documentId: string
  /** By what the person collects the document of another; null for their own. */
  readonly mandateId: string | null
}

/** Codes by which paper is fetched that was applied for on the web. Nothing of one person's is found under another's. */
export interface Pickups {
  /**
   * A new code, which ends one of before and the visit that it has led to; its digits are given out this once. Refuses with `application-unknown`, `document-unavailable`,
   * `too-many-today`.
   */
  make(personId: string, applicationId: string): Promise<MadePickup>
  /** The same for somebody who was named, who has no other way to the application. Refuses with `too-many-today`. */
  makeFor(
    personId: string,
    mandate: {
      readonly mandateId: string
      readonly applicationId: string
      readonly documentId: string
      readonly endsAt: Date
    },
  ): Promise<MadePickup>
  /** The owner's, the newest first. Refuses with `application-unknown`. */
  list(personId: string, applicationId: string): Promise<Result<readonly Pickup[]>>
  /** Ends a code, and the visit that somebody has begun with it. Safe to repeat; by whom it was made alone. Refuses with `application-unknown`. */
  end(personIds: readonly string[], pickupId: string): Promise<Result<Pickup>>
  /** What a code stands for that was typed at a terminal. Null for one that is wrong, used, over or ended. */
  collect(code: string, terminalId: string): Promise<Fetched | null>
  /** Ends codes that are over, so that their digits may be drawn again. */
  tidy(): Promise<void>
}

export interface PickupParts {
  readonly db: Kysely<Tables>
  readonly clock: Pick<Clock, 'now'>
  readonly codes: PickupCodes
  readonly limit: PortalLimits['pickups']
  readonly visits: Pick<Visits, 'endOf'>
}

export function createPickups(parts: PickupParts): Pickups {
  const { db, clock, limit, codes, visits } = parts
  const now = () => new Date(clock.now())
  const unknown = () => err(fault('application-unknown'))
  const tooMany = () => err(fault('too-many-today', 'codes of collection'))
  const applied = async (personId: string, applicationId: string) => {
    const row = await ownApplication(db, now(), personId, applicationId)
    return row && row.applied_at !== null ? row : null
  }
  return {
    make: async (personId, applicationId) => {
      const at = now()
      const application = await applied(personId, applicationId)
      if (!application) return unknown()
      const state = stateOfApplication(application, at)
      if (state !== 'applied') return err(fault('document-unavailable', state))
      if (!(await limit.allow(personId))) return tooMany()
      const endsAt = new Date(at.getTime() + LIFE_MS)
      const made = await newPickup(parts, at, { applicationId, mandateId: null, endsAt })
      // Whoever stands at a kiosk with the former one need not be its person.
      await visits.endOf({ documentId: application.document_id, mandateId: null })
      return ok(made)
    },
    makeFor: async (personId, { mandateId, applicationId, documentId, endsAt }) => {
      if (!(await limit.allow(personId))) return tooMany()
      const at = now()
      const ends = new Date(Math.min(at.getTime() + LIFE_MS, endsAt.getTime()))
      const made = await newPickup(parts, at, { applicationId, mandateId, endsAt: ends })
      await visits.endOf({ documentId, mandateId })
      return ok(made)
    },
    list: async (personId, applicationId) => {
      if (!(await applied(personId, applicationId))) return unknown()
      const found = await pickupRows(db)
        .where('pickup.application_id', '=', applicationId)
        .where('pickup.mandate_id', 'is', null)
        .orderBy('pickup.made_at', 'desc')
        .orderBy('pickup_id')
        .limit(SHOWN_MAX)
        .execute()
      return ok(found.map(row => viewPickup(row, now())))
    },
    end: async (personIds, pickupId) => {
      const at = now()
      const find = () => pickupRows(db).where('pickup_id', '=', pickupId).executeTakeFirst()
      const found = await find()
      const whose = found && (found.mandate_id === null ? found.person_id : found.collector_id)
      if (!found || !whose || !personIds.includes(whose)) return unknown()
      const isEnded = await db.transaction().execute(async tx => {
        const ended = await tx
          .updateTable('pickup')
          .set({ ended_at: at })
          .where('pickup_id', '=', pickupId)
          .where('ended_at', 'is', null)
          .returning('pickup_id')
          .executeTakeFirst()
        if (ended) await audit(tx, at, { event: 'pickup-ended', subject: pickupId, terminalId: null })
        return ended !== undefined
      })
      if (isEnded) await visits.endOf({ documentId: found.document_id, mandateId: found.mandate_id })
      return ok(viewPickup((await find()) ?? found, at))
    },
    collect: async (code, terminalId) => {
      const row = await pickupRows(db)
        .where('code_mark', '=', codes.markOf(code))
        .where('pickup.ended_at', 'is', null)
        .executeTakeFirst()
      const at = now()
      if (!row || viewPickup(row, at).state !== 'open') return null
      await db.transaction().execute(async tx => {
        const used = tx.updateTable('pickup').set({ last_used_at: at, last_terminal_id: terminalId })
        await used.where('pickup_id', '=', row.pickup_id).execute()
        await audit(tx, at, { event: 'pickup-used', subject: row.pickup_id, terminalId })
      })
      const personId = (row.mandate_id === null ? row.person_id : row.collector_id) as PersonId
      return { personId, documentId: row.document_id, mandateId: row.mandate_id }
    },
    tidy: async () => {
      const ended = db.updateTable('pickup').set(eb => ({ ended_at: eb.ref('ends_at') }))
      await ended.where('ended_at', 'is', null).where('ends_at', '<', now()).execute()
    },
  }
}
