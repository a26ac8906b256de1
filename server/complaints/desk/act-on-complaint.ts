import type { ComplaintActed } from '../../../src/contract/complaints-api.ts'
import { COMPLAINT_WORDS_MAX } from '../../../src/contract/complaints-api.ts'
import { type Bilingual, both } from '../../../src/contract/texts.ts'
import type { StaffCaller } from '../../ground/callers.ts'
import type { Ground } from '../../ground/ground.ts'
import type { ComplaintAct } from '../../payments/payments.ts'
import { type ErrandRow, lockComplaint } from '../complaint-rows.ts'
import { audit } from '../complaints-audit.ts'
import { actsNow } from './acts-now.ts'
import { errandsOf, linesAndPictures, seenOf } from './one-complaint.ts'

export interface WantedAct {
  readonly act: ComplaintAct['kind']
  readonly seen: string
  readonly isPreview: boolean
  readonly words?: string | undefined
  readonly withinDays?: number | undefined
}

const WORDS: Readonly<Record<ComplaintAct['kind'], Bilingual>> = {
  reply: both('回复', 'the answer'),
  'agree-refund': both('同意退款', 'the yes to the money'),
  'refuse-refund': both('拒绝退款', 'the no to the money'),
  complete: both('处理完成', 'calling it dealt with'),
}

const NOTES: Readonly<Record<ComplaintAct['kind'], Bilingual>> = {
  reply: both(
    '付款人会在微信里读到，发出后不能收回。',
    'The payer reads it in WeChat; what was sent cannot be taken back.',
  ),
  'agree-refund': both(
    '这只告诉付款人会退款，不会退钱：请在订单页面退款，到账后投诉单自动处理完成。',
    'This tells the payer that money comes, and sends none: give it back on the page of the order. The complaint is dealt with when it has arrived.',
  ),
  'refuse-refund': both(
    '付款人会读到理由，投诉单随即处理完成；付款人可以再次投诉。',
    'The payer reads the reason, and the complaint is dealt with; they can complain again.',
  ),
  complete: both(
    '请确认问题已解决：付款人会被问是否满意，再次投诉会被计为重复投诉。',
    'Be sure that it is solved: the payer is asked whether they are satisfied, and to complain again counts as a repeated complaint.',
  ),
}

const refused = (zh: string, en: string): ComplaintActed => ({ outcome: 'refused', says: { zh, en } })

/** Writes down what somebody wants of the provider, or says what would come of it. Null where there is no such complaint. */
export async function actOnComplaint(
  { db, clock }: Pick<Ground, 'db' | 'clock'>,
  complaintId: string,
  wanted: WantedAct,
  { staffId }: Pick<StaffCaller, 'staffId'>,
): Promise<ComplaintActed | null> {
  const { act, words, withinDays } = wanted
  const wrong = whatIsWrong(wanted)
  if (wrong) return { outcome: 'refused', says: wrong }
  return db.transaction().execute(async tx => {
    const row = await lockComplaint(tx, complaintId)
    if (!row) return null
    const errands = await errandsOf(tx, complaintId)
    if (seenOf(row, errands) !== wanted.seen)
      return refused('您看过之后又有了新情况：请重新看一遍。', 'Something has happened since you looked: look again.')
    const { lines } = await linesAndPictures(tx, row)
    if (!actsNow(row, lines, errands).includes(act)) return refused('现在不能这样做。', 'That cannot be done now.')
    const notes = [NOTES[act]]
    if (wanted.isPreview)
      return {
        outcome: 'done',
        says: both(`会请支付方办理：${WORDS[act].zh}。`, `The provider would be asked for it: ${WORDS[act].en}.`),
        notes,
      }
    const now = new Date(clock.now())
    await tx
      .insertInto('complaint_errand')
      .values({
        ...{ complaint_id: complaintId, act, staff_id: staffId, wanted_at: now, due_at: now, state: 'due' },
        words: act === 'reply' || act === 'refuse-refund' ? (words ?? '') : null,
        within_days: act === 'agree-refund' ? (withinDays ?? 0) : null,
      })
      .execute()
    const entry = { event: 'complaint-errand-wanted', subject: complaintId, terminalId: null } as const
    await audit(tx, now, { ...entry, detail: { act, by: staffId } })
    return {
      outcome: 'done',
      says: both(
        `已记下，正在请支付方办理：${WORDS[act].zh}。`,
        `Written down; the provider is being asked: ${WORDS[act].en}.`,
      ),
      notes: [],
    }
  })
}

function whatIsWrong({ act, words = '' }: WantedAct): Bilingual | null {
  if (act !== 'reply' && act !== 'refuse-refund') return null
  if (words === '') return both('请写下内容。', 'Write something.')
  return [...words].length > COMPLAINT_WORDS_MAX
    ? both(`最多 ${COMPLAINT_WORDS_MAX} 个字。`, `At most ${COMPLAINT_WORDS_MAX} characters.`)
    : null
}

/** Takes back what the provider has not done, or has it asked for at once. */
export async function changeErrand(
  { db, clock }: Pick<Ground, 'db' | 'clock'>,
  { complaintId, errandId }: { readonly complaintId: string; readonly errandId: string },
  how: 'taken-back' | 'at-once',
  { staffId }: Pick<StaffCaller, 'staffId'>,
): Promise<ComplaintActed> {
  return db.transaction().execute(async tx => {
    await lockComplaint(tx, complaintId)
    const errand = await tx
      .selectFrom('complaint_errand')
      .selectAll()
      .where('errand_id', '=', errandId)
      .where('complaint_id', '=', complaintId)
      .forUpdate()
      .executeTakeFirst()
    if (errand?.state !== 'due') return refused('已经办好，或已撤回。', 'It is done already, or was taken back.')
    const now = new Date(clock.now())
    const inDoubt = how === 'taken-back' && isInDoubt(errand)
    if (inDoubt)
      return refused(
        '支付方可能已经办了，正在核实：核实后才能撤回。',
        'The provider may have done it, and is being asked: it can be taken back once that is known.',
      )
    await tx
      .updateTable('complaint_errand')
      .set(how === 'taken-back' ? { state: how, ended_at: now } : { due_at: now })
      .where('errand_id', '=', errandId)
      .execute()
    if (how === 'at-once')
      return { outcome: 'done', says: both('正在再请支付方办理。', 'The provider is asked again.'), notes: [] }
    const entry = { event: 'complaint-errand-taken-back', subject: complaintId, terminalId: null } as const
    await audit(tx, now, { ...entry, detail: { act: errand.act, by: staffId } })
    return { outcome: 'done', says: both('已撤回。', 'Taken back.'), notes: [] }
  })
}

/** It was begun, and the last that is known of it is no refusal. */
const isInDoubt = ({ tries, is_refused: isRefused }: ErrandRow) => tries > 0 && !isRefused
