import type { Kysely } from 'kysely'
import { type Bilingual, both } from '../../src/contract/texts.ts'
import { wallTime } from '../../src/rules/wall-time.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { About, Waiting } from './waiting.ts'

const HOUR_MS = 3_600_000
/** So long before its clock has run out somebody is told of a complaint. */
const BEFORE_MS = 4 * HOUR_MS
/** Where the server was down then, so long behind it; later than that it is a case like others. */
const AFTER_MS = 24 * HOUR_MS
const ROWS_MAX = 500

const CLOCKS = [
  { about: 'complaint-answer', column: 'answer_by' },
  { about: 'complaint-completion', column: 'complete_by' },
] as const

/** Complaints whose clock at the provider is about to run out, or has just done so: with their number, and nothing of what was written. */
export async function readComplaintsRunningOut(
  db: Kysely<Tables>,
  { now, timeZone }: { readonly now: Date; readonly timeZone: string },
): Promise<Waiting[]> {
  const waiting: Waiting[] = []
  for (const { about, column } of CLOCKS) {
    const rows = await db
      .selectFrom('complaint as c')
      .select(['c.complaint_id', `c.${column} as due_at`])
      .select(({ exists, selectFrom }) =>
        exists(
          selectFrom('complaint_errand as e')
            .select('e.errand_id')
            .whereRef('e.complaint_id', '=', 'c.complaint_id')
            .where('e.state', '=', 'due'),
        ).as('is_under_way'),
      )
      .where('c.state', '<>', 'processed')
      .where(`c.${column}`, '<=', new Date(now.getTime() + BEFORE_MS))
      .where(`c.${column}`, '>', new Date(now.getTime() - AFTER_MS))
      .orderBy(`c.${column}`)
      .limit(ROWS_MAX)
      .execute()
    for (const { complaint_id: complaintId, due_at: dueAt, is_under_way: isUnderWay } of rows) {
      if (dueAt === null) continue
      const due = wallTime(dueAt, timeZone)
      const isOver = dueAt <= now
      waiting.push({
        ...{ about, subject: `${complaintId} ${dueAt.toISOString()}`, moment: 'first' },
        usefulUntil: new Date(dueAt.getTime() + AFTER_MS),
        title: isOver ? OVER[about](due) : SOON[about](due),
        lines: [
          both(`投诉单号 ${complaintId}。${STANDS[about].zh}`, `Complaint ${complaintId}. ${STANDS[about].en}`),
          ...(isUnderWay ? [UNDER_WAY] : []),
        ],
        page: `complaints/${encodeURIComponent(complaintId)}`,
      })
    }
  }
  return waiting
}

type Clocked = Extract<About, `complaint-${string}`>

const SOON: Readonly<Record<Clocked, (due: string) => Bilingual>> = {
  'complaint-answer': due => both(`付款人的投诉须在 ${due} 前回复`, `A payer’s complaint must be answered by ${due}`),
  'complaint-completion': due =>
    both(`付款人的投诉须在 ${due} 前处理完成`, `A payer’s complaint must be dealt with by ${due}`),
}
const OVER: Readonly<Record<Clocked, (due: string) => Bilingual>> = {
  'complaint-answer': due =>
    both(`付款人投诉的回复期限已过（${due}）`, `The time to answer a payer’s complaint is over (${due})`),
  'complaint-completion': due =>
    both(`付款人投诉的处理期限已过（${due}）`, `The time to deal with a payer’s complaint is over (${due})`),
}
const STANDS: Readonly<Record<Clocked, Bilingual>> = {
  'complaint-answer': both('支付方那里还没有回复。', 'No answer stands at the provider yet.'),
  'complaint-completion': both('支付方那里还没有处理完成。', 'It does not stand as dealt with at the provider yet.'),
}
const UNDER_WAY = both(
  '工作人员的处理已写下，支付方还没有办理。',
  'What staff want done about it is written down, and the provider has not done it yet.',
)
