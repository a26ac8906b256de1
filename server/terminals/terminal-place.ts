import { terminalSettingsSchema } from '../../src/contract/terminals-api.ts'
import { type Bilingual, both } from '../../src/contract/texts.ts'

/** What a terminal is called, and where it stands. */
export interface TerminalPlace {
  readonly name: Bilingual
  readonly place: Bilingual
  /** The site it belongs to; the first in the list where nothing is said. */
  readonly siteId?: string
}

const placeSchema = terminalSettingsSchema.pick({ terminalName: true, place: true })

/** Why no terminal can be enrolled under a name and a place, as its settings carry them to it; null when one can. */
export function whatIsWrongWith({ name, place }: TerminalPlace): Bilingual | null {
  const isNamed = [name.zh, name.en].every(text => text.trim() !== '')
  if (!isNamed) return both('自助机要有名称', 'a terminal needs a name')
  const wrong = placeSchema.safeParse({ terminalName: name, place }).error?.issues[0]?.path[0]
  if (wrong !== undefined)
    return wrong === 'place'
      ? both('自助机的位置太长：最多 400 个字符', 'the place of a terminal is too long: 400 characters at most')
      : both('自助机的名称太长：最多 400 个字符', 'the name of a terminal is too long: 400 characters at most')
  // No database takes one in a text.
  const hasNul = [name, place].some(({ zh, en }) => `${zh}${en}`.includes('\0'))
  return hasNul ? both('名称和位置里不能有空字符（NUL）', 'a NUL character is no part of a name or a place') : null
}
