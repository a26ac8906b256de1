import { OF_PERSON, type PersonalData } from '../ground/personal-data.ts'

/** What this room keeps of people. */
export const IDENTITY_PERSONAL: PersonalData = {
  rows: [
    {
      table: 'visit',
      about: { zh: '在自助终端的登录', en: 'Visits at kiosks' },
      sql: `select t.name_zh, t.name_en, t.place_zh, t.place_en, v.started_at, v.last_seen_at, v.ended_at, v.proofs from visit v join terminal t using (terminal_id) where v.person_id ${OF_PERSON} order by v.started_at`,
    },
    {
      table: 'web_session',
      about: { zh: '网页登录', en: 'Sessions on the web' },
      sql: `select browser, proofs, has_chosen, started_at, last_seen_at, ended_at from web_session where exists (select 1 from jsonb_array_elements_text(person_ids) one where one ${OF_PERSON}) order by started_at`,
    },
    {
      table: 'login',
      about: { zh: '进行中的登录', en: 'Logins under way' },
      sql: `select way, state, begun_at, expires_at from login where exists (select 1 from jsonb_array_elements_text(claim->'personIds') one where one ${OF_PERSON}) order by begun_at`,
    },
    {
      table: 'login_notice',
      about: { zh: '登录通知', en: 'Letters about logins' },
      sql: `select kind, begun_at from login_notice where person_id ${OF_PERSON} order by begun_at`,
    },
    {
      table: 'card_pin',
      about: { zh: '校园卡密码（只有设置时间）', en: 'Digits of the campus card: when they were set' },
      sql: `select set_at, failures from card_pin where person_id ${OF_PERSON}`,
    },
  ],
  keptBack: {
    account: 'Given opened, under the name account, by this room itself: its values are sealed in the table.',
    account_code: 'Digits that are good for minutes, found by a pseudonym of a phone.',
    account_sign_up: 'A wish for an account of which nobody knows yet whose it is.',
  },
}
