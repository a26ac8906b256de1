import type { Transaction } from 'kysely'
import { type Language, universityLanguage } from '../../src/contract/texts.ts'
import type { House } from '../ground/ground.ts'
import type { Limit } from '../ground/limits/limit.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { Identity } from '../identity/identity.ts'
import type { Mail } from '../mail/mail.ts'
import type { EnquiryRow } from './enquiry-rows.ts'
import type { EnquirySeals } from './enquiry-seals.ts'
import { type LetterFacts, letterText } from './letter-text.ts'

export interface EnquiryLetterParts {
  readonly mail: Mail
  readonly seals: EnquirySeals
  readonly house: House
  readonly clock: { now(): number }
  /** So many letters go to one address, whoever has named it. */
  readonly limit: Limit
  readonly holdsMailbox: Identity['holdsMailbox']
}

/** Letters that say that an office has written. */
export interface EnquiryLetters {
  /**
   * A letter about what is about to be written down; put it into the outbox in that transaction. Null where there is no address, or
   * enough has gone there today.
   */
  about(
    row: EnquiryRow,
    news: { readonly what: LetterFacts['what']; readonly said: string },
  ): Promise<((tx: Transaction<Tables>) => Promise<void>) | null>
}

const SEND_WITHIN_MS = 48 * 3_600_000

export function createEnquiryLetters(parts: EnquiryLetterParts): EnquiryLetters {
  const { mail, seals, house, clock, limit, holdsMailbox } = parts
  return {
    about: async (row, { what, said }) => {
      if (row.address === null || !mail.sends.letters) return null
      const to = seals.open(row.enquiry_id, 'address', row.address)
      if (!(await limit.allow(seals.keyOf(to)))) return null
      // What an office writes is for its person alone: it goes nowhere that the person has merely typed.
      const isOwn = said !== '' && (await holdsMailbox(to, row.person_id))
      const language = universityLanguage(row.language as Language) === 'en' ? 'en' : 'zh'
      const { kind, number, enquiry_id: enquiryId } = row
      const text = letterText(language, { house, kind, number, enquiryId, what, said: isOwn ? said : null })
      return async tx => {
        const sendBy = new Date(clock.now() + SEND_WITHIN_MS)
        const posted = await mail.post(tx, { to, language, ...text, purpose: 'enquiry', reference: enquiryId, sendBy })
        if (!posted.ok) throw new Error(`a letter about an enquiry was not taken: ${posted.error}`)
      }
    },
  }
}
