import type { Kysely, Selectable } from 'kysely'
import type { StoryLine } from '../../../src/contract/order-desk-api.ts'
import { type Bilingual, both } from '../../../src/contract/texts.ts'
import { CAUSES } from '../../books/books.ts'
import { actName, inWords, kindName } from '../../cases/cases.ts'
import { providerName } from '../../ground/provider-names.ts'
import type { AuditTable, CaseHistoryTable, OpenCaseTable, Tables } from '../../ground/store/tables.ts'
import type { OrderRow } from '../order-machine.ts'
import type { RefundRow } from '../refund-events.ts'
import { yuanOf } from './headline.ts'
import { CAUSE_WORDS, EVENT_WORDS, REFUND_CAUSES } from './story-words.ts'

const MOST = 500
/** What is told of after the provider has spoken. */
const OF_PROVIDER =
  /^(?:order-(?:payment|closed|not-found)|refund-(?:processing|succeeded|abnormal|returned|closed|refused|amount|paid-twice|unknown))/
const BY_PEOPLE =
  /^(?:order-(?:decided|given|held|doubt-dismissed)|refund-(?:redirected|paid-by-hand|written-off|lost))/

/** What the audit trail has of it: above all each time that the provider has said something new. */
export function linesOfTrail(trail: readonly Selectable<AuditTable>[], order: OrderRow): StoryLine[] {
  const provider = providerName(order.provider ?? '')
  return trail.flatMap((entry): StoryLine[] => {
    const detail = entry.detail as Readonly<Record<string, unknown>>
    const says = wordsOf(entry.event, detail, provider)
    if (says === null) return []
    const voice = OF_PROVIDER.test(entry.event) ? 'provider' : BY_PEOPLE.test(entry.event) ? 'staff' : 'server'
    return [{ at: entry.at.toISOString(), voice, says, caseNumber: null }]
  })
}

function wordsOf(event: string, detail: Readonly<Record<string, unknown>>, provider: Bilingual): Bilingual | null {
  const heard =
    detail.isAnswer === true
      ? both('（答复询问）', ' (answer to a question)')
      : detail.isAnswer === false
        ? both('（通知）', ' (notice)')
        : both('', '')
  if (event === 'order-payment-seen') {
    const paid = yuanOf(Number(detail.paidFen ?? 0))
    return both(`${provider.zh}说已付 ${paid}${heard.zh}`, `${provider.en} says that ${paid} is paid${heard.en}`)
  }
  const words = Object.hasOwn(EVENT_WORDS, event) ? EVENT_WORDS[event as keyof typeof EVENT_WORDS] : null
  if (words === null) return null
  const amount = typeof detail.refundFen === 'number' && detail.refundFen > 0 ? yuanOf(detail.refundFen) : ''
  const code = typeof detail.code === 'string' ? `（${detail.code}）` : ''
  const by = typeof detail.because === 'string' && typeof detail.by === 'string' ? [detail.by, detail.because] : null
  const who = by === null ? both('', '') : both(`：${by.join('，')}`, `: ${by.join(', ')}`)
  return both(
    `${words.zh}${amount && ` ${amount}`}${code}${heard.zh}${who.zh}`,
    `${words.en}${amount && `, ${amount}`}${code && ` (${detail.code})`}${heard.en}${who.en}`,
  )
}

/** That a refund is owed, and why. */
export const linesOfRefunds = (refunds: readonly RefundRow[]): StoryLine[] =>
  refunds.map(refund => ({
    ...{ at: refund.created_at.toISOString(), voice: 'server', caseNumber: null },
    says: both(
      `应退 ${yuanOf(refund.refund_fen)}：${REFUND_CAUSES[refund.cause].zh}，单号 ${refund.out_refund_no}`,
      `${yuanOf(refund.refund_fen)} is to go back: ${REFUND_CAUSES[refund.cause].en}, number ${refund.out_refund_no}`,
    ),
  }))

/** What was entered in the books. */
export async function linesOfBooks(db: Kysely<Tables>, subject: string): Promise<StoryLine[]> {
  const entries = await db
    .selectFrom('book_entry as e')
    .innerJoin('book_line as l', 'l.entry_id', 'e.entry_id')
    .select(['e.at', 'e.cause', 'l.account', 'l.amount_fen'])
    .where('e.subject', '=', subject)
    .where('l.amount_fen', '>', 0)
    .orderBy('e.entry_id')
    .limit(MOST)
    .execute()
  return entries.flatMap(({ at, cause, account, amount_fen: fen }) =>
    CAUSES[cause].to !== account
      ? []
      : [
          {
            ...{ at: at.toISOString(), voice: 'books' as const, caseNumber: null },
            says: both(`${CAUSE_WORDS[cause].zh} ${yuanOf(fen)}`, `${CAUSE_WORDS[cause].en}, ${yuanOf(fen)}`),
          },
        ],
  )
}

const STEPS = {
  opened: both('立项', 'was opened'),
  asked: both('提出', 'asked for'),
  agreed: both('同意', 'agreed to'),
  declined: both('不同意', 'declined'),
  lapsed: both('提出的已失效', 'what was asked for has lapsed'),
  begun: both('开始办理', 'begun'),
  failed: both('没有办成', 'led to nothing'),
  'taken-back': both('撤回', 'taken back'),
  ended: both('办结', 'has ended'),
} as const

/** What was done in its cases; the evidence stands in each case. */
export function linesOfCases(
  cases: readonly Selectable<OpenCaseTable>[],
  history: readonly Selectable<CaseHistoryTable>[],
): StoryLine[] {
  const kinds = new Map(cases.map(one => [one.case_number, kindName(one.kind)]))
  return history.flatMap((line): StoryLine[] => {
    if (line.step === 'evidence') return []
    const kind = kinds.get(line.case_number) ?? both('', '')
    const { act } = line.detail as { readonly act?: unknown }
    const named = typeof act === 'string' ? actName(act) : both('', '')
    const who = line.by_name === null ? both('', '') : both(`${line.by_name}：`, `${line.by_name}: `)
    const words = line.words ?? ''
    // What a person has typed is no sentence of the house, and stays as it is.
    const said = (language: 'zh' | 'en') => (line.by_name === null ? inWords(words, language) : words)
    const step = STEPS[line.step]
    return [
      {
        ...{
          at: line.at.toISOString(),
          voice: line.by_name === null ? 'server' : 'staff',
          caseNumber: line.case_number,
        },
        says: both(
          `${who.zh}${kind.zh} ${line.case_number} ${step.zh}${named.zh}${words && `（${said('zh')}）`}`,
          `${who.en}${kind.en} ${line.case_number} ${step.en}${named.en && ` ${named.en}`}${words && ` (${said('en')})`}`,
        ),
      },
    ]
  })
}
