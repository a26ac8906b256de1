import type { Kysely } from 'kysely'
import type { Clock } from '../../src/clock.ts'
import type { VisitId } from '../../src/contract/ids.ts'
import { fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { randomId } from '../ground/random-id.ts'
import { sha256Hex } from '../ground/store/content-store.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { PersonId } from '../records/records.ts'
import { audit } from './identity-audit.ts'

/** How surely a person is known: a campus card may be lent; an identity card is read together with its name. */
export type Assurance = 'campus-card' | 'id-card'

/** A visit that is under way, as the server knows it. */
export interface OpenVisit {
  readonly visitKey: string
  readonly personId: PersonId
  readonly assurance: Assurance
}

/** Visits: a token that only one terminal may use, for a short time. */
export interface Visits {
  begin(terminalId: string, personId: PersonId, assurance: Assurance): Promise<VisitId>
  /** Refuses with `visit-expired`: unknown, of another terminal, ended, or too old. */
  use(terminalId: string, visitId: string): Promise<Result<OpenVisit>>
  end(terminalId: string, visitId: string): Promise<void>
}

const IDLE_MS = 5 * 60_000
const LONGEST_MS = 10 * 60_000

export function createVisits(db: Kysely<Tables>, clock: Clock): Visits {
  const now = () => new Date(clock.now())
  return {
    begin: async (terminalId, personId, assurance) => {
      const visitId = randomId() as VisitId
      const visitKey = sha256Hex(visitId)
      await db.transaction().execute(async tx => {
        await tx
          .insertInto('visit')
          .values({
            visit_key: visitKey,
            terminal_id: terminalId,
            person_id: personId,
            assurance,
            started_at: now(),
            last_seen_at: now(),
          })
          .execute()
        await audit(tx, now(), { event: 'visit-begun', subject: visitKey, terminalId })
      })
      return visitId
    },
    use: async (terminalId, visitId) => {
      const at = now()
      const row = await db
        .updateTable('visit')
        .set({ last_seen_at: at })
        .where('visit_key', '=', sha256Hex(visitId))
        .where('terminal_id', '=', terminalId)
        .where('ended_at', 'is', null)
        .where('last_seen_at', '>', new Date(at.getTime() - IDLE_MS))
        .where('started_at', '>', new Date(at.getTime() - LONGEST_MS))
        .returning(['visit_key', 'person_id', 'assurance'])
        .executeTakeFirst()
      if (!row) return err(fault('visit-expired'))
      return ok({ visitKey: row.visit_key, personId: row.person_id as PersonId, assurance: row.assurance })
    },
    end: async (terminalId, visitId) => {
      await db
        .updateTable('visit')
        .set({ ended_at: now() })
        .where('visit_key', '=', sha256Hex(visitId))
        .where('terminal_id', '=', terminalId)
        .where('ended_at', 'is', null)
        .execute()
    },
  }
}
