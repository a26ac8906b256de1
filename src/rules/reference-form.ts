/** Longer than any reference number that an institution gives out. */
export const FORM_CHARACTERS = 40

/** What stands for itself in a form of reference numbers, beside `9` (a digit), `A` (a letter) and `*` (either). */
const LITERAL = /^[-/. #_B-Zb-z0-8]$/

/** Whether a form can be kept to at all: at least one place to fill in, and nothing that could not be typed. */
export function isReferenceForm(form: string): boolean {
  const characters = [...form]
  if (characters.length === 0 || characters.length > FORM_CHARACTERS) return false
  return characters.some(isPlace) && characters.every(one => isPlace(one) || LITERAL.test(one))
}

const isPlace = (character: string): boolean => character === '9' || character === 'A' || character === '*'

/**
 * A typed reference number as the form writes it, or null when it does not keep to it. Full-width characters, spaces that are no part of the
 * form, and small letters in the place of large ones are no mistake.
 */
export function readReference(form: string, typed: string): string | null {
  const plain = typed.normalize('NFKC').trim()
  const text = form.includes(' ') ? plain : plain.replaceAll(/\s/g, '')
  const wanted = [...form]
  const given = [...text]
  if (given.length !== wanted.length) return null
  const read = given.map((character, at) => readAt(wanted[at]!, character))
  return read.includes(null) ? null : read.join('')
}

function readAt(place: string, character: string): string | null {
  const large = character.toUpperCase()
  if (place === '9') return /^\d$/.test(character) ? character : null
  if (place === 'A') return /^[A-Z]$/.test(large) ? large : null
  if (place === '*') return /^[A-Z0-9]$/.test(large) ? large : null
  return large === place.toUpperCase() ? place : null
}
