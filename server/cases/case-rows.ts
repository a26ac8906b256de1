import type { Kysely, Selectable, Transaction } from 'kysely'
import type { CaseHistoryTable, OpenCaseTable, Tables } from '../ground/store/tables.ts'
import { type CaseEvidence, storable } from './evidence.ts'
import type { Person } from './said-by-person.ts'

export type CaseRow = Selectable<OpenCaseTable>
export type CaseHistoryRow = Selectable<CaseHistoryTable>
export type CaseStep = CaseHistoryRow['step']

/** Beyond so many pieces of evidence a case is told nothing more by another one: they are counted. */
const EVIDENCE_MAX = 500

/** A line of the history beside evidence. */
export interface HistoryLine {
  readonly step: Exclude<CaseStep, 'evidence'>
  readonly words?: string | null
  readonly by?: Person | null
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>
}

/** Appends a line to the history of a case, and returns its place. */
export async function appendLine(
  tx: Transaction<Tables>,
  caseNumber: string,
  { step, words = null, by = null, detail = {} }: HistoryLine,
  now: Date,
): Promise<string> {
  const { seq } = await tx
    .insertInto('case_history')
    .values({
      ...{ case_number: caseNumber, at: now, step, words, detail: JSON.stringify(detail) },
      ...{ by_name: by?.name ?? null, by_user: by?.user ?? null, by_staff: by?.staffId ?? null },
    })
    .returning('seq')
    .executeTakeFirstOrThrow()
  return seq
}

/** Appends what has not been said before about a case. Words that stand there already, whenever they were said, are not repeated. */
export async function appendEvidence(
  tx: Transaction<Tables>,
  caseNumber: string,
  evidence: CaseEvidence,
  now: Date,
): Promise<void> {
  if (evidence.length === 0) return
  const said = await tx
    .selectFrom('case_history')
    .select(['source', 'words', 'detail'])
    .where('case_number', '=', caseNumber)
    .where('step', '=', 'evidence')
    .execute()
  const keyOf = (source: string | null, words: string | null, facts: unknown) =>
    JSON.stringify([source, words, Object.entries(facts as object).sort(([a], [b]) => (a < b ? -1 : 1))])
  const known = new Set(said.map(({ source, words, detail }) => keyOf(source, words, detail)))
  for (const part of evidence.map(storable)) {
    const key = keyOf(part.source, part.says, part.facts)
    if (known.has(key) || known.size >= EVIDENCE_MAX) continue
    known.add(key)
    await tx
      .insertInto('case_history')
      .values({
        ...{ case_number: caseNumber, at: now, step: 'evidence', source: part.source, words: part.says },
        ...{ said_at: new Date(part.atMs), detail: JSON.stringify(part.facts) },
      })
      .execute()
  }
}

/** The case of a cause that has not ended, locked; undefined when there is none. */
export const openCaseOf = (
  tx: Transaction<Tables>,
  cause: { readonly kind: CaseRow['kind']; readonly subject: string },
): Promise<CaseRow | undefined> =>
  tx
    .selectFrom('open_case')
    .selectAll()
    .where('kind', '=', cause.kind)
    .where('subject', '=', cause.subject)
    .where('state', '<>', 'ended')
    .forUpdate()
    .executeTakeFirst()

/** A case by its number. */
export const caseOf = (db: Kysely<Tables> | Transaction<Tables>, caseNumber: string): Promise<CaseRow | undefined> =>
  db.selectFrom('open_case').selectAll().where('case_number', '=', caseNumber).executeTakeFirst()

/** The same, locked. */
export const lockCase = (tx: Transaction<Tables>, caseNumber: string): Promise<CaseRow> =>
  tx.selectFrom('open_case').selectAll().where('case_number', '=', caseNumber).forUpdate().executeTakeFirstOrThrow()

/** The place of the newest line of a case's history. */
export async function lastLine(db: Kysely<Tables> | Transaction<Tables>, caseNumber: string): Promise<string> {
  const { seq } = await db
    .selectFrom('case_history')
    .select('seq')
    .where('case_number', '=', caseNumber)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return seq
}
