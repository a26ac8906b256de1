import type { Bytes } from './der.ts'
import type { Pdf } from './pdf-writer.ts'

/** The words of a verdict, as every user of the engine sees them. */
export type Word =
  | 'valid'
  | 'valid-with-later-permitted-change'
  | 'tampered'
  | 'untrusted-signer'
  | 'expired'
  | 'revoked'
  | 'weak-crypto'
  | 'unsigned'
  | 'malformed'
  | 'partial-coverage'
  | 'unsupported'

/** What is said of a file that was only added to, in a way that is allowed. */
export const LATER: Word = 'valid-with-later-permitted-change'

/** A file and what the checker is given beside it; what is left out is the corpus' own. */
export interface Made {
  readonly pdf: Uint8Array
  readonly anchors?: readonly Uint8Array[]
  readonly intermediates?: readonly Uint8Array[]
  readonly crls?: readonly Uint8Array[]
  readonly nowMs?: number
}

export interface Case {
  /** `class/name`: also the file's name in a written corpus. */
  readonly id: string
  readonly about: string
  /** The verdicts that are right. More than one word only where the rules leave the choice. */
  readonly kiosk: readonly Word[]
  readonly public: readonly Word[]
  /** Whether the kiosk may print it. */
  readonly printable: boolean
  readonly make: () => Made
}

type Maker = () => Made | Pdf | Bytes
type Words = Word | readonly Word[]

const list = (words: Words): readonly Word[] => (typeof words === 'string' ? [words] : words)
const madeOf = (made: Made | Pdf | Bytes): Made =>
  made instanceof Uint8Array ? { pdf: made } : 'bytes' in made ? { pdf: made.bytes } : made

/** A file that both policies must accept, and the kiosk may print. */
export function good(id: string, about: string, make: Maker, words: Words = 'valid'): Case {
  return { id, about, kiosk: list(words), public: list(words), printable: true, make: () => madeOf(make()) }
}

/** A file that no kiosk prints. `publicWords` where the gentler policy judges it otherwise. */
export function bad(id: string, about: string, words: Words, make: Maker, publicWords: Words = words): Case {
  return { id, about, kiosk: list(words), public: list(publicWords), printable: false, make: () => madeOf(make()) }
}

/** A change that a certification or an approval may allow: the gentle policy calls it by its name, and no kiosk prints it. */
export function softened(id: string, about: string, make: Maker, publicWords: Words = ['tampered', LATER]): Case {
  return bad(id, about, 'tampered', make, publicWords)
}

/** A file that rules and readers disagree on: whatever word is said, it must be one of these, and print only if it is valid. */
export interface Contested extends Case {
  readonly contested: true
}
export function contested(id: string, about: string, words: readonly Word[], make: Maker): Contested {
  return { ...bad(id, about, words, make), contested: true }
}
export const isContested = (one: Case): one is Contested => 'contested' in one

/** Refusals of a file whose later revision is not whole: which word comes first depends on where a reader stops. */
export const BROKEN_APPEND: readonly Word[] = ['tampered', 'malformed', 'partial-coverage']
