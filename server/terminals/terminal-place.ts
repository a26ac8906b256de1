import { terminalSettingsSchema } from '../../src/contract/terminals-api.ts'
import type { Bilingual } from '../../src/contract/texts.ts'

/** What a terminal is called, and where it stands. */
export interface TerminalPlace {
  readonly name: Bilingual
  readonly place: Bilingual
}

const placeSchema = terminalSettingsSchema.pick({ terminalName: true, place: true })

/** Why no terminal can be enrolled under a name and a place, as its settings carry them to it; null when one can. */
export function whatIsWrongWith({ name, place }: TerminalPlace): string | null {
  const isNamed = [name.zh, name.en].every(text => text.trim() !== '')
  if (!isNamed) return 'a terminal needs a name'
  const wrong = placeSchema.safeParse({ terminalName: name, place }).error?.issues[0]?.path[0]
  if (wrong !== undefined)
    return `the ${wrong === 'place' ? 'place' : 'name'} of a terminal is too long: 400 characters at most`
  // No database takes one in a text.
  const hasNul = [name, place].some(({ zh, en }) => `${zh}${en}`.includes('\0'))
  return hasNul ? 'a NUL character is no part of a name or a place' : null
}
