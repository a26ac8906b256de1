import type { Kysely, Transaction } from 'kysely'
import type { Logger } from 'pino'
import type { Errand, Mandate } from '../../../src/contract/mandates-api.ts'
import type { Pickup } from '../../../src/contract/pickups-api.ts'
import { fault } from '../../../src/fault.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import { maskName, maskNumber } from '../../../src/rules/masking.ts'
import { sameName } from '../../../src/rules/names.ts'
import { plainLine } from '../../../src/rules/plain-text.ts'
import type { Asking } from '../../documents/documents.ts'
import { randomId } from '../../ground/random-id.ts'
import type { Tables } from '../../ground/store/tables.ts'
import type { Identity } from '../../identity/identity.ts'
import { askRecords, type PersonId, type Records } from '../../records/records.ts'
import { ownApplication, stateOfApplication } from '../application-rows.ts'
import { isFresh } from '../letter-addresses.ts'
import { pickupRows, viewPickup } from '../pickups/pickup-rows.ts'
import type { MadePickup, Pickups } from '../pickups/pickups.ts'
import { audit } from '../portal-audit.ts'
import type { PortalLimits } from '../portal-limits.ts'
import type { MandateFacts, MandateLetters } from './mandate-letters.ts'
import { type MandateRow, mandateRows, stateOfMandate, viewErrand, viewMandate } from './mandate-rows.ts'

const DAY_MS = 24 * 3_600_000
const SHOWN_MAX = 50

export interface MandateWish {
  readonly number: string
  readonly name: string
  readonly days: number
}

/** That another person collects the paper of an application: as its owner grants and ends it, and as the collector sees it. */
export interface Mandates {
  /**
   * The answer is the same whether or not there is such a person. Refuses with `application-unknown`, `document-unavailable`,
   * `proof-too-old`, `too-many-today`, and as the records do.
   */
  make(asking: Asking, applicationId: string, wish: MandateWish): Promise<Result<Mandate>>
  /** The newest first. Refuses with `application-unknown`. */
  list(personId: string, applicationId: string): Promise<Result<Mandate[]>>
  /** With its codes, and a visit that runs on it. Safe to repeat. Refuses with `application-unknown`. */
  end(personId: string, mandateId: string): Promise<Result<Mandate>>
  /** What a person was named for, the newest first. */
  errands(personIds: readonly string[]): Promise<Errand[]>
  /** Refuses with `application-unknown`, `document-unavailable`, `too-many-today`. */
  makePickup(personIds: readonly string[], mandateId: string): Promise<MadePickup>
}

export interface MandateParts {
  readonly db: Kysely<Tables>
  readonly clock: { now(): number }
  readonly log: Logger
  readonly records: Pick<Records, 'peopleOfNumber'>
  readonly identity: {
    readonly visits: Pick<Identity['visits'], 'endOf'>
    readonly mailOf: Identity['mailOf']
  }
  readonly pickups: Pick<Pickups, 'makeFor'>
  readonly letters: MandateLetters
  readonly limit: PortalLimits['mandates']
}

export function createMandates(parts: MandateParts): Mandates {
  const { db, clock, identity, letters, limit } = parts
  const now = () => new Date(clock.now())
  const unknown = () => err(fault('application-unknown'))
  const owned = (personId: string, mandateId: string) =>
    mandateRows(db).where('mandate_id', '=', mandateId).where('application.person_id', '=', personId).executeTakeFirst()

  const make: Mandates['make'] = async ({ personId, proofs }, applicationId, wish) => {
    const at = now()
    const application = await ownApplication(db, at, personId, applicationId)
    if (!application) return unknown()
    const state = stateOfApplication(application, at)
    if (state !== 'applied') return err(fault('document-unavailable', state))
    // Paper for somebody else is no less than a letter to them: a browser that was left open names nobody.
    if (!isFresh(proofs, at.getTime())) return err(fault('proof-too-old', 'somebody else is named'))
    if (!(await limit.allow(personId))) return err(fault('too-many-today', 'mandates'))
    const [number, name] = [oneWord(wish.number), plainLine(wish.name)]
    const asked = await askRecords(parts, async () => {
      const people = await parts.records.peopleOfNumber(number)
      const found = people.find(({ nameZh, nameEn }) => sameName(name, nameZh) || sameName(name, nameEn))
      const collectorId = found?.personId ?? null
      return ok({ collectorId, toOwner: await mailOf(personId), toCollector: await mailOf(collectorId) })
    })
    if (!asked.ok) return asked
    const { collectorId, toOwner, toCollector } = asked.value
    const [mandateId, endsAt] = [randomId(), new Date(at.getTime() + wish.days * DAY_MS)]
    const masked = { name_masked: maskName(name), number_masked: maskNumber(number) }
    await db.transaction().execute(async tx => {
      await tx
        .insertInto('mandate')
        .values({
          ...{ mandate_id: mandateId, application_id: applicationId, collector_id: collectorId },
          ...{ ...masked, made_at: at, ends_at: endsAt },
        })
        .execute()
      await audit(tx, at, { event: 'mandate-made', subject: mandateId, terminalId: null })
      const facts: MandateFacts = {
        ...{ mandateId, applicationId, endsAt, collectorMasked: `${masked.name_masked} ${masked.number_masked}` },
        title: { zh: application.title_zh, en: application.title_en },
        ownerMasked: { zh: application.name_masked_zh, en: application.name_masked_en },
      }
      await letters.toOwner(tx, toOwner, facts)
      await letters.toCollector(tx, toCollector, facts)
    })
    const made = await owned(personId, mandateId)
    return made ? ok(viewMandate(made, at)) : unknown()
  }

  const mailOf = async (personId: string | null) => (personId === null ? [] : identity.mailOf(personId as PersonId))

  const end: Mandates['end'] = async (personId, mandateId) => {
    const at = now()
    const row = await owned(personId, mandateId)
    if (!row) return unknown()
    if (stateOfMandate(row, at) === 'open') {
      const to = await mailOfCollector(row)
      await db.transaction().execute(async tx => {
        if (await endNow(tx, mandateId, at)) await letters.endedToCollector(tx, to, factsOf(row))
      })
      await identity.visits.endOf({ documentId: row.document_id, mandateId })
    }
    return ok(viewMandate((await owned(personId, mandateId)) ?? row, at))
  }

  /** A registry that does not answer keeps nobody from ending it. */
  const mailOfCollector = async ({ collector_id }: MandateRow) => {
    const found = await askRecords(parts, async () => ok(await mailOf(collector_id)))
    return found.ok ? found.value : []
  }

  return {
    make,
    end,
    list: async (personId, applicationId) => {
      if (!(await ownApplication(db, now(), personId, applicationId))) return unknown()
      const rows = await mandateRows(db)
        .where('mandate.application_id', '=', applicationId)
        .orderBy('made_at', 'desc')
        .orderBy('mandate_id')
        .limit(SHOWN_MAX)
        .execute()
      return ok(rows.map(row => viewMandate(row, now())))
    },
    errands: async personIds => {
      const rows = await mandateRows(db)
        .where('collector_id', 'in', [...personIds])
        .orderBy('made_at', 'desc')
        .orderBy('mandate_id')
        .limit(SHOWN_MAX)
        .execute()
      const pickups = await newestPickups(rows.map(row => row.mandate_id))
      return rows.map(row => viewErrand(row, pickups.get(row.mandate_id) ?? null, now()))
    },
    makePickup: async (personIds, mandateId) => {
      const row = await mandateRows(db)
        .where('mandate_id', '=', mandateId)
        .where('collector_id', 'in', [...personIds])
        .executeTakeFirst()
      if (!row?.collector_id) return unknown()
      const state = stateOfMandate(row, now())
      if (state !== 'open') return err(fault('document-unavailable', state))
      const mandate = { mandateId, applicationId: row.application_id, documentId: row.document_id, endsAt: row.ends_at }
      return parts.pickups.makeFor(row.collector_id, mandate)
    },
  }

  /** Of each mandate that has one. */
  async function newestPickups(mandateIds: readonly string[]) {
    if (mandateIds.length === 0) return new Map<string, Pickup>()
    const rows = await pickupRows(db)
      .distinctOn('pickup.mandate_id')
      .where('pickup.mandate_id', 'in', [...mandateIds])
      .orderBy('pickup.mandate_id')
      .orderBy('pickup.made_at', 'desc')
      .execute()
    return new Map(rows.map(row => [row.mandate_id, viewPickup(row, now())]))
  }
}

/** A number as it stands in registers: typed with blanks or wide digits it is the same. */
const oneWord = (typed: string) => typed.normalize('NFKC').replaceAll(/\s/g, '')

const factsOf = (row: MandateRow): MandateFacts => ({
  ...{ mandateId: row.mandate_id, applicationId: row.application_id, endsAt: row.ends_at },
  collectorMasked: `${row.name_masked} ${row.number_masked}`,
  title: { zh: row.title_zh, en: row.title_en },
  ownerMasked: { zh: row.name_masked_zh, en: row.name_masked_en },
})

/** Whether it was open until now; its codes end with it. */
async function endNow(tx: Transaction<Tables>, mandateId: string, at: Date): Promise<boolean> {
  const ended = await tx
    .updateTable('mandate')
    .set({ ended_at: at })
    .where('mandate_id', '=', mandateId)
    .where('ended_at', 'is', null)
    .returning('mandate_id')
    .executeTakeFirst()
  if (!ended) return false
  const codes = tx.updateTable('pickup').set({ ended_at: at })
  await codes.where('mandate_id', '=', mandateId).where('ended_at', 'is', null).execute()
  await audit(tx, at, { event: 'mandate-ended', subject: mandateId, terminalId: null })
  return true
}
