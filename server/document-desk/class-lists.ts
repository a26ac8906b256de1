import type { Logger } from 'pino'
import type { ListFault } from '../../src/contract/document-desk-api.ts'
import { ok, type Result } from '../../src/result.ts'
import type { Documents } from '../documents/documents.ts'
import type { BatchWish } from '../issuing/issuing.ts'
import { askRecords, type Lookup } from '../records/records.ts'

export interface ClassParts {
  readonly lookup: Lookup
  readonly documents: Pick<Documents, 'kinds'>
  readonly log: Logger
}

export interface ClassWish {
  readonly kind: string
  readonly edition: string
  readonly numbers: readonly string[]
}

/** Numbers that are looked up at the same time. */
const AT_ONCE = 8

export const isKindOfHouse = ({ kinds }: Pick<Documents, 'kinds'>, { kind, edition }: Omit<ClassWish, 'numbers'>) =>
  kinds.some(one => one.kind === kind && one.editions.some(other => other.edition === edition))

/**
 * What a list of student and staff numbers asks for: a document for each number, and what is wrong line by line; a number with
 * several registers that the kind is for is one to be issued by hand. Blank lines count for nothing. Refuses as the records do.
 */
export async function readClass(
  { lookup, documents, log }: ClassParts,
  { kind, edition, numbers }: ClassWish,
): Promise<Result<{ wishes: BatchWish[]; faults: ListFault[] }>> {
  const groups = documents.kinds.find(one => one.kind === kind)?.groups ?? []
  const lines = numbers.map((text, at) => ({ line: at + 1, number: text.normalize('NFKC').trim() }))
  const wishes: BatchWish[] = []
  const faults: ListFault[] = []
  const seen = new Set<string>()
  const asked = lines.filter(({ line, number }) => {
    if (number === '') return false
    if (seen.has(number)) faults.push({ line, what: 'twice' })
    else if (/[\p{Cc}"]/u.test(number) || number.length > 64) faults.push({ line, what: 'no-number' })
    else return seen.add(number) !== undefined
    return false
  })
  const one = async ({ line, number }: (typeof asked)[number]) => {
    const people = await lookup.registersOfNumber(number)
    const [meant, ...others] = people.filter(({ group }) => groups.includes(group))
    if (people.length === 0) faults.push({ line, what: 'unknown' })
    else if (!meant) faults.push({ line, what: 'not-for' })
    else if (others.length > 0) faults.push({ line, what: 'several' })
    else wishes.push({ line, personId: meant.personId, kind, edition })
  }
  for (let from = 0; from < asked.length; from += AT_ONCE) {
    const part = asked.slice(from, from + AT_ONCE)
    const done = await askRecords({ log }, async () => ok(await Promise.all(part.map(one))))
    if (!done.ok) return done
  }
  const inOrder = (a: { readonly line: number }, b: { readonly line: number }) => a.line - b.line
  return ok({ wishes: wishes.toSorted(inOrder), faults: faults.toSorted(inOrder) })
}
