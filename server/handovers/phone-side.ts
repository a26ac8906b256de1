import { randomInt } from 'node:crypto'
import type { Kysely } from 'kysely'
import { HANDOVER_DIGITS } from '../../src/contract/handovers-api.ts'
import type { Bilingual } from '../../src/contract/texts.ts'
import { randomId } from '../ground/random-id.ts'
import { sha256Hex } from '../ground/store/content-store.ts'
import type { Tables } from '../ground/store/tables.ts'
import { type Issuing, issuedFileName } from '../issuing/issuing.ts'
import { type HandoverRow, handovers, type Standing, standingOf } from './handover-rows.ts'
import { ASKED_MS, KEPT_MS, TAKEN_TIMES_MAX } from './handover-times.ts'
import { audit } from './handovers-audit.ts'

/** A handover as a phone sees it. */
export interface SeenHandover {
  readonly standing: Standing
  readonly title: Bilingual
  readonly documentNumber: string
  readonly kiosk: Bilingual
  readonly goodUntil: Date
}

/** Handing a file over, as phones see it. Whoever only looks changes nothing. */
export interface PhoneSide {
  /** What a code leads to. `taken`: another phone goes on with it. Null for one that is over or never was. */
  look(pageId: string): Promise<SeenHandover | 'taken' | null>
  /** Asks for the file; what then stands in the phone's address. Only the first one that asks gets it. */
  ask(pageId: string): Promise<{ readonly phone: string } | 'taken' | null>
  /** The one phone's own page; null when it is over. */
  own(pageId: string, phone: string): Promise<SeenHandover | null>
  /** The file; null before it is given, and when it is over. */
  take(pageId: string, phone: string): Promise<{ readonly sha256: string; readonly fileName: string } | null>
  /** Forgets what nobody has taken. */
  tidy(): Promise<void>
}

export interface PhoneSideParts {
  readonly db: Kysely<Tables>
  readonly clock: { now(): number }
  readonly records: Pick<Issuing['records'], 'show'>
}

export function createPhoneSide({ db, clock, records }: PhoneSideParts): PhoneSide {
  const now = () => new Date(clock.now())
  const ofPage = (pageId: string) => handovers(db).where('page_key', '=', sha256Hex(pageId))
  const ofPhone = (pageId: string, phone: string) =>
    ofPage(pageId).where('phone_key', '=', sha256Hex(phone)).executeTakeFirst()

  return {
    look: async pageId => {
      const row = await ofPage(pageId).executeTakeFirst()
      const standing = row && standingOf(row, now())
      if (!row || !standing || standing.state === 'over') return null
      return standing.state === 'shown' ? seen(row, standing) : 'taken'
    },
    ask: async pageId => {
      const row = await ofPage(pageId).executeTakeFirst()
      const at = now()
      const standing = row && standingOf(row, at)
      if (!row || !standing || standing.state === 'over') return null
      if (standing.state !== 'shown') return 'taken'
      const phone = randomId()
      const digits = String(randomInt(10 ** HANDOVER_DIGITS)).padStart(HANDOVER_DIGITS, '0')
      const isFirst = await db.transaction().execute(async tx => {
        const asked = await tx
          .updateTable('handover')
          .set({ phone_key: sha256Hex(phone), digits, good_until: new Date(at.getTime() + ASKED_MS) })
          .where('handover_key', '=', row.handover_key)
          .where('phone_key', 'is', null)
          .where('ended_at', 'is', null)
          .returning(['document_id', 'terminal_id'])
          .executeTakeFirst()
        if (asked)
          await audit(tx, at, { event: 'handover-asked', subject: asked.document_id, terminalId: asked.terminal_id })
        return asked !== undefined
      })
      return isFirst ? { phone } : 'taken'
    },
    own: async (pageId, phone) => {
      const row = await ofPhone(pageId, phone)
      const standing = row && standingOf(row, now())
      return row && standing && standing.state !== 'over' ? seen(row, standing) : null
    },
    take: async (pageId, phone) => {
      const row = await ofPhone(pageId, phone)
      const at = now()
      if (!row || standingOf(row, at).state !== 'given') return null
      const document = await records.show(row.document_id)
      if (!document || document.state === 'revoked') return null
      const isTaken = await db.transaction().execute(async tx => {
        const taken = await tx
          .updateTable('handover')
          .set(eb => ({ taken_at: eb.fn.coalesce('taken_at', eb.val(at)), taken_times: eb('taken_times', '+', 1) }))
          .where('handover_key', '=', row.handover_key)
          .where('taken_times', '<', TAKEN_TIMES_MAX)
          .returning('document_id')
          .executeTakeFirst()
        if (taken)
          await audit(tx, at, { event: 'handover-taken', subject: row.document_id, terminalId: row.terminal_id })
        return taken !== undefined
      })
      return isTaken ? { sha256: document.sha256, fileName: issuedFileName(row) } : null
    },
    tidy: async () => {
      await db
        .deleteFrom('handover')
        .where('taken_at', 'is', null)
        .where('begun_at', '<', new Date(clock.now() - KEPT_MS))
        .execute()
    },
  }
}

const seen = (row: HandoverRow, standing: Standing): SeenHandover => ({
  ...{ standing, documentNumber: row.document_number, goodUntil: row.good_until },
  title: { zh: row.title_zh, en: row.title_en },
  kiosk: { zh: `${row.place_zh} · ${row.name_zh}`, en: `${row.place_en} · ${row.name_en}` },
})
