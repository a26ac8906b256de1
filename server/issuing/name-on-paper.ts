import { nameTrouble } from '../../src/rules/names.ts'
import type { DocumentData, Subject } from '../documents/documents.ts'

/** Why the name that would stand on the paper is none, in words for staff; null when it is one. */
export function nameless({ person: { name, otherName } }: Pick<DocumentData, 'person'>): string | null {
  const trouble = nameTrouble(name) ?? (otherName === null ? null : nameTrouble(otherName))
  return trouble && `the name: ${trouble}`
}

/**
 * The same person, named as the record has it in Latin, because no font here draws `missing` of the name in its own script. Null
 * when it is something else that can't be drawn, and for a Chinese name: an ideograph that is missing is for a person's hand.
 */
export function inLatin(subject: Subject, missing: string | null): Subject | null {
  const { person } = subject
  const { nameZh, nameEn } = person
  if (missing === null || !nameZh.includes(missing) || nameEn.includes(missing)) return null
  if (/\p{Script=Han}/u.test(nameZh) || !/\p{Script=Latin}/u.test(nameEn)) return null
  return { ...subject, person: { ...person, nameZh: nameEn } }
}
