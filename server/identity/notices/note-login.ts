import type { Kysely, Transaction } from 'kysely'
import type { Tables } from '../../ground/store/tables.ts'
import type { PersonId } from '../../records/records.ts'

/** Something that was begun in a person's name. */
export interface BegunLogin {
  readonly kind: 'session' | 'visit'
  readonly key: string
  readonly personId: PersonId
  readonly at: Date
}

/** Writes down that a person is to be told of a login, with the login itself. */
export type NoteLogin = (tx: Kysely<Tables> | Transaction<Tables>, login: BegunLogin) => Promise<void>

/** Where nobody is told. */
export const noteNothing: NoteLogin = async () => undefined

export const noteLogin: NoteLogin = async (tx, { kind, key, personId, at }) => {
  await tx
    .insertInto('login_notice')
    .values({
      ...{ kind, what_keys: JSON.stringify([key]), person_id: personId, begun_at: at },
      next_try_at: new Date(at.getTime() + GATHERED_MS),
    })
    .execute()
}

/** A visit begins in each register of its person, one after the other and at one moment: that is one login, told of when all are there. */
export const GATHERED_MS = 2_000
