import { ok } from '../../src/result.ts'
import type { Ground } from '../ground/ground.ts'
import type { Identity } from '../identity/identity.ts'
import type { Mail } from '../mail/mail.ts'
import { askRecords, type PersonId } from '../records/records.ts'
import { ownerLetter } from './owner-letter.ts'
import type { ReceiverRow } from './register.ts'

export interface TellOwnersParts extends Pick<Ground, 'db' | 'clock' | 'house' | 'log'> {
  readonly identity: Pick<Identity, 'mailOf'>
  readonly mail: Pick<Mail, 'post' | 'sends'>
}

const SEND_WITHIN_MS = 48 * 3_600_000
const AT_ONCE = 500

/**
 * Tells people by mail that a receiver was suspended or let in again to which they have sent what is still open: one letter for a person
 * and a receiver, and none where both happened since they were told. Tried again while the university's data does not answer.
 */
export async function tellOwners(parts: TellOwnersParts): Promise<void> {
  if (!parts.mail.sends.letters) return
  for (const due of Map.groupBy(await untold(parts), row => `${row.receiver_id} ${row.person_id}`).values())
    if (!(await tell(parts, due))) return
}

type Untold = Awaited<ReturnType<typeof untold>>[number]

const untold = ({ db, clock }: Pick<TellOwnersParts, 'db' | 'clock'>) =>
  db
    .selectFrom('sending')
    .innerJoin('receiver', 'receiver.receiver_id', 'sending.receiver_id')
    .innerJoin('application', 'application.application_id', 'sending.application_id')
    .innerJoin('document', 'document.document_id', 'application.document_id')
    .select(['sending_id', 'sending.application_id', 'receiver.receiver_id', 'receiver.state', 'application.person_id'])
    .select(['receiver.name_zh', 'receiver.name_en', 'document.title_zh', 'document.title_en'])
    .whereRef('sending.told_state', '<>', 'receiver.state')
    .where('sending.withdrawn_at', 'is', null)
    .where('sending.ends_at', '>', new Date(clock.now()))
    .orderBy('receiver.receiver_id')
    .orderBy('application.person_id')
    .orderBy('sent_at')
    .limit(AT_ONCE)
    .execute()

/** False while the university's data does not answer. */
async function tell(parts: TellOwnersParts, due: readonly Untold[]): Promise<boolean> {
  const [first] = due
  if (!first) return true
  const { db, clock, house, log, mail, identity } = parts
  const found = await askRecords(parts, async () => ok(await identity.mailOf(first.person_id as PersonId)))
  if (!found.ok) return false
  await db.transaction().execute(async tx => {
    const told = await tx
      .updateTable('sending')
      .set({ told_state: first.state })
      .where(
        'sending_id',
        'in',
        due.map(row => row.sending_id),
      )
      // Another server was first, or its owner has taken it back meanwhile.
      .where('told_state', '<>', first.state)
      .where('withdrawn_at', 'is', null)
      .returning('sending_id')
      .execute()
    const toldIds = new Set(told.map(row => row.sending_id))
    const sent = due.filter(row => toldIds.has(row.sending_id))
    if (sent.length === 0) return
    const documents = sent.map(row => ({
      applicationId: row.application_id,
      title: { zh: row.title_zh, en: row.title_en },
    }))
    for (const to of found.value) {
      const posted = await mail.post(tx, {
        ...{ to, ...ownerLetter(house, first, documents) },
        ...{ purpose: PURPOSES[first.state], reference: first.receiver_id },
        sendBy: new Date(clock.now() + SEND_WITHIN_MS),
      })
      // An address of the registry that is none: the owner reads it in the record.
      if (!posted.ok) log.warn({ reason: posted.error }, 'word of a suspended receiver was not taken')
    }
  })
  return true
}

const PURPOSES: Readonly<Record<ReceiverRow['state'], string>> = {
  suspended: 'receiver-suspended',
  active: 'receiver-resumed',
}
