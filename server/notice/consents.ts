import { type Kysely, sql, type Transaction } from 'kysely'
import type { Notice } from '../../src/contract/notice-api.ts'
import { randomId } from '../ground/random-id.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { Agreed } from './notice.ts'
import { audit } from './notice-audit.ts'

/** Whether a person has agreed to a text, in any register. */
export async function hasAgreed(db: Kysely<Tables>, personIds: readonly string[], digest: string): Promise<boolean> {
  const row = await db
    .selectFrom('consent')
    .select('consent_id')
    .where('person_id', 'in', [...personIds])
    .where('digest', '=', digest)
    .where('withdrawn_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Writes a consent down, a row for each register that has none, with the text as it stood there. */
export async function writeConsent(db: Kysely<Tables>, notice: Notice, agreed: Agreed, now: Date): Promise<void> {
  const { digest, version, points } = notice
  const { personIds, language, terminalId } = agreed
  await db.transaction().execute(async tx => {
    await tx
      .insertInto('notice_text')
      .values({ digest, version, points: JSON.stringify(points), first_agreed_at: now })
      .onConflict(conflict => conflict.doNothing())
      .execute()
    const consentId = randomId()
    const written = await tx
      .insertInto('consent')
      .values(
        [...new Set(personIds)].map(personId => ({
          ...{ consent_id: consentId, person_id: personId, digest, language },
          ...{ terminal_id: terminalId, agreed_at: now },
        })),
      )
      .onConflict(conflict => conflict.doNothing())
      .returning('person_id')
      .execute()
    if (written.length === 0) return
    const detail = { version, text: digest.slice(0, 16), language }
    await audit(tx, now, { event: 'notice-agreed', subject: consentId, terminalId, detail })
  })
}

/** Who of staff withdraws for a person, and how the person has asked for it. */
export interface ForPerson {
  readonly staffId: string
  readonly reason: string
}

/** Withdraws all that a person has agreed to; `by`: staff, where the person has asked them. In how many registers. */
export async function withdrawConsents(
  db: Kysely<Tables>,
  personIds: readonly string[],
  now: Date,
  by?: ForPerson,
): Promise<number> {
  return db.transaction().execute(async tx => {
    const rows = await tx
      .updateTable('consent')
      .set({ withdrawn_at: now, withdrawn_by: by?.staffId ?? null, withdrawn_reason: by?.reason ?? null })
      .where('person_id', 'in', by ? await agreedTogether(tx, personIds) : [...personIds])
      .where('withdrawn_at', 'is', null)
      .returning(['consent_id', 'person_id'])
      .execute()
    for (const [consentId, ofOne] of Map.groupBy(rows, ({ consent_id }) => consent_id)) {
      const registers = ofOne.length
      await audit(tx, now, {
        event: by ? 'notice-withdrawn-for-person' : 'notice-withdrawn',
        ...{ subject: consentId, terminalId: null, detail: by ? { by: by.staffId, registers } : { registers } },
      })
    }
    return new Set(rows.map(({ person_id }) => person_id)).size
  })
}

/**
 * The registers of a person as far as they have agreed under one id: staff know the one that is on the paper, and a consent that stayed in
 * force in another would be asked for nowhere again.
 */
async function agreedTogether(tx: Transaction<Tables>, personIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    with recursive same (person_id) as (
      select person_id from unnest(${[...personIds]}::text[]) as asked (person_id)
      union
      select other.person_id from same
        join consent own on own.person_id = same.person_id
        join consent other on other.consent_id = own.consent_id)
    select person_id from same`.execute(tx)
  return rows.map(({ person_id }) => person_id)
}
