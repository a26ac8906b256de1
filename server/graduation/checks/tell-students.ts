import { both } from '../../../src/contract/texts.ts'
import type { House } from '../../ground/ground.ts'
import type { Identity } from '../../identity/identity.ts'
import type { Mail } from '../../mail/mail.ts'
import type { PersonId } from '../../records/records.ts'
import type { CheckParts } from './check-parts.ts'
import { noticeText } from './notices.ts'

export interface TellParts extends CheckParts {
  readonly mail: Pick<Mail, 'post' | 'sends'>
  readonly identity: Pick<Identity, 'mailOf'>
  readonly house: House
}

const MINUTE_MS = 60_000
const SEND_WITHIN_MS = 48 * 60 * MINUTE_MS
/** Asked again so long until then; after it the page alone tells it. */
const TRIES_MAX = 12
const AT_ONCE = 100

/** Puts letters about checks into the outbox, each where an address of the person is known. */
export async function tellStudents(parts: TellParts, signal: AbortSignal): Promise<void> {
  const { db, now } = parts
  const due = await db
    .selectFrom('graduation_notice')
    .innerJoin('enrolment', 'enrolment.enrolment_id', 'graduation_notice.enrolment_id')
    .innerJoin('graduation_campaign', 'graduation_campaign.campaign_id', 'graduation_notice.campaign_id')
    .select(['notice_id', 'notice', 'tries', 'person_id', 'title_zh', 'title_en', 'contact_zh', 'contact_en'])
    .where('next_at', '<=', now())
    .orderBy('next_at')
    .limit(AT_ONCE)
    .execute()
  for (const one of due) {
    if (signal.aborted) return
    await tell(parts, one)
  }
}

interface DueNotice {
  readonly notice_id: string
  readonly notice: unknown
  readonly tries: number
  readonly person_id: string | null
  readonly title_zh: string
  readonly title_en: string
  readonly contact_zh: string
  readonly contact_en: string
}

async function tell(parts: TellParts, one: DueNotice): Promise<void> {
  const { db, log, now, mail, identity } = parts
  const ours = () => db.updateTable('graduation_notice').where('notice_id', '=', one.notice_id)
  const end = (letter: 'no-way' | 'given-up') => ours().set({ letter, next_at: null }).execute()
  if (one.person_id === null || !mail.sends.letters) return void (await end('no-way'))
  let addresses: readonly string[]
  try {
    addresses = await identity.mailOf(one.person_id as PersonId)
  } catch (error) {
    // The university's data does not answer: again later, each time later still.
    const why = error instanceof Error ? error.message : 'unknown'
    log.warn({ noticeId: one.notice_id, why }, 'it is not known where somebody is told of a check')
    const tries = one.tries + 1
    if (tries >= TRIES_MAX) return void (await end('given-up'))
    const nextAt = new Date(now().getTime() + tries * 5 * MINUTE_MS)
    return void (await ours().set({ tries, next_at: nextAt }).execute())
  }
  if (addresses.length === 0) return void (await end('no-way'))
  await db.transaction().execute(async tx => {
    // Whoever else is at it has posted it already.
    const taken = await tx
      .updateTable('graduation_notice')
      .set({ letter: 'posted', next_at: null })
      .where('notice_id', '=', one.notice_id)
      .where('letter', '=', 'due')
      .returning('notice_id')
      .executeTakeFirst()
    if (!taken) return
    let isPosted = false
    for (const to of addresses) {
      const sendBy = new Date(now().getTime() + SEND_WITHIN_MS)
      const posted = await mail.post(tx, { to, ...letterOf(parts, one), sendBy })
      if (posted.ok) isPosted = true
      else log.warn({ noticeId: one.notice_id, why: posted.error }, 'a letter about a check was not taken')
    }
    // No letter goes to an address that is none.
    if (!isPosted)
      await tx
        .updateTable('graduation_notice')
        .set({ letter: 'no-way' })
        .where('notice_id', '=', one.notice_id)
        .execute()
  })
}

function letterOf({ house }: TellParts, one: DueNotice) {
  const { name, helpPhone } = house
  const text = noticeText(one.notice)
  const subject = both('毕业图像与学籍核对', 'Graduation photo and enrolment check')
  return {
    ...({ language: 'zh', purpose: 'graduation-check', reference: `graduation-${one.notice_id}` } as const),
    subject: `${name.zh}：${subject.zh} · ${subject.en}`,
    text: [
      ...[one.title_zh, text.zh, one.contact_zh, `${name.zh}　电话 ${helpPhone}`, ''],
      ...[one.title_en, text.en, one.contact_en, `${name.en}, phone ${helpPhone}`, ''],
    ].join('\n'),
  }
}
