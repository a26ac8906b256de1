import type { Transaction } from 'kysely'
import { z } from 'zod'
import { type Bilingual, both } from '../../../src/contract/texts.ts'
import type { StudentNotice } from '../../../src/graduation/check-event.ts'
import { ERRATA_STATES, type ErrataState } from '../../../src/graduation/errata.ts'
import { ERRATA_STATE_WORDS, sayNotice } from '../../../src/graduation/words.ts'
import type { Tables } from '../../ground/store/tables.ts'
import type { CheckKey } from './check-parts.ts'

/** What a student is told: of the check, or how far a form is. */
export type KeptNotice =
  | StudentNotice
  | { readonly about: 'errata'; readonly number: string; readonly state: ErrataState; readonly note: string | null }

/** Keeps what a student is to be told, in the transaction of what it tells; the letter goes after that. */
export async function keepNotice(
  tx: Transaction<Tables>,
  { campaignId, enrolmentId }: CheckKey,
  notice: KeptNotice,
  at: Date,
): Promise<void> {
  await tx
    .insertInto('graduation_notice')
    .values({
      ...{ campaign_id: campaignId, enrolment_id: enrolmentId, notice: JSON.stringify(notice) },
      ...{ made_at: at, letter: 'due', next_at: at, tries: 0 },
    })
    .execute()
}

const reason = z.string()
const noticeSchema = z.discriminatedUnion('about', [
  z.object({ about: z.enum(['overdue', 'photo-came', 'photo-gone', 'late-accepted', 'check-again']) }),
  z.object({
    about: z.literal('changed-after-confirm'),
    changed: z.array(z.enum(['data', 'admission-photo', 'graduation-photo'])),
  }),
  z.object({ about: z.literal('reopened'), reason, until: z.coerce.date().nullable() }),
  z.object({ about: z.literal('done-for-you'), what: z.enum(['confirm', 'dispute']), reason }),
  z.object({
    about: z.literal('errata-ended'),
    how: z.enum(['fixed', 'rejected', 'external-failed', 'late-refused']),
  }),
  z.object({
    ...{ about: z.literal('errata'), number: z.string(), state: z.enum(ERRATA_STATES) },
    note: z.string().nullable(),
  }),
])

/** What stands in a row, in both languages. */
export function noticeText(kept: unknown): Bilingual {
  const notice: KeptNotice = noticeSchema.parse(kept)
  if (notice.about !== 'errata') return sayNotice(notice)
  const { zh, en } = ERRATA_STATE_WORDS[notice.state]
  const [noteZh, noteEn] = notice.note === null ? ['', ''] : [`：${notice.note}`, `: ${notice.note}`]
  return both(`勘误表 ${notice.number}：${zh}${noteZh}`, `Errata form ${notice.number}: ${en}${noteEn}`)
}
