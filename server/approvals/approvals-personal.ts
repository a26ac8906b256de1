import { OF_PERSON, type PersonalData } from '../ground/personal-data.ts'

/** What this room keeps of people. Who of an office has decided is not the person's. */
export const APPROVALS_PERSONAL: PersonalData = {
  rows: [
    {
      table: 'approval',
      about: { zh: '需要审批的申请', en: 'Applications that an office must agree to' },
      sql: `select approval_id, application_id, document_id, office, asked_at, promised_at, language, told_late_at, state, decided_at from approval where person_id ${OF_PERSON} order by asked_at`,
      erasure: 'goes',
    },
    {
      table: 'approval_step',
      about: { zh: '审批的经过', en: 'What happened with them' },
      sql: `select s.approval_id, s.at, s.what, s.reason, s.reason_words from approval_step s join approval a using (approval_id) where a.person_id ${OF_PERSON} order by s.seq`,
      erasure: 'goes',
    },
  ],
  keptBack: {},
}
