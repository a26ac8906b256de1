import type { Ground } from '../../ground/ground.ts'
import { type Mail, maskedAddress } from '../../mail/mail.ts'
import { ID_TYPES } from '../../records/records.ts'
import { audit } from '../identity-audit.ts'
import { createWebSessions } from '../sessions/web-sessions.ts'
import { createVisits } from '../visits.ts'
import { createAccountLetters } from './account-letters.ts'
import { numberKeyOf } from './account-rows.ts'
import { KEPT_MS } from './account-rules.ts'
import { openAccountSeals } from './account-seals.ts'
import { plainNumber } from './real-name.ts'
import { loginsOf } from './real-names.ts'
import { readMail } from './sign-up-form.ts'

/** An account as staff may see it. */
export interface StandingAccount {
  readonly accountId: string
  readonly maskedMail: string
  readonly madeAt: Date
  readonly namedAt: Date | null
  readonly waitsSince: Date | null
  readonly matchedAt: Date | null
}

type Parts = Pick<Ground, 'db' | 'clock' | 'house'>

/** @param who a mailbox, or the number of a document of any kind */
export async function findAccount(parts: Parts, who: string): Promise<StandingAccount | null> {
  const found = await find(parts, who)
  return found?.standing ?? null
}

async function find({ db, clock }: Parts, who: string) {
  const seals = await openAccountSeals(db, new Date(clock.now()))
  const mail = readMail(who)
  const number = plainNumber(who)
  const accounts = db.selectFrom('account').selectAll()
  const row = await (mail === null
    ? accounts.where(
        'number_key',
        'in',
        ID_TYPES.map(idType => numberKeyOf(seals, { idType, number })),
      )
    : accounts.where('mail_key', '=', seals.keyOf('mail', mail))
  ).executeTakeFirst()
  if (!row) return null
  const address = seals.open(`mail ${row.account_id}`, row.mail)
  const standing: StandingAccount = {
    ...{ accountId: row.account_id, maskedMail: maskedAddress(address), madeAt: row.made_at, namedAt: row.named_at },
    ...{ waitsSince: row.waits_since, matchedAt: row.matched_at },
  }
  return { standing, address, mailKey: row.mail_key }
}

/** Lets an account do without a mobile number, for whoever has none of the Chinese mainland. Null when there is none. */
export async function waivePhone(parts: Parts, who: string, givenBy: string | null): Promise<StandingAccount | null> {
  const { db, clock } = parts
  const found = await find(parts, who)
  if (!found) return null
  const { accountId } = found.standing
  const now = new Date(clock.now())
  await db.transaction().execute(async tx => {
    await tx.updateTable('account').set({ phone_waived_at: now }).where('account_id', '=', accountId).execute()
    const detail = { givenBy }
    await audit(tx, now, { event: 'account-phone-waived', subject: accountId, terminalId: null, detail })
  })
  return found.standing
}

/** Takes an account away with all that is kept of its person, ends its logins, and tells its mailbox. Null when there is none. */
export const createRemoveAccount =
  (parts: Parts, mail: Mail) =>
  async (who: string, givenBy: string | null): Promise<StandingAccount | null> => {
    const { db, clock, house } = parts
    const found = await find(parts, who)
    if (!found) return null
    const { accountId } = found.standing
    const now = new Date(clock.now())
    await db.transaction().execute(async tx => {
      await tx.deleteFrom('account_password_link').where('account_id', '=', accountId).execute()
      await tx.deleteFrom('account_sign_up').where('mail_key', '=', found.mailKey).execute()
      await tx.deleteFrom('account').where('account_id', '=', accountId).execute()
      const sendBy = new Date(now.getTime() + KEPT_MS)
      const words = createAccountLetters(house).removed(found.address)
      // Where no letters are sent it is removed all the same.
      await mail.post(tx, { ...words, reference: 'account', sendBy })
      const detail = { givenBy }
      await audit(tx, now, { event: 'account-removed', subject: accountId, terminalId: null, detail })
    })
    await createWebSessions(db, clock).endOfProvider(loginsOf(accountId))
    await createVisits(db, clock).endOf({ providerSession: loginsOf(accountId) })
    return found.standing
  }
