import { OF_PERSON, type PersonalData } from '../ground/personal-data.ts'

const WHO = (column: string) => `coalesce((select name from staff_account where staff_id = ${column}), '')`

/** What this room keeps of people. */
export const PEOPLE_PERSONAL: PersonalData = {
  rows: [
    {
      table: 'lost_card',
      about: { zh: '挂失的校园卡', en: 'Campus cards that were reported lost' },
      sql: `select card_masked, reason, reported_at, found_at from lost_card where person_id ${OF_PERSON} order by reported_at`,
      erasure: {
        why: { zh: '挂失中的卡要继续拒收，以免被别人使用', en: 'A lost card is refused, so that nobody else uses it' },
        until: { zh: '解除挂失后可以删除', en: 'Can be erased once the card is called found' },
        sql: `select lost_card_id from lost_card where person_id ${OF_PERSON} and found_at is null`,
      },
    },
    {
      table: 'house_hold',
      about: { zh: '暂停办理的文件及原因', en: 'Kinds of document that are held back, and why' },
      sql: `select kinds, reason_zh, reason_en, placed_at, last_day, ended_at from house_hold where person_id ${OF_PERSON} order by placed_at`,
      erasure: {
        why: {
          zh: '学校要求暂停办理，在解除前仍然有效',
          en: 'The university holds documents back until it says otherwise',
        },
        until: { zh: '解除或到期后可以删除', en: 'Can be erased once it was ended or has run out' },
        sql: `select hold_id from house_hold where person_id ${OF_PERSON} and ended_at is null and (last_day is null or last_day >= to_char(current_date - 1, 'YYYY-MM-DD'))`,
      },
    },
    {
      table: 'house_approval',
      about: { zh: '登记的批准', en: 'Approvals that were written down' },
      sql: `select kind, note, given_at, last_day, ended_at from house_approval where person_id ${OF_PERSON} order by given_at`,
      erasure: 'goes',
    },
    {
      table: 'granted_copies',
      about: { zh: '赠送的免费份数和减免', en: 'Copies that were granted or waived' },
      sql: `select kind, copies, reason, granted_at, last_day, ended_at, ${WHO('granted_by')} as granted_by from granted_copies where person_id ${OF_PERSON} order by granted_at`,
      erasure: 'goes',
    },
  ],
  keptBack: {},
}
