import type { Bilingual, Language } from '../src/contract/texts.ts'
import type { TakingPhone } from './visit-take-along.ts'

/** What a visit is for, and who does what at the machine. */
export interface VisitWishes {
  readonly card: string
  readonly document: string
  readonly edition: string
  readonly copies: number
  readonly language: Language
  /** Pays the code that the kiosk shows; null: a visit that costs something is ended instead. */
  readonly pay: ((codeUrl: string) => Promise<void>) | null
  /** So many copies are called bad once they are out; none where nothing is said. */
  readonly badCopies?: number
  /** Takes the file along on this phone once the paper is out. */
  readonly takingPhone?: TakingPhone
  /** Lays the identity card of the holder of `card` in place of it. */
  readonly byIdCard?: boolean
  /**
   * Logs in with a phone in place of a card, as somebody with this number. `digitsOf` does what the phone does behind an address; null:
   * somebody at the machine does.
   */
  readonly phone?: { readonly number: string; readonly digitsOf: ((url: string) => Promise<string>) | null }
  /** Collects with this code what was applied for elsewhere: `card`, `document` and `edition` say nothing then. */
  readonly pickup?: string
  /** Types these digits where the document asks for those of the campus card. */
  readonly pin?: string
  /** Says to whoever stands at the machine what is to be done by hand. */
  readonly askPerson?: (what: Bilingual) => void
  /** Which register, from 1, where the holder stands in several. */
  readonly register?: number
}
