import { createHmac } from 'node:crypto'
import { maskNumber } from '../../src/rules/masking.ts'
import { randomId } from '../ground/random-id.ts'
import { type AboutPerson, type ActedBy, columnsOf, type Db, lineOf, listThatEnded, saidBy } from './acted.ts'
import { audit } from './people-audit.ts'

/** A card that is to be refused. */
export interface LostCard {
  /** Upper-case hex; null: every card of the person. */
  readonly uid: string | null
  /** Who holds it; null where nobody knows. */
  readonly about: AboutPerson | null
  readonly reason: string
}

/** Campus cards that the house itself refuses. */
export interface LostCards {
  /** By its number, or because every card of who holds it is. */
  isLost(uid: string, personId: string): Promise<boolean>
  /** From now on no kiosk takes it. Null where it is refused already, or the line of the list was taken in before. */
  report(db: Db, card: LostCard, by: ActedBy, now: Date): Promise<string | null>
  /** It may be used again, as far as the house is concerned. False where it is not refused. */
  found(db: Db, lostCardId: string, by: ActedBy, now: Date): Promise<boolean>
  /** By which rows know a card. */
  markOf(uid: string): string
}

/** @param key a secret of the house: numbers of cards are few enough to be tried one after the other */
export function createLostCards(db: Db, key: Uint8Array): LostCards {
  const markOf = (uid: string) => createHmac('sha256', key).update(`yinzheng-card\n${uid}`).digest('base64url')
  return {
    markOf,
    isLost: async (uid, personId) => {
      const row = await db
        .selectFrom('lost_card')
        .select('lost_card_id')
        .where('found_at', 'is', null)
        .where(either =>
          either.or([
            either('card_mark', '=', markOf(uid)),
            either.and([either('card_mark', 'is', null), either('person_id', '=', personId)]),
          ]),
        )
        .limit(1)
        .executeTakeFirst()
      return row !== undefined
    },
    report: async (tx, { uid, about, reason }, by, now) => {
      const lostCardId = randomId()
      const inserted = await tx
        .insertInto('lost_card')
        .values({
          ...{ lost_card_id: lostCardId, ...(about && columnsOf(about)) },
          ...(uid !== null && { card_mark: markOf(uid), card_masked: maskNumber(uid) }),
          ...{ reason, reported_at: now, reported_by: by.staffId, ...lineOf(by) },
        })
        .onConflict(conflict => conflict.doNothing())
        .returning('lost_card_id')
        .executeTakeFirst()
      if (!inserted) return null
      await audit(tx, now, { event: 'card-reported-lost', subject: lostCardId, terminalId: null, detail: saidBy(by) })
      return lostCardId
    },
    found: async (tx, lostCardId, by, now) => {
      const row = await tx
        .updateTable('lost_card')
        .set({ found_at: now, found_by: by.staffId, ...listThatEnded(by) })
        .where('lost_card_id', '=', lostCardId)
        .where('found_at', 'is', null)
        .returning('lost_card_id')
        .executeTakeFirst()
      if (!row) return false
      await audit(tx, now, { event: 'card-found', subject: lostCardId, terminalId: null, detail: saidBy(by) })
      return true
    },
  }
}
