import type { Transaction } from 'kysely'
import type { Result } from '../../src/result.ts'
import type { Tables } from '../ground/store/tables.ts'
import { appendEvidence, appendLine, type CaseRow } from './case-rows.ts'
import type { ActBegun, CaseAbout, TakenAct } from './cases.ts'
import { audit } from './cases-audit.ts'
import { type CaseDesk, endCase } from './create-cases.ts'
import { type JudgedAct, kindFacts } from './judge-act.ts'
import type { Person } from './said-by-person.ts'
import { sentence } from './sentences.ts'

/** What has come of what a person did about a case. */
export interface CaseWorked {
  readonly caseNumber: string
  readonly state: CaseRow['state']
  readonly act: TakenAct['act']
  readonly amountFen: number | null
  /** Of a reprint. */
  readonly copies: number | null
  /** Why another person must agree; null when that is not so. */
  readonly whyFourEyes: string | null
  /** Shown once to whoever acts. */
  readonly tells: Readonly<Record<string, string>>
  /** What it means for money beside that, as sentences of the house. */
  readonly notes?: readonly string[]
  /** It was only looked at: nothing has changed. */
  readonly isPreview?: boolean
}

export const SERVER_MUST_RUN = sentence('server-must-run')

/** Takes a transaction back, with a sentence for whoever gave the command. `isWrongUse`: it was asked for wrongly. */
export class Refusal extends Error {
  readonly sentence: string
  readonly isWrongUse: boolean
  constructor(sentence: string, isWrongUse = false) {
    super('the transaction is taken back')
    this.sentence = sentence
    this.isWrongUse = isWrongUse
  }
}

export const refuse = (sentence: string): never => {
  throw new Refusal(sentence)
}

/** What was said with the command can't be meant for such a case, whatever becomes of it. */
export const refuseWrongUse = (sentence: string): never => {
  throw new Refusal(sentence, true)
}

/** What came of a command about a case. The error is a sentence, and then nothing has changed. */
export type WorkedOrNot = Result<CaseWorked, string> & { readonly isWrongUse?: true }

/** Of an account, for the audit trail: names stand in the history of the case alone. */
export const staffOf = ({ staffId }: Person): { readonly by?: string } => (staffId === undefined ? {} : { by: staffId })

export const aboutOf = (row: CaseRow): CaseAbout => ({
  caseNumber: row.case_number,
  kind: row.kind,
  subject: row.subject,
  orderId: row.order_id,
})

interface Desk {
  readonly desk: CaseDesk
  readonly isServing: boolean
}

/** Carries out an act that everybody has agreed to, on a case that is locked. Throws `Refusal`. */
export async function carryOut(
  desk: Desk,
  tx: Transaction<Tables>,
  row: CaseRow,
  judged: JudgedAct,
  { askedSeq, by, decides }: { readonly askedSeq: string; readonly by: readonly string[]; readonly decides: Person },
  now: Date,
): Promise<CaseWorked> {
  const { act, amountFen, copies, reference } = judged
  const begun = await begin(desk, tx, { ...aboutOf(row), ...judged, by }, now)
  if (begun.evidence) await appendEvidence(tx, row.case_number, begun.evidence, now)
  const worked = { caseNumber: row.case_number, act, amountFen, copies, whyFourEyes: null, tells: begun.tells ?? {} }
  if (!begun.isUnderWay) {
    const detail = { how: 'act', act, amountFen, copies, reference }
    await endCase(tx, row, { words: judged.reason, detail, by: decides.staffId }, now)
    return { ...worked, state: 'ended' }
  }
  await appendLine(tx, row.case_number, { step: 'begun', detail: { act, amountFen, copies } }, now)
  const byItself = begun.byItself ?? null
  await tx
    .updateTable('open_case')
    .set({
      ...{ state: 'under-way', asked_seq: askedSeq, by_itself: byItself?.what ?? null },
      by_itself_at: byItself && byItself.atMs !== null ? new Date(byItself.atMs) : null,
    })
    .where('case_number', '=', row.case_number)
    .execute()
  await audit(tx, now, {
    event: 'case-act-begun',
    subject: row.case_number,
    terminalId: null,
    detail: { kind: row.kind, act, amountFen, ...staffOf(decides) },
  })
  return { ...worked, state: 'under-way' }
}

async function begin(
  { desk, isServing }: Desk,
  tx: Transaction<Tables>,
  taken: TakenAct,
  now: Date,
): Promise<ActBegun> {
  const handle = desk.actsOf(taken.kind)?.carryOut[taken.act]
  if (handle) {
    const begun = await handle(tx, taken, now)
    return begun.ok ? begun.value : refuse(begun.error)
  }
  if (!isServing && kindFacts(taken.kind).isRoomsAffair) return refuse(SERVER_MUST_RUN)
  if (taken.act === 'close') return { isUnderWay: false }
  return refuse(isServing ? sentence('nobody-carries-out', { act: taken.act, kind: taken.kind }) : SERVER_MUST_RUN)
}
