import type { Budget } from './budget.ts'
import { cursorAt, readNatural } from './cursor.ts'
import type { IndirectObject } from './indirect.ts'
import { refuse } from './reasons.ts'
import { decodeStream, naturalEntry } from './stream-data.ts'
import { readValue } from './tokens.ts'
import type { PdfValue } from './values.ts'

/** The objects in an object stream, in the order of its index (ISO 32000-2, 7.5.7). `place` is where it stands. */
export function readObjectStream(
  { value: dict, stream }: Pick<IndirectObject, 'value' | 'stream'>,
  place: number,
  budget: Budget,
): readonly { number: number; value: PdfValue }[] {
  if (dict.kind !== 'dict' || !stream) refuse('bad-object', place)
  const type = dict.entries.get('Type')
  if (type?.kind !== 'name' || type.value !== 'ObjStm') refuse('bad-object', place)
  const data = decodeStream(dict, stream, budget)
  const first = naturalEntry(dict, 'First')
  const count = naturalEntry(dict, 'N')
  if (first > data.length || count > budget.limits.containerEntries) refuse('bad-object', place)
  const head = cursorAt(data, 0, budget, first)
  const numbers = new Set<number>()
  const members: { number: number; value: PdfValue }[] = []
  for (let index = 0; index < count; index++) {
    const number = readNatural(head)
    const offset = readNatural(head)
    if (numbers.has(number) || first + offset >= data.length) refuse('bad-object', place)
    numbers.add(number)
    members.push({ number, value: readValue(cursorAt(data, first + offset, budget)) })
  }
  return members
}
