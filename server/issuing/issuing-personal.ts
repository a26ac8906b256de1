import { OF_DOCUMENT, OF_PERSON, type PersonalData, type Stays } from '../ground/personal-data.ts'
import { STAYS_AS_PROOF } from '../ground/reasons-to-stay.ts'

/** Drafts and what could not be made go. */
const ISSUED_STAYS: Stays = {
  ...STAYS_AS_PROOF,
  sql: `select 1 from document where person_id ${OF_PERSON} and state = 'issued'`,
}

/** What this room keeps of people. */
export const ISSUING_PERSONAL: PersonalData = {
  rows: [
    {
      table: 'document',
      about: { zh: '出具的文件', en: 'Documents that were made' },
      sql: `select document_id, kind, edition, title_zh, title_en, name_masked_zh, name_masked_en, number_masked, document_number, state, person_group, created_at, issued_at, expires_at, revoked_at, revocation_reason, superseded_at, pages, byte_length, sha256, template_version from document where person_id ${OF_PERSON} order by created_at`,
      erasure: ISSUED_STAYS,
    },
    {
      table: 'document_file',
      about: { zh: '文件的各个版本', en: 'The files of these documents' },
      sql: `select document_id, sha256, level, byte_length, stored_at from document_file where document_id ${OF_DOCUMENT} order by stored_at`,
      erasure: STAYS_AS_PROOF,
    },
    {
      table: 'batch_item',
      about: { zh: '批量出具', en: 'Documents that were made in batches' },
      sql: `select kind, edition, state, document_id, ended_at from batch_item where person_id ${OF_PERSON} order by batch_id, line`,
      erasure: STAYS_AS_PROOF,
    },
  ],
  keptBack: {},
}
