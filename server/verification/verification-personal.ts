import { OF_DOCUMENT, type PersonalData, type Stays } from '../ground/personal-data.ts'
import { STAYS_AS_PROOF } from '../ground/reasons-to-stay.ts'

const CERTIFICATE_STAYS: Stays = {
  why: {
    zh: '查验人手里有这份查验证明，要能核对它的编号。',
    en: 'Somebody who has checked a document holds this certificate, and its number must go on being found.',
  },
  until: STAYS_AS_PROOF.until,
}

/** What this room keeps of people. */
export const VERIFICATION_PERSONAL: PersonalData = {
  rows: [
    {
      table: 'document_check',
      about: { zh: '他人的查验（次数）', en: 'Checks by others, counted' },
      sql: `select document_id, how, hour, times from document_check where document_id ${OF_DOCUMENT} order by hour`,
      erasure: 'goes',
    },
    {
      table: 'verification_certificate',
      about: { zh: '查验证明', en: 'Certificates of checks' },
      sql: `select document_id, certificate_number, outcome, issued_at from verification_certificate where document_id ${OF_DOCUMENT} order by issued_at`,
      erasure: CERTIFICATE_STAYS,
    },
  ],
  keptBack: {},
}
