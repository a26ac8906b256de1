import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../ground/store/tables.ts'
import { ID_TYPES, type Person, type PersonId, type Records } from '../../records/records.ts'
import { numberKeyOf } from './account-rows.ts'
import type { AccountSeals } from './account-seals.ts'

export interface AccountOfPersonParts {
  readonly db: Kysely<Tables>
  readonly records: Pick<Records, 'person'>
  readonly seals: AccountSeals
}

/** The row of the account whose person the university's data knows as this one. */
export async function accountRowOf({ db, seals }: Pick<AccountOfPersonParts, 'db' | 'seals'>, person: Person | null) {
  if (!person?.idNumber) return undefined
  const { idNumber: number, idType } = person
  const keys = (idType ? [idType] : ID_TYPES).map(one => numberKeyOf(seals, { idType: one, number }))
  return db
    .selectFrom('account')
    .selectAll()
    .where('number_key', 'in', keys)
    .where('matched_at', 'is not', null)
    .executeTakeFirst()
}

/**
 * The ids of a person's accounts: of those whose person the university's data knows as this one, and of those by which the person is
 * logged in on the web, whoever that data knows by now. Rejects when the data does not answer.
 */
export async function accountIdsOf(
  parts: AccountOfPersonParts,
  personIds: readonly string[],
): Promise<readonly string[]> {
  if (personIds.length === 0) return []
  const people = await Promise.all(personIds.map(id => parts.records.person(id as PersonId)))
  const rows = await Promise.all(people.map(person => accountRowOf(parts, person)))
  // As `loginsOf` writes it down.
  const byLogin = await parts.db
    .selectFrom('account')
    .select('account_id')
    .where(
      sql<boolean>`encode(sha256(convert_to('local-account ' || account_id, 'UTF8')), 'hex') in (
        select provider_session from web_session where ended_at is null and provider_session is not null
          and exists (select 1 from jsonb_array_elements_text(person_ids) one where one in (${sql.join([...personIds])})))`,
    )
    .execute()
  return [...new Set([...rows.flatMap(row => (row ? [row.account_id] : [])), ...byLogin.map(row => row.account_id)])]
}

/** The accounts of a person in whatever registers, opened, without the password. Rejects when the data does not answer. */
export async function accountsOf(
  parts: AccountOfPersonParts,
  personIds: readonly string[],
): Promise<readonly object[]> {
  const people = await Promise.all(personIds.map(id => parts.records.person(id as PersonId)))
  const rows = await Promise.all(people.map(person => accountRowOf(parts, person)))
  const known = new Map(rows.flatMap(row => (row ? [[row.account_id, row] as const] : [])))
  const { seals } = parts
  return [...known.values()].map(row => ({
    mail: seals.open(`mail ${row.account_id}`, row.mail),
    person: row.person === null ? null : (JSON.parse(seals.open(`person ${row.account_id}`, row.person)) as unknown),
    phone: row.phone === null ? null : seals.open(`phone ${row.account_id}`, row.phone),
    ...{ made_at: row.made_at, named_at: row.named_at, matched_at: row.matched_at, name_changes: row.name_changes },
  }))
}
