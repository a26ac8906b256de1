import { createHash } from 'node:crypto'
import type { RegisterFault } from '../../../src/contract/register-file.ts'
import { nameKey } from '../../../src/graduation/plain-key.ts'
import type { SaidEntry } from './read-entry.ts'
import { identityText } from './read-identity.ts'

/** Numbers that rows of a file share though each is one person's or one enrolment's: known when the whole file was read. */
export interface SharedNumbers {
  /** To be told of every row that can be read, before any is judged. */
  note(said: SaidEntry): void
  /** Why a row cannot be right, whichever of those that share a number is. */
  faultOf(said: SaidEntry): Extract<RegisterFault, `${string}-of-two` | 'id-number-of-two-names'> | null
}

interface Seen {
  readonly first: Map<number, number>
  readonly shared: Set<number>
}

/** 48 bits each: of a hundred thousand rows, two that are others would share one once in some fifty thousand files. */
export const markOf = (text: string): number => createHash('sha256').update(text).digest().readUIntBE(0, 6)

export function createSharedNumbers(): SharedNumbers {
  const made = (): Seen => ({ first: new Map(), shared: new Set() })
  const [students, examinees, identities] = [made(), made(), made()]
  const note = ({ first, shared }: Seen, key: string, whose: string) => {
    const [mark, of] = [markOf(key), markOf(whose)]
    const known = first.get(mark)
    if (known === undefined) first.set(mark, of)
    else if (known !== of) shared.add(mark)
  }
  return {
    note: said => {
      const { studentNumber, name, fields } = said
      note(students, studentNumber, `${nameKey(name)}\n${identityText(said)}`)
      note(identities, identityText(said), nameKey(name))
      if (fields.examineeNumber) note(examinees, fields.examineeNumber, studentNumber)
    },
    faultOf: said => {
      if (students.shared.has(markOf(said.studentNumber))) return 'student-number-of-two'
      const { examineeNumber } = said.fields
      if (examineeNumber && examinees.shared.has(markOf(examineeNumber))) return 'examinee-number-of-two'
      return identities.shared.has(markOf(identityText(said))) ? 'id-number-of-two-names' : null
    },
  }
}
