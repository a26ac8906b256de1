import type { Notice, OwnConsent } from '../../src/contract/notice-api.ts'
import type { Language } from '../../src/contract/texts.ts'

export { onceAgreed } from './once-agreed.ts'

/** Where and how somebody has agreed. */
export interface Agreed {
  /** All registers of the person that are known there. */
  readonly personIds: readonly string[]
  readonly digest: string
  readonly language: Language
  /** At which kiosk; null on the web. */
  readonly terminalId: string | null
}

/** How many have agreed to a text. */
export interface NoticeCount {
  readonly notice: Notice
  readonly isInForce: boolean
  /** Null before anybody has. */
  readonly firstAgreedAt: Date | null
  readonly agreed: number
  readonly withdrawn: number
}

/** What people are told before anything is done for them, and whether they have agreed. */
export interface NoticeRoom {
  /** What a person has still to agree to; null where nothing is owed, in whichever register it was agreed. */
  owedBy(personIds: readonly string[]): Promise<Notice | null>
  /** Writes down that a person has agreed; once more, it changes nothing. False where that is not the text that holds now. */
  agree(agreed: Agreed): Promise<boolean>
  /** To what a person has agreed, the newest first. */
  consentsOf(personIds: readonly string[]): Promise<readonly OwnConsent[]>
  /**
   * Withdraws all that a person has agreed to, who has asked for it in another way than on the web: in every register under which it was agreed
   * together with one of these. In how many registers; 0 where nothing was in force.
   */
  withdrawFor(personIds: readonly string[], by: { readonly staffId: string; readonly reason: string }): Promise<number>
  /** Each text, the one that holds now first. */
  counts(): Promise<readonly NoticeCount[]>
}
