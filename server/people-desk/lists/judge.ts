import type { ReportRow, RowFault } from '../../../src/contract/people-lists-api.ts'
import { maskNumber } from '../../../src/rules/masking.ts'
import { type AboutPerson, aboutPerson, type PeopleDb } from '../../people/people.ts'
import type { Lookup, Records } from '../../records/records.ts'
import type { KindOfList, KindParts, RowWish, Said, Standing } from './kinds/kind-of-list.ts'
import type { Batch, ReadRow } from './read-batches.ts'

export interface JudgeParts extends KindParts {
  readonly lookup: Pick<Lookup, 'registersOfNumber'>
  readonly records: Pick<Records, 'personOfCard'>
}

/** A row with whom the university's data knows by it. */
export interface FoundRow extends ReadRow {
  readonly found: readonly AboutPerson[]
}

/** What a row comes to of one register of a person, or of one card. */
export interface Deed {
  readonly wish: RowWish
  readonly about: AboutPerson | null
  readonly former: Standing | null
}
export interface JudgedRow {
  readonly report: ReportRow
  /** What is to be written for it. */
  readonly deeds: readonly Deed[]
}

/** Questions to the university's data at the same time. */
const AT_ONCE = 64

/** Asks the university's data for everybody of a batch. Rejects when it does not answer. */
export async function findPeopleOf({ lookup, records }: JudgeParts, { rows }: Batch): Promise<readonly FoundRow[]> {
  const found: FoundRow[] = []
  const ask = async ({ whom }: RowWish): Promise<readonly AboutPerson[]> => {
    if ('number' in whom) return (await lookup.registersOfNumber(whom.number)).map(aboutPerson)
    const holder = (await records.personOfCard(whom.card))?.person
    return holder ? [aboutPerson(holder)] : []
  }
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const some = rows.slice(from, from + AT_ONCE)
    const asked = some.map(async row => ({ ...row, found: row.wish.ok ? await ask(row.wish.value) : [] }))
    found.push(...(await Promise.all(asked)))
  }
  return found
}

/** What each row of a batch would do, by what stands in `db` now. */
export async function judge(
  db: PeopleDb,
  parts: KindParts,
  kind: KindOfList,
  rows: readonly FoundRow[],
): Promise<readonly JudgedRow[]> {
  const whom = new Set(
    rows.flatMap(({ wish, found }) => {
      if (!wish.ok) return []
      return 'card' in wish.value.whom ? [wish.value.whom.card] : found.map(({ personId }) => personId)
    }),
  )
  const standing = whom.size === 0 ? new Map<string, Standing>() : await kind.standing(db, [...whom], parts)
  return rows.map(row => judgeRow(kind, standing, row))
}

function judgeRow(kind: KindOfList, standing: ReadonlyMap<string, Standing>, row: FoundRow): JudgedRow {
  const { line, wish, found } = row
  if (!wish.ok) return wrong(line, wish.error)
  const { whom } = wish.value
  if ('number' in whom && found.length === 0) return wrong(line, 'unknown')
  const deeds: Deed[] =
    'card' in whom
      ? [{ wish: wish.value, about: found[0] ?? null, former: standing.get(whom.card) ?? null }]
      : found.map(about => ({
          ...{ wish: wish.value, about },
          former: standing.get(wish.value.keyOf(about.personId)) ?? null,
        }))
  const due = deeds.filter(deed => (kind.ends ? deed.former !== null : isOther(deed)))
  const [first] = due
  const outcome = first === undefined ? 'same' : first.former === null ? 'new' : 'changed'
  const who = found[0] ?? null
  return {
    deeds: due,
    report: {
      ...{ line, outcome, fault: null, cardMasked: 'card' in whom ? maskNumber(whom.card) : null },
      who: who && { nameMasked: who.nameMasked, numberMasked: who.numberMasked },
      fields: first === undefined ? [] : kind.ends ? [ENDED] : fieldsOf(first),
    },
  }
}

const ENDED: ReportRow['fields'][number] = { name: 'state', before: 'in-force', after: 'over' }

const wrong = (line: number, fault: RowFault): JudgedRow => ({
  deeds: [],
  report: { line, outcome: 'error', fault, who: null, cardMasked: null, fields: [] },
})

const isOther = ({ wish, former }: Deed): boolean => former === null || changesOf(former.said, wish.said).length > 0

/** Of something new all that is said of it; of what is changed that which changes. */
const fieldsOf = ({ wish, former }: Deed): ReportRow['fields'] =>
  changesOf(former?.said ?? {}, wish.said).map(name => ({
    ...{ name, before: former?.said[name] ?? null, after: wish.said[name] ?? null },
  }))

function changesOf(before: Said, after: Said): (keyof Said)[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof Said)[]
  return names.filter(name => before[name] !== after[name])
}
