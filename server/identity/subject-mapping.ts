import { z } from 'zod'
import type { ProvenSubject } from './ways/way.ts'

const NUMBER_CHARACTERS_MAX = 64

/** How the number of a person is read out of what a provider says of one. */
export const subjectMappingSchema = z
  .strictObject({
    /** The attribute that holds it; null: what the provider calls the person. */
    attribute: z.string().min(1).max(100).nullable().default(null),
    letterCase: z.enum(['as-is', 'lower', 'upper']).default('as-is'),
    /** A regular expression over the whole value; its first group is the number where it has one. */
    pattern: z.string().max(200).refine(isPattern, 'must be a regular expression').default('.+'),
  })
  .prefault({})
export type SubjectMapping = z.output<typeof subjectMappingSchema>

/**
 * The student or staff number of a proven subject, with every zero that it begins with; null when the mapping finds none, or more than
 * one, for then nobody knows which is meant.
 */
export function numberOf(subject: ProvenSubject, { attribute, letterCase, pattern }: SubjectMapping): string | null {
  const values = attribute === null ? [subject.subject] : valuesOf(subject.attributes, attribute)
  const [value, ...more] = new Set(values.map(text => text.trim()))
  if (value === undefined || more.length > 0) return null
  const match = new RegExp(`^(?:${pattern})$`, 'u').exec(value)
  const number = match && (match[1] ?? match[0])
  if (!number || number.length > NUMBER_CHARACTERS_MAX) return null
  if (letterCase === 'as-is') return number
  return letterCase === 'lower' ? number.toLowerCase() : number.toUpperCase()
}

const valuesOf = (attributes: ProvenSubject['attributes'], name: string): readonly string[] =>
  Object.hasOwn(attributes, name) ? (attributes[name] ?? []) : []

function isPattern(text: string): boolean {
  try {
    return new RegExp(`^(?:${text})$`, 'u') instanceof RegExp
  } catch {
    return false
  }
}
