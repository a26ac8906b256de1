import { OF_PERSON, type PersonalData } from '../ground/personal-data.ts'

/** What this room keeps of people. */
export const PORTAL_PERSONAL: PersonalData = {
  rows: [
    {
      table: 'application',
      about: { zh: '网上申请', en: 'Applications on the web' },
      sql: `select application_id, document_id, purpose, created_at, applied_at from application where person_id ${OF_PERSON} order by created_at`,
      erasure: 'goes',
    },
    {
      table: 'application_step',
      about: { zh: '申请的经过', en: 'What happened with applications' },
      sql: `select s.application_id, s.at, s.what, s.about from application_step s join application a using (application_id) where a.person_id ${OF_PERSON} order by s.seq`,
      erasure: 'goes',
    },
    {
      table: 'delivery',
      about: { zh: '发出的信件', en: 'Letters with files' },
      sql: `select d.application_id, d.to_masked, d.language, d.times, d.wished_at, d.posted_at, m.state, m.sent_at from delivery d join application a using (application_id) left join message m using (message_id) where a.person_id ${OF_PERSON} order by d.wished_at`,
      erasure: 'goes',
    },
    {
      table: 'share_link',
      about: { zh: '分享链接', en: 'Links for others' },
      sql: `select l.share_id, l.application_id, l.label, l.made_at, l.ends_at, l.ended_at, l.opened_count, l.last_opened_at from share_link l join application a using (application_id) where a.person_id ${OF_PERSON} order by l.made_at`,
      erasure: 'goes',
    },
    {
      table: 'pickup',
      about: { zh: '取件码', en: 'Codes of collection' },
      // Each code is of whoever has made it: that of somebody who was named is theirs, and none of the owner's.
      sql: `select case when p.mandate_id is null then p.application_id end as application_id, p.mandate_id, p.made_at, p.ends_at, p.ended_at, p.last_used_at from pickup p join application a using (application_id) left join mandate m using (mandate_id) where case when p.mandate_id is null then a.person_id else m.collector_id end ${OF_PERSON} order by p.made_at`,
      erasure: 'goes',
    },
    {
      table: 'mandate',
      about: {
        zh: '代取授权：请别人代取的，和替别人代取的',
        en: 'Paper that others collect for you, and you for others',
      },
      // To its owner as it was typed, without whom it was found to be: it is not said whether there is such a person. To whoever was named
      // without the application, which is another's.
      sql: `select m.mandate_id, case when a.person_id ${OF_PERSON} then 'owner' else 'collector' end as you_are, case when a.person_id ${OF_PERSON} then m.application_id end as application_id, m.name_masked, m.number_masked, m.made_at, m.ends_at, m.ended_at from mandate m join application a using (application_id) where a.person_id ${OF_PERSON} or m.collector_id ${OF_PERSON} order by m.made_at`,
      erasure: 'goes',
    },
  ],
  keptBack: {},
}
