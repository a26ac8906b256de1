import { maskName } from '../../src/rules/masking.ts'
import type { Person } from './people.ts'

/** A name as anyone may see it, in both languages. */
export function maskedNames(person: Person): { zh: string; en: string } {
  return { zh: maskName(person.nameZh), en: maskName(person.nameEn) }
}
