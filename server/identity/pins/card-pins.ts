import { createHmac } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Clock } from '../../../src/clock.ts'
import type { CardPinStanding } from '../../../src/contract/terminals-api.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import { type Proof, suffices } from '../../../src/rules/assurance.ts'
import type { Passwords } from '../../ground/passwords/passwords.ts'
import type { Tables } from '../../ground/store/tables.ts'
import type { Person, PersonId } from '../../records/records.ts'
import { audit } from '../identity-audit.ts'
import { type PinFlaw, pinFlaw } from './pin-rules.ts'

const TRIES_MAX = 5
/** To set digits the university's own login must have been shown lately: an open page of somebody else is not enough. */
export const TO_SET_IT = { level: 'A3', withinMinutes: 10 } as const

/** Digits that belong to a campus card: set on the web after the university's login, typed at a kiosk beside the card. */
export interface CardPins {
  isSet(personIds: readonly PersonId[]): Promise<boolean>
  /** For each register of one person. Opens what wrong digits have locked. */
  set(people: readonly Person[], proofs: readonly Proof[], pin: string): Promise<PinFlaw | 'login-needed' | null>
  remove(personIds: readonly PersonId[]): Promise<void>
  standing(personId: PersonId): Promise<CardPinStanding>
  /** The proof; or how the digits stand after they were not right. */
  check(personId: PersonId, pin: string, terminalId: string): Promise<Result<Proof, CardPinStanding>>
}

export interface CardPinParts {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly passwords: Passwords
  /** Outside the database: a million digits are tried in no time by who has only that. */
  readonly pepper: Uint8Array
}

export function createCardPins({ db, clock, passwords, pepper }: CardPinParts): CardPins {
  const now = () => new Date(clock.now())
  const peppered = (personId: string, pin: string) =>
    createHmac('sha256', pepper).update(`yinzheng-card-pin\n${personId}\n${pin}`).digest('base64url')
  const standing = async (personId: PersonId): Promise<CardPinStanding> => {
    const row = await db.selectFrom('card_pin').select('failures').where('person_id', '=', personId).executeTakeFirst()
    return row ? afterFailures(row.failures) : { state: 'unset' }
  }
  return {
    standing,
    isSet: async personIds => {
      const rows = db
        .selectFrom('card_pin')
        .select('person_id')
        .where('person_id', 'in', [...personIds])
        .limit(1)
      return (await rows.executeTakeFirst()) !== undefined
    },
    set: async (people, proofs, pin) => {
      if (!suffices(proofs, TO_SET_IT, clock.now())) return 'login-needed'
      const flaw = pinFlaw(pin, people)
      if (flaw) return flaw
      const made = await Promise.all(
        people.map(async ({ personId }) => ({ personId, hash: await passwords.hash(peppered(personId, pin)) })),
      )
      await db.transaction().execute(async tx => {
        for (const { personId, hash } of made) {
          const fresh = { pin: hash, failures: 0, set_at: now() }
          await tx
            .insertInto('card_pin')
            .values({ person_id: personId, ...fresh })
            .onConflict(conflict => conflict.column('person_id').doUpdateSet(fresh))
            .execute()
        }
        await audit(tx, now(), { event: 'card-pin-set', subject: 'card-pin', terminalId: null })
      })
      return null
    },
    remove: async personIds => {
      await db
        .deleteFrom('card_pin')
        .where('person_id', 'in', [...personIds])
        .execute()
      await audit(db, now(), { event: 'card-pin-removed', subject: 'card-pin', terminalId: null })
    },
    check: async (personId, pin, terminalId) => {
      // Written down before it is compared: of many at once no more are compared than there are tries.
      const row = await db
        .updateTable('card_pin')
        .set({ failures: sql`failures + 1` })
        .where('person_id', '=', personId)
        .where('failures', '<', TRIES_MAX)
        .returning(['pin', 'failures'])
        .executeTakeFirst()
      if (!row) return err(await standing(personId))
      const { isRight, isOutdated } = await passwords.check(peppered(personId, pin), row.pin)
      if (!isRight) {
        const left = afterFailures(row.failures)
        if (left.state === 'locked')
          await audit(db, now(), { event: 'card-pin-locked', subject: 'card-pin', terminalId })
        return err(left)
      }
      const kept = isOutdated ? await passwords.hash(peppered(personId, pin)) : row.pin
      const right = db.updateTable('card_pin').set({ failures: 0, pin: kept }).where('person_id', '=', personId)
      // Digits that were set anew meanwhile stay as they are.
      await right.where('pin', '=', row.pin).execute()
      return ok({ way: 'campus-card-pin', atMs: clock.now() })
    },
  }
}

const afterFailures = (failures: number): CardPinStanding =>
  failures < TRIES_MAX ? { state: 'ready', triesLeft: TRIES_MAX - failures } : { state: 'locked' }
