import { OF_PERSON, type PersonalData } from '../ground/personal-data.ts'

const SECRET = 'enquiries'

/** What this room keeps of people. Notes of offices among themselves are not the person's. */
export const ENQUIRIES_PERSONAL: PersonalData = {
  rows: [
    {
      table: 'enquiry',
      about: { zh: '更正与咨询', en: 'Corrections and questions' },
      sql: `select enquiry_id, number, kind, office_id, document_kind, document_edition, document_number, wrong, spot, language, address, state, outcome, opened_at, changed_at, closed_at from enquiry where person_id ${OF_PERSON} order by opened_at`,
      sealed: [{ column: 'address', secret: SECRET, purposeOf: row => `enquiry ${String(row.enquiry_id)} address` }],
      erasure: 'goes',
    },
    {
      table: 'enquiry_message',
      about: { zh: '更正与咨询中的往来文字', en: 'What was written in them' },
      sql: `select m.enquiry_id, m.at, m.by, m.what, m.body from enquiry_message m join enquiry e using (enquiry_id) where e.person_id ${OF_PERSON} and m.what <> 'note' order by m.seq`,
      sealed: [{ column: 'body', secret: SECRET, purposeOf: row => `enquiry ${String(row.enquiry_id)} body` }],
      erasure: 'goes',
    },
  ],
  keptBack: {},
}
