import { OF_DOCUMENT, type PersonalData } from '../ground/personal-data.ts'

/** What this room keeps of people. */
export const VERIFICATION_PERSONAL: PersonalData = {
  rows: [
    {
      table: 'document_check',
      about: { zh: '他人的查验（次数）', en: 'Checks by others, counted' },
      sql: `select document_id, how, hour, times from document_check where document_id ${OF_DOCUMENT} order by hour`,
    },
    {
      table: 'verification_certificate',
      about: { zh: '查验证明', en: 'Certificates of checks' },
      sql: `select document_id, certificate_number, outcome, issued_at from verification_certificate where document_id ${OF_DOCUMENT} order by issued_at`,
    },
  ],
  keptBack: {},
}
