import type { Kysely } from 'kysely'
import type { Tables } from '../../ground/store/tables.ts'
import type { Mail } from '../../mail/mail.ts'

/** Which of these somebody was told of by letter or robot, or may still be. */
export async function readReached(
  { db, mail }: { readonly db: Kysely<Tables>; readonly mail: Pick<Mail, 'reached'> },
  references: readonly string[],
): Promise<ReadonlySet<string>> {
  if (references.length === 0) return new Set()
  const rows = await db
    .selectFrom('fleet_robot_message')
    .select('reference')
    .where('reference', 'in', [...references])
    .where(either => either.or([either('sent_at', 'is not', null), either('due_at', 'is not', null)]))
    .execute()
  return new Set([...(await mail.reached(references)), ...rows.flatMap(({ reference }) => reference ?? [])])
}
