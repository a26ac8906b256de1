import type { Kysely } from 'kysely'
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

/** Withdraws all that a person has agreed to. */
export async function withdrawConsents(db: Kysely<Tables>, personIds: readonly string[], now: Date): Promise<void> {
  await db.transaction().execute(async tx => {
    const rows = await tx
      .updateTable('consent')
      .set({ withdrawn_at: now })
      .where('person_id', 'in', [...personIds])
      .where('withdrawn_at', 'is', null)
      .returning('consent_id')
      .execute()
    for (const [consentId, ofOne] of Map.groupBy(rows, ({ consent_id }) => consent_id)) {
      const detail = { registers: ofOne.length }
      await audit(tx, now, { event: 'notice-withdrawn', subject: consentId, terminalId: null, detail })
    }
  })
}
