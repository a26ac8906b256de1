import { OF_PERSON, type PersonalData, type Stays } from '../ground/personal-data.ts'
import { STAYS_IN_ACCOUNTS } from '../ground/reasons-to-stay.ts'

const STAYS_WITH_PAPER: Stays = {
  why: {
    zh: '这几次登录里出具过文件或下过订单，和文件、订单的记录在一起；当时怎样登录的会抹除。',
    en: 'A document or an order was made in these visits and stands on them; how you had logged in is erased.',
  },
  until: STAYS_IN_ACCOUNTS.until,
  sql: `select 1 from visit v where v.person_id ${OF_PERSON} and (exists (select 1 from document d where d.visit_key = v.visit_key and d.state = 'issued') or exists (select 1 from print_order o where o.visit_key = v.visit_key))`,
}

/** What this room keeps of people. */
export const IDENTITY_PERSONAL: PersonalData = {
  rows: [
    {
      table: 'visit',
      about: { zh: '在自助终端的登录', en: 'Visits at kiosks' },
      sql: `select t.name_zh, t.name_en, t.place_zh, t.place_en, v.started_at, v.last_seen_at, v.ended_at, v.proofs from visit v join terminal t using (terminal_id) where v.person_id ${OF_PERSON} order by v.started_at`,
      erasure: STAYS_WITH_PAPER,
    },
    {
      table: 'web_session',
      about: { zh: '网页登录', en: 'Sessions on the web' },
      sql: `select browser, proofs, has_chosen, started_at, last_seen_at, ended_at from web_session where exists (select 1 from jsonb_array_elements_text(person_ids) one where one ${OF_PERSON}) order by started_at`,
      erasure: 'goes',
    },
    {
      table: 'login',
      about: { zh: '进行中的登录', en: 'Logins under way' },
      sql: `select way, state, begun_at, expires_at from login where exists (select 1 from jsonb_array_elements_text(claim->'personIds') one where one ${OF_PERSON}) order by begun_at`,
      erasure: 'goes',
    },
    {
      table: 'login_notice',
      about: { zh: '登录通知', en: 'Letters about logins' },
      sql: `select kind, begun_at from login_notice where person_id ${OF_PERSON} order by begun_at`,
      erasure: 'goes',
    },
    {
      table: 'card_pin',
      about: { zh: '校园卡密码（只有设置时间）', en: 'Digits of the campus card: when they were set' },
      sql: `select set_at, failures from card_pin where person_id ${OF_PERSON}`,
      erasure: 'goes',
    },
  ],
  keptBack: {
    account: {
      because: 'Given opened, under the name account, by this room itself: its values are sealed in the table.',
      erasure: 'goes',
    },
    account_code: {
      because: 'Digits that are good for minutes, found by a pseudonym of a phone.',
      erasure: 'goes',
    },
    account_sign_up: {
      because: 'A wish for an account of which nobody knows yet whose it is.',
      erasure: 'goes',
    },
  },
}
