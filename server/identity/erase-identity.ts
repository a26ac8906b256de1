import { type Kysely, sql, type Transaction } from 'kysely'
import type { Clock } from '../../src/clock.ts'
import { both } from '../../src/contract/texts.ts'
import { type ErasedCounts, type Erasing, goneBy } from '../ground/erasing.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { Mail } from '../mail/mail.ts'
import type { PersonId } from '../records/records.ts'
import { type AccountOfPersonParts, accountIdsOf } from './accounts/account-of-person.ts'
import { audit } from './identity-audit.ts'
import type { Visits } from './visits.ts'

export interface EraseIdentityParts extends AccountOfPersonParts {
  readonly db: Kysely<Tables>
  readonly clock: Pick<Clock, 'now'>
  readonly mail: Pick<Mail, 'stopAbout'>
  readonly visits: Pick<Visits, 'list'>
}

const AT_A_KIOSK = both('您正在一台自助终端上办理', 'You are at a kiosk just now')

/** Takes away logins and what they left, the digits beside a card, and the account of the house, which is closed by it. */
export function createEraseIdentity(parts: EraseIdentityParts): Erasing {
  const { clock, mail, visits } = parts
  return {
    running: async personIds => {
      const listed = await visits.list(personIds as readonly PersonId[])
      return listed.some(({ isOpen }) => isOpen) ? [AT_A_KIOSK] : []
    },
    erase: async (personIds, accountIds) => {
      // What was written down with the wish, and what has been made since then.
      const all = [...new Set([...accountIds, ...(await accountIdsOf(parts, personIds))])]
      const known = await mailKeysOf(parts, all)
      return async tx => {
        const closed: Record<string, number> = {}
        for (const [accountId, mailKey] of known) add(closed, await closeAccount(tx, accountId, mailKey, now()))
        return { ...closed, ...(await eraseLogins(tx, mail, personIds)) }
      }
    },
  }
  function now() {
    return new Date(clock.now())
  }
}

async function mailKeysOf({ db }: EraseIdentityParts, accountIds: readonly string[]): Promise<Map<string, string>> {
  if (accountIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('account')
    .select(['account_id', 'mail_key'])
    .where('account_id', 'in', [...accountIds])
    .execute()
  return new Map(rows.map(row => [row.account_id, row.mail_key]))
}

async function closeAccount(
  tx: Transaction<Tables>,
  accountId: string,
  mailKey: string,
  now: Date,
): Promise<ErasedCounts> {
  const codes = await tx.deleteFrom('account_code').where('subject', '=', `real-name ${accountId}`).executeTakeFirst()
  await tx.deleteFrom('account_password_link').where('account_id', '=', accountId).execute()
  const wishes = await tx.deleteFrom('account_sign_up').where('mail_key', '=', mailKey).executeTakeFirst()
  const account = await tx.deleteFrom('account').where('account_id', '=', accountId).executeTakeFirst()
  if (account.numDeletedRows > 0n)
    await audit(tx, now, { event: 'account-closed', subject: accountId, terminalId: null })
  return { account: goneBy(account), account_code: goneBy(codes), account_sign_up: goneBy(wishes) }
}

async function eraseLogins(
  tx: Transaction<Tables>,
  mail: Pick<Mail, 'stopAbout'>,
  personIds: readonly string[],
): Promise<ErasedCounts> {
  const ids = [...personIds]
  const anyOf = (list: string) =>
    sql<boolean>`exists (select 1 from jsonb_array_elements_text(${sql.raw(list)}) one where one in (${sql.join(ids)}))`
  const notices = await tx.deleteFrom('login_notice').where('person_id', 'in', ids).returning('notice_id').execute()
  const references = notices.map(({ notice_id }) => `notice-${notice_id}`)
  await mail.stopAbout(tx, references, 'withdrawn')
  const sessions = await tx.deleteFrom('web_session').where(anyOf('person_ids')).executeTakeFirst()
  const logins = await tx
    .deleteFrom('login')
    .where('purpose', '=', 'visitor')
    .where(anyOf("claim->'personIds'"))
    .executeTakeFirst()
  const pins = await tx.deleteFrom('card_pin').where('person_id', 'in', ids).executeTakeFirst()
  const visits = await tx
    .deleteFrom('visit')
    .where('person_id', 'in', ids)
    .where(
      sql<boolean>`not exists (select 1 from document d where d.visit_key = visit.visit_key)
        and not exists (select 1 from print_order o where o.visit_key = visit.visit_key)
        and not exists (select 1 from handover h where h.visit_key = visit.visit_key)`,
    )
    .executeTakeFirst()
  // Of a visit that paper stands on, where and when is kept, and not how its person was known.
  await tx.updateTable('visit').set({ proofs: '[]', provider_session: null }).where('person_id', 'in', ids).execute()
  return {
    login_notice: notices.length,
    web_session: goneBy(sessions),
    login: goneBy(logins),
    card_pin: goneBy(pins),
    visit: goneBy(visits),
  }
}

function add(sum: Record<string, number>, counts: ErasedCounts): void {
  for (const [table, count] of Object.entries(counts)) sum[table] = (sum[table] ?? 0) + count
}
