import type { Transaction } from 'kysely'
import { dayIn } from '../ground/local-day.ts'
import { randomReadable } from '../ground/random-id.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { BankCard } from './bank-card.ts'
import { appendEvidence, appendLine, type CaseRow, openCaseOf } from './case-rows.ts'
import type { CaseActs, CaseNews, Cases } from './cases.ts'
import { audit } from './cases-audit.ts'
import { textOf } from './evidence.ts'
import type { CaseKind } from './kinds.ts'

const BECAUSE_CHARACTERS_MAX = 500
const BY_ITSELF_CHARACTERS_MAX = 200
/** Of numbers of one day there are a million; so many tries find a free one among nearly all of them taken. */
const NUMBER_TRIES = 50

/** Cases, and which room carries out the acts of each kind. */
export interface CaseDesk extends Cases {
  actsOf(kind: CaseKind): CaseActs | undefined
  /**
   * Cards of what waits for a second person, by the number of the case: in memory alone, so that a start forgets them. One for all who work
   * on cases, by commands or in the console.
   */
  readonly cards: Map<string, BankCard>
}

/** `timeZone` is the house's, an IANA name: case numbers begin with the date on its calendars. */
export function createCases(timeZone: string): CaseDesk {
  const heard = new Map<CaseKind, CaseActs>()
  return {
    open: async (tx, news, now) => {
      const { caseNumber, isNew } = await findOrInsert(tx, news, timeZone, now)
      await appendEvidence(tx, caseNumber, news.evidence, now)
      if (!isNew) await hearAgain(tx, caseNumber, news, now)
      return caseNumber
    },
    tell: async (tx, news, now) => {
      const row = await openCaseOf(tx, news)
      if (!row) return null
      await appendEvidence(tx, row.case_number, news.evidence, now)
      if (news.byItself === undefined) return row.case_number
      const next = columnsOf(news.byItself)
      await tx.updateTable('open_case').set(next).where('case_number', '=', row.case_number).execute()
      return row.case_number
    },
    settle: async (tx, { kind, subject, because, evidence = [] }, now) => {
      const row = await openCaseOf(tx, { kind, subject })
      if (!row) return
      await appendEvidence(tx, row.case_number, evidence, now)
      if (row.state === 'waiting-for-agreement') await appendLine(tx, row.case_number, { step: 'lapsed' }, now)
      await endCase(tx, row, { words: because, detail: { how: 'proof' } }, now)
    },
    isUnderWay: async (tx, cause) => (await openCaseOf(tx, cause))?.state === 'under-way',
    failed: async (tx, { kind, subject, because, evidence = [] }, now) => {
      const row = await openCaseOf(tx, { kind, subject })
      if (row?.state !== 'under-way') return
      await appendEvidence(tx, row.case_number, evidence, now)
      await appendLine(tx, row.case_number, { step: 'failed', words: textOf(because, BECAUSE_CHARACTERS_MAX) }, now)
      await tx
        .updateTable('open_case')
        .set({ state: 'open', asked_seq: null, by_itself: null, by_itself_at: null })
        .where('case_number', '=', row.case_number)
        .execute()
      await audit(tx, now, { event: 'case-act-failed', subject: row.case_number, terminalId: null, detail: { kind } })
    },
    hearActs: (kind, acts) => {
      if (heard.has(kind)) throw new Error(`two rooms carry out the acts of ${kind}`)
      heard.set(kind, acts)
    },
    actsOf: kind => heard.get(kind),
    cards: new Map(),
  }
}

async function findOrInsert(
  tx: Transaction<Tables>,
  { kind, subject, orderId = null, amountFen = null, byItself = null }: CaseNews,
  timeZone: string,
  now: Date,
): Promise<{ readonly caseNumber: string; readonly isNew: boolean }> {
  const day = dayIn(timeZone, now).slice(2).replaceAll('-', '')
  for (let tries = 0; tries < NUMBER_TRIES; tries++) {
    const known = await openCaseOf(tx, { kind, subject })
    if (known) return { caseNumber: known.case_number, isNew: false }
    const former = await tx
      .selectFrom('open_case')
      .select('case_number')
      .where('kind', '=', kind)
      .where('subject', '=', subject)
      .orderBy('ended_at', 'desc')
      .orderBy('opened_at', 'desc')
      .limit(1)
      .executeTakeFirst()
    const formerCase = former?.case_number ?? null
    const inserted = await tx
      .insertInto('open_case')
      .values({
        ...{ case_number: `C-${day}-${randomReadable(4)}`, kind, subject, order_id: orderId, amount_fen: amountFen },
        ...{ state: 'open', former_case: formerCase, opened_at: now, last_heard_at: now, ...columnsOf(byItself) },
      })
      // Somebody else's case of the same cause, or of the same number.
      .onConflict(conflict => conflict.doNothing())
      .returning('case_number')
      .executeTakeFirst()
    if (!inserted) continue
    const caseNumber = inserted.case_number
    const detail = { amountFen, orderId, formerCase }
    await appendLine(tx, caseNumber, { step: 'opened', detail }, now)
    await audit(tx, now, {
      event: 'case-opened',
      subject: caseNumber,
      terminalId: null,
      detail: { kind, about: subject, ...detail },
    })
    return { caseNumber, isNew: true }
  }
  throw new Error('no number is free for a case')
}

const columnsOf = (byItself: CaseNews['byItself']) => ({
  by_itself: byItself ? textOf(byItself.what, BY_ITSELF_CHARACTERS_MAX) : null,
  by_itself_at: byItself && byItself.atMs !== null ? new Date(byItself.atMs) : null,
})

async function hearAgain(tx: Transaction<Tables>, caseNumber: string, news: CaseNews, now: Date): Promise<void> {
  await tx
    .updateTable('open_case')
    .set(({ eb }) => ({
      times_heard: eb('times_heard', '+', 1),
      last_heard_at: now,
      ...(news.amountFen === undefined || news.amountFen === null ? {} : { amount_fen: news.amountFen }),
      ...(news.orderId ? { order_id: news.orderId } : {}),
      ...(news.byItself === undefined ? {} : columnsOf(news.byItself)),
    }))
    .where('case_number', '=', caseNumber)
    .execute()
}

/** Ends a case that is locked, with a line in its history that says how. */
export async function endCase(
  tx: Transaction<Tables>,
  row: Pick<CaseRow, 'case_number' | 'kind' | 'order_id'>,
  end: {
    readonly words: string | null
    readonly detail: Readonly<Record<string, string | number | boolean | null>>
    /** The account whose act it was. */
    readonly by?: string | undefined
  },
  now: Date,
): Promise<void> {
  const words = end.words === null ? null : textOf(end.words, BECAUSE_CHARACTERS_MAX)
  await appendLine(tx, row.case_number, { step: 'ended', words, detail: end.detail }, now)
  await tx
    .updateTable('open_case')
    .set({ state: 'ended', ended_at: now, asked_seq: null, by_itself: null, by_itself_at: null })
    .where('case_number', '=', row.case_number)
    .execute()
  const { how = null, act = null, amountFen = null } = end.detail
  await audit(tx, now, {
    event: 'case-ended',
    subject: row.case_number,
    terminalId: null,
    detail: {
      kind: row.kind,
      orderId: row.order_id,
      how,
      act,
      amountFen,
      ...(end.by === undefined ? {} : { by: end.by }),
    },
  })
}
