import type { ListColumnName, RowFault } from '../../../../src/contract/people-lists-api.ts'
import { err, ok, type Result } from '../../../../src/result.ts'
import { dayOf, isRounded, plainOf, wordsOf } from '../../../ground/sheets/cells.ts'
import type { Cells, KindParts } from './kind-of-list.ts'

const REASON_CHARACTERS = 200
const COPIES_MAX = 99

export { isRounded } from '../../../ground/sheets/cells.ts'

/** A cell in one line, full-width signs as signs. */
export const plainCell = (cells: Cells, name: ListColumnName): string => plainOf(cells(name))

/** Somebody's own words in a cell. */
export const saidCell = (cells: Cells, name: ListColumnName): string => wordsOf(cells(name), REASON_CHARACTERS)

/** A student or staff number: as it stands, zeros at its beginning too. */
export function numberIn(cells: Cells): Result<string, RowFault> {
  const number = plainCell(cells, 'number')
  if (isRounded(number)) return err('rounded')
  return number === '' || number.length > 64 || /[\p{Cc}"]/u.test(number) ? err('no-number') : ok(number)
}

/** Kinds of document of the house, sorted; none where nothing is said. */
export function kindsIn(cells: Cells, name: 'kinds' | 'kind', { documents }: KindParts): Result<string[], RowFault> {
  const names = new Set(
    plainCell(cells, name)
      .split(/[\s;,、|]+/u)
      .filter(said => said !== ''),
  )
  const isKnown = (said: string) => documents.kinds.some(one => one.kind === said)
  return [...names].every(isKnown) ? ok([...names].toSorted()) : err('kind-unknown')
}

/** One kind, or none. */
export function kindIn(cells: Cells, parts: KindParts): Result<string | null, RowFault> {
  const names = kindsIn(cells, 'kind', parts)
  if (!names.ok) return names
  return names.value.length > 1 ? err('kind-unknown') : ok(names.value[0] ?? null)
}

/** How many copies. */
export function copiesIn(cells: Cells): Result<number, RowFault> {
  const text = plainCell(cells, 'copies')
  const copies = /^\d{1,2}$/.test(text) ? Number(text) : 0
  return copies < 1 || copies > COPIES_MAX ? err('no-copies') : ok(copies)
}

/** A last day that is not over, as people and spreadsheets write one; null where nothing stands. */
export function lastDayIn(cells: Cells, { today }: KindParts): Result<string | null, RowFault> {
  const text = plainCell(cells, 'lastDay')
  if (text === '') return ok(null)
  const said = dayOf(text)
  if (said === null) return err('no-day')
  return said < today() ? err('day-over') : ok(said)
}

/** What is said, without what is not. */
export const saidOf = <Name extends string>(fields: Readonly<Record<Name, string | number | null>>) =>
  Object.fromEntries(
    Object.entries<string | number | null>(fields).flatMap(([name, value]) =>
      value === null || value === '' ? [] : [[name, String(value)]],
    ),
  ) as Partial<Record<Name, string>>
