import { type Kysely, sql } from 'kysely'
import type { Clock } from '../../src/clock.ts'
import type { VisitId } from '../../src/contract/ids.ts'
import type { Bilingual } from '../../src/contract/texts.ts'
import { fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import type { Proof } from '../../src/rules/assurance.ts'
import { randomId } from '../ground/random-id.ts'
import { sha256Hex } from '../ground/store/content-store.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { PersonId } from '../records/records.ts'
import { audit } from './identity-audit.ts'
import { type NoteLogin, noteNothing } from './notices/note-login.ts'
import { readProofs } from './proofs.ts'

/** A visit that is under way, as the server knows it. */
export interface OpenVisit {
  readonly visitKey: string
  readonly personId: PersonId
  /** What the person has shown in this visit. */
  readonly proofs: readonly Proof[]
  /** The one document that it is for; null where it is for whatever the person may have. */
  readonly documentId: string | null
  /** By what the person collects the document of another; null for documents of their own. */
  readonly mandateId: string | null
  /** Whoever came has not agreed yet to what people are told: nothing is made until then. */
  readonly owesNotice: boolean
}

/** What a visit begins with besides its person. */
export interface BegunWith {
  readonly proofs: readonly Proof[]
  /** By what the provider of a login, hashed, may end what it has led to. */
  readonly providerSession?: string | null
  /** The one document that it is for. */
  readonly documentId?: string
  /** By what the person collects it where it is another's. */
  readonly mandateId?: string | null
  /** Whoever came has still to agree to what people are told. */
  readonly owesNotice?: boolean
  /** One moment for all that one login at a terminal begins, by which those are known to belong together; now where it is not said. */
  readonly startedAt?: Date
}

/** Visits: a token that only one terminal may use, for a short time. */
export interface Visits {
  begin(terminalId: string, personId: PersonId, begunWith: BegunWith): Promise<VisitId>
  /** Refuses with `visit-expired`: unknown, of another terminal, ended, or too old. */
  use(terminalId: string, visitId: string): Promise<Result<OpenVisit>>
  /** Adds what the person has shown besides, by the key of the visit's row. */
  prove(visitKey: string, proof: Proof): Promise<void>
  /** Whoever came has agreed to what people are told, by the key of the visit's row. */
  agreed(visitKey: string): Promise<void>
  end(terminalId: string, visitId: string): Promise<void>
  /** Whether it was ended, and has not merely run out. */
  isEnded(terminalId: string, visitId: string): Promise<boolean>
  /**
   * Ends visits by the keys of their rows, as the phone may that led to them; those that its provider has ended, likewise; and those that
   * are for one document alone, when what led to them is worth nothing any more.
   */
  endOf(which: EndedVisits): Promise<void>
  /** Those of these that are still under way. */
  openOf(visitKeys: readonly string[]): Promise<readonly string[]>
  /** The person's visits of the last day, the newest first: one for a login, in however many registers. */
  list(personIds: readonly PersonId[]): Promise<readonly ListedVisit[]>
  /** Ends one of the person's own with all that its login has begun, or all that are under way. */
  endOwn(personIds: readonly PersonId[], handle: string | 'all'): Promise<void>
}

/** Which visits end. */
export type EndedVisits =
  | { readonly visitKeys: readonly string[] }
  | { readonly providerSession: string }
  | { readonly documentId: string; readonly mandateId: string | null }

/** A visit as its person sees it in a list. */
export interface ListedVisit {
  readonly handle: string
  readonly place: Bilingual
  readonly name: Bilingual
  readonly startedAt: Date
  readonly isOpen: boolean
}

const IDLE_MS = 5 * 60_000
const LONGEST_MS = 10 * 60_000
const LISTED_MS = 24 * 3_600_000
/** What a visit may be recognised by when it is listed; its key stays unsaid. */
const HANDLE_CHARACTERS = 16

/** @param note is told of every visit that begins */
export function createVisits(db: Kysely<Tables>, clock: Clock, note: NoteLogin = noteNothing): Visits {
  const now = () => new Date(clock.now())
  const before = (ms: number) => new Date(clock.now() - ms)
  const underWay = () =>
    db
      .selectFrom('visit')
      .where('ended_at', 'is', null)
      .where('last_seen_at', '>', before(IDLE_MS))
      .where('started_at', '>', before(LONGEST_MS))
  return {
    begin: async (terminalId, personId, { proofs, startedAt = now(), ...more }) => {
      const { providerSession = null, documentId = null, mandateId = null, owesNotice = false } = more
      const visitId = randomId() as VisitId
      const visitKey = sha256Hex(visitId)
      await db.transaction().execute(async tx => {
        await tx
          .insertInto('visit')
          .values({
            visit_key: visitKey,
            terminal_id: terminalId,
            person_id: personId,
            proofs: JSON.stringify(proofs),
            provider_session: providerSession,
            document_id: documentId,
            mandate_id: mandateId,
            owes_notice: owesNotice,
            started_at: startedAt,
            last_seen_at: startedAt,
          })
          .execute()
        await audit(tx, now(), { event: 'visit-begun', subject: visitKey, terminalId })
        await note(tx, { kind: 'visit', key: visitKey, personId, at: startedAt })
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
        .returning(['visit_key', 'person_id', 'proofs', 'document_id', 'mandate_id', 'owes_notice'])
        .executeTakeFirst()
      if (!row) return err(fault('visit-expired'))
      return ok({
        visitKey: row.visit_key,
        personId: row.person_id as PersonId,
        proofs: readProofs(row.proofs),
        documentId: row.document_id,
        mandateId: row.mandate_id,
        owesNotice: row.owes_notice,
      })
    },
    prove: async (visitKey, proof) => {
      await db
        .updateTable('visit')
        .set({ proofs: sql`proofs || ${JSON.stringify([proof])}::jsonb` })
        .where('visit_key', '=', visitKey)
        .where('ended_at', 'is', null)
        .execute()
    },
    agreed: async visitKey => {
      await db.updateTable('visit').set({ owes_notice: false }).where('visit_key', '=', visitKey).execute()
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
    isEnded: async (terminalId, visitId) => {
      const ended = db
        .selectFrom('visit')
        .select('visit_key')
        .where('visit_key', '=', sha256Hex(visitId))
        .where('terminal_id', '=', terminalId)
        .where('ended_at', 'is not', null)
      return (await ended.executeTakeFirst()) !== undefined
    },
    endOf: async which => {
      const open = db.updateTable('visit').set({ ended_at: now() }).where('ended_at', 'is', null)
      if ('documentId' in which) {
        const ofOne = open.where('document_id', '=', which.documentId)
        await ofOne.where('mandate_id', 'is not distinct from', which.mandateId).execute()
      } else if ('providerSession' in which) await open.where('provider_session', '=', which.providerSession).execute()
      else if (which.visitKeys.length > 0) await open.where('visit_key', 'in', [...which.visitKeys]).execute()
    },
    openOf: async visitKeys => {
      if (visitKeys.length === 0) return []
      const rows = await underWay()
        .select('visit_key')
        .where('visit_key', 'in', [...visitKeys])
        .execute()
      return rows.map(row => row.visit_key)
    },
    list: async personIds => {
      const rows = await db
        .selectFrom('visit')
        .innerJoin('terminal', 'terminal.terminal_id', 'visit.terminal_id')
        .select(['visit_key', 'visit.terminal_id', 'visit.started_at', 'visit.last_seen_at', 'ended_at'])
        .select(['name_zh', 'name_en', 'place_zh', 'place_en'])
        .where('person_id', 'in', [...personIds])
        .where('visit.started_at', '>', before(LISTED_MS))
        .orderBy('visit.started_at', 'desc')
        .orderBy('visit_key')
        .limit(50)
        .execute()
      const isOpen = (row: (typeof rows)[number]) =>
        row.ended_at === null && row.last_seen_at > before(IDLE_MS) && row.started_at > before(LONGEST_MS)
      const logins = Map.groupBy(rows, loginOf)
      return [...logins.values()].map(([first, ...others]) => ({
        handle: handleOf(first!),
        place: { zh: first!.place_zh, en: first!.place_en },
        name: { zh: first!.name_zh, en: first!.name_en },
        startedAt: first!.started_at,
        isOpen: [first!, ...others].some(isOpen),
      }))
    },
    endOwn: async (personIds, handle) => {
      const rows = await db
        .selectFrom('visit')
        .select(['visit_key', 'terminal_id', 'started_at'])
        .where('person_id', 'in', [...personIds])
        .where('started_at', '>', before(LONGEST_MS))
        .execute()
      const logins = new Set(rows.filter(row => handle === 'all' || handleOf(row) === handle).map(loginOf))
      const keys = rows.filter(row => logins.has(loginOf(row))).map(row => row.visit_key)
      if (keys.length === 0) return
      await db.transaction().execute(async tx => {
        const ended = await tx
          .updateTable('visit')
          .set({ ended_at: now() })
          .where('visit_key', 'in', keys)
          .where('ended_at', 'is', null)
          .returning('visit_key')
          .execute()
        for (const { visit_key: subject } of ended)
          await audit(tx, now(), { event: 'logins-ended-by-person', subject, terminalId: null })
      })
    },
  }
}

const handleOf = (row: { readonly visit_key: string }): string => row.visit_key.slice(0, HANDLE_CHARACTERS)

/** By which visits of one person are known that one login has begun. */
const loginOf = (row: { readonly terminal_id: string; readonly started_at: Date }): string =>
  `${row.terminal_id} ${row.started_at.getTime()}`
