import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import type { ERASURE_ROUTES, Erasure } from '../../src/contract/erasure-api.ts'
import { fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import type { Limit } from '../ground/limits/limit.ts'
import type { PersonalRows } from '../ground/personal-data.ts'
import type { HandlersOf } from '../ground/room.ts'
import { sha256Hex } from '../ground/store/content-store.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { Identity } from '../identity/identity.ts'
import { type Mail, maskedAddress } from '../mail/mail.ts'
import { isFresh } from '../portal/portal.ts'
import { askRecords, type PersonId } from '../records/records.ts'
import { type Eraser, runningOf } from './carry-out.ts'
import { previewErasure } from './preview.ts'
import type { Wishes } from './wishes.ts'

export interface ErasureHandlerParts {
  readonly db: Kysely<Tables>
  readonly clock: { now(): number }
  readonly log: Logger
  readonly identity: Pick<Identity, 'accountIdsOf' | 'accountsOf' | 'mailOf'>
  readonly mail: Pick<Mail, 'sends'>
  /** What each room keeps of people. */
  readonly personal: readonly PersonalRows[]
  readonly erasers: readonly Eraser[]
  readonly wishes: Wishes
  readonly graceDays: number
  readonly limit: Limit
}

/** What answers a person about having everything erased. All of it is about whoever is logged in: no id of anything is taken. */
export function erasureHandlers(parts: ErasureHandlerParts): HandlersOf<typeof ERASURE_ROUTES> {
  const { clock, wishes, limit } = parts
  return {
    erasure: (_, { personIds }) => show(parts, personIds),
    askErasure: async (_, caller) => {
      const { personIds, personId, proofs } = caller
      if (!isFresh(proofs, clock.now())) return err(fault('proof-too-old', 'erasing'))
      const standing = await wishes.of(personIds)
      if (standing) return show(parts, personIds)
      const addresses = await addressesOf(parts, personIds)
      if (!addresses.ok) return addresses
      if (!(await limit.allow(sha256Hex(personId)))) return err(fault('too-many-today', 'erasing'))
      // By the day it is due, the university's data may know nobody by whom an account is found.
      const accountIds = await askRecords(parts, async () => ok(await parts.identity.accountIdsOf(personIds)))
      if (!accountIds.ok) return accountIds
      await wishes.ask(caller, addresses.value, accountIds.value)
      return show(parts, personIds)
    },
    undoErasure: async (_, caller) => {
      await wishes.undo(caller)
      return show(parts, caller.personIds)
    },
  }
}

async function addressesOf(
  parts: ErasureHandlerParts,
  personIds: readonly string[],
): Promise<Result<readonly string[]>> {
  if (!parts.mail.sends.letters) return ok([])
  return askRecords(parts, async () => {
    const found = await Promise.all(personIds.map(id => parts.identity.mailOf(id as PersonId)))
    return ok([...new Set(found.flat())])
  })
}

async function show(parts: ErasureHandlerParts, personIds: readonly string[]): Promise<Result<Erasure>> {
  const { db, personal, erasers, wishes, graceDays, identity } = parts
  const accounts = await askRecords(parts, async () => ok(await identity.accountsOf(personIds)))
  if (!accounts.ok) return accounts
  const addresses = await addressesOf(parts, personIds)
  if (!addresses.ok) return addresses
  const row = await wishes.of(personIds)
  const through = row
    ? await db.selectFrom('erased_room').select('room').where('erasure_id', '=', row.erasure_id).execute()
    : []
  return ok({
    ...(await previewErasure(db, personal, personIds)),
    closesAccount: accounts.value.length > 0,
    running: [...(await runningOf(erasers, personIds))],
    ...{ graceDays, lettersTo: addresses.value.map(maskedAddress) },
    wish: row
      ? {
          state: row.state === 'under-way' ? 'under-way' : 'waiting',
          ...{ askedAt: row.asked_at.toISOString(), dueAt: row.due_at.toISOString() },
          ...{ partsDone: through.length, parts: erasers.length },
        }
      : null,
  })
}
