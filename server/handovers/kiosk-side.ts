import type { Kysely } from 'kysely'
import type { HandoverState } from '../../src/contract/handovers-api.ts'
import { fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { randomId } from '../ground/random-id.ts'
import { sha256Hex } from '../ground/store/content-store.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { Visits } from '../identity/identity.ts'
import type { Issuing } from '../issuing/issuing.ts'
import { type HandoverRow, handovers, standingOf } from './handover-rows.ts'
import { CODES_OF_JOB, GIVEN_MS, SHOWN_MS } from './handover-times.ts'
import { audit } from './handovers-audit.ts'

/** What a kiosk has begun: by which it asks, and what its code leads to. */
export interface BegunHandover {
  readonly handover: string
  readonly pageId: string
  readonly withinMs: number
}

/** Handing a file over, as the kiosk sees it. What another kiosk has begun is like what was never begun. */
export interface KioskSide {
  /** Refuses with `visit-expired` and `handover-refused`. */
  begin(terminalId: string, visitId: string, jobId: string): Promise<Result<BegunHandover>>
  state(terminalId: string, handover: string): Promise<HandoverState>
  give(terminalId: string, handover: string, digits: string): Promise<HandoverState>
  end(terminalId: string, handover: string): Promise<void>
}

export interface KioskSideParts {
  readonly db: Kysely<Tables>
  readonly clock: { now(): number }
  readonly visits: Pick<Visits, 'use'>
  readonly records: Pick<Issuing['records'], 'show'>
  /** Whether the file of a kind is for the person too. */
  readonly givesFile: (kind: string) => boolean
}

export function createKioskSide({ db, clock, visits, records, givesFile }: KioskSideParts): KioskSide {
  const now = () => new Date(clock.now())
  const own = (terminalId: string, handover: string) =>
    handovers(db)
      .where('handover_key', '=', sha256Hex(handover))
      .where('handover.terminal_id', '=', terminalId)
      .executeTakeFirst()
  const stateOf = (row: HandoverRow | undefined): HandoverState => {
    if (!row) return { state: 'over', why: 'expired' }
    const standing = standingOf(row, now())
    if (standing.state === 'over' || standing.state === 'given') return standing
    return { ...standing, withinMs: Math.max(0, row.good_until.getTime() - clock.now()) }
  }
  /** The document of an order of this visit of which paper came out. */
  const printed = (visitKey: string, jobId: string) =>
    db
      .selectFrom('print_order')
      .innerJoin('document', 'document.document_id', 'print_order.document_id')
      .select(['document.document_id', 'document.kind'])
      .where('job_id', '=', jobId)
      .where('print_order.visit_key', '=', visitKey)
      .where('copies_delivered', '>', 0)
      .executeTakeFirst()
  /** What is not given yet ends; one that a phone has been given stays that phone's. */
  const endOpen = (of: { readonly column: 'job_id' | 'handover_key'; readonly value: string }) =>
    db
      .updateTable('handover')
      .set({ ended_at: now() })
      .where(of.column, '=', of.value)
      .where('ended_at', 'is', null)
      .where('given_at', 'is', null)

  return {
    begin: async (terminalId, visitId, jobId) => {
      const visit = await visits.use(terminalId, visitId)
      if (!visit.ok) return visit
      const { visitKey, mandateId } = visit.value
      // Who collects for another has been named for the paper.
      if (mandateId !== null) return err(fault('handover-refused', 'the paper of another'))
      const document = await printed(visitKey, jobId)
      const shown = document && (await records.show(document.document_id))
      if (!document || shown?.state !== 'valid' || !givesFile(document.kind)) return err(fault('handover-refused'))
      const codes = db.selectFrom('handover').select('handover_key').where('job_id', '=', jobId)
      if ((await codes.limit(CODES_OF_JOB).execute()).length >= CODES_OF_JOB) return err(fault('handover-refused'))
      await endOpen({ column: 'job_id', value: jobId }).execute()
      const [handover, pageId, at] = [randomId(), randomId(), now()]
      await db.transaction().execute(async tx => {
        await tx
          .insertInto('handover')
          .values({
            ...{ handover_key: sha256Hex(handover), page_key: sha256Hex(pageId), job_id: jobId },
            ...{ document_id: document.document_id, visit_key: visitKey, terminal_id: terminalId },
            ...{ begun_at: at, good_until: new Date(at.getTime() + SHOWN_MS) },
          })
          .execute()
        await audit(tx, at, { event: 'handover-begun', subject: document.document_id, terminalId })
      })
      return ok({ handover, pageId, withinMs: SHOWN_MS })
    },
    state: async (terminalId, handover) => stateOf(await own(terminalId, handover)),
    give: async (terminalId, handover, digits) => {
      const row = await own(terminalId, handover)
      const at = now()
      if (!row || standingOf(row, at).state !== 'asked') return stateOf(row)
      await db.transaction().execute(async tx => {
        const given = await tx
          .updateTable('handover')
          .set({ given_at: at, good_until: new Date(at.getTime() + GIVEN_MS) })
          .where('handover_key', '=', row.handover_key)
          .where('digits', '=', digits)
          .where('given_at', 'is', null)
          .where('ended_at', 'is', null)
          .returning('document_id')
          .executeTakeFirst()
        if (given) await audit(tx, at, { event: 'handover-given', subject: given.document_id, terminalId })
      })
      return stateOf(await own(terminalId, handover))
    },
    end: async (terminalId, handover) => {
      const ended = await endOpen({ column: 'handover_key', value: sha256Hex(handover) })
        .where('terminal_id', '=', terminalId)
        .returning('document_id')
        .executeTakeFirst()
      if (ended) await audit(db, now(), { event: 'handover-ended', subject: ended.document_id, terminalId })
    },
  }
}
