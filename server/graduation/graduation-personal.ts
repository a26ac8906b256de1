import { both } from '../../src/contract/texts.ts'
import { OF_PERSON, type PersonalData } from '../ground/personal-data.ts'
import { errataPurpose, idNumberPurpose, SEAL_SECRET, toldPurpose } from './seals.ts'

const FIELDS = [
  ...['enrolment_id', 'name', 'sex', 'nation', 'born_on', 'id_type', 'id_number', 'examinee_number', 'student_number'],
  ...['school', 'branch', 'department', 'major', 'class_name', 'level', 'length_years', 'category', 'mode'],
  ...['entered_on', 'standing', 'expected_on', 'is_upgrade', 'is_prior_diploma_verified', 'capture_code'],
  ...['made_at', 'changed_at', 'last_said_at'],
].join(', ')

const OF_ENROLMENT = `enrolment_id in (select enrolment_id from enrolment where person_id ${OF_PERSON})`

/** Why all of a check stays, and how long. */
const STAYS_UNTIL_AFTER_THE_LOCK = {
  why: both(
    '没有核对过的照片和学籍不能做学历注册，学校须能说明核对经过',
    'Without a check no diploma is registered: the university must be able to say how it went',
  ),
  until: both('核对锁定后 365 天删除', 'Deleted 365 days after the check was locked'),
}

/** What this room keeps of people. */
export const GRADUATION_PERSONAL: PersonalData = {
  rows: [
    {
      table: 'enrolment',
      about: { zh: '学校学籍名册中的条目', en: 'Your entries in the university’s register of studies' },
      sql: `select ${FIELDS} from enrolment where person_id ${OF_PERSON} order by entered_on, enrolment_id`,
      sealed: [
        {
          column: 'id_number',
          secret: SEAL_SECRET,
          purposeOf: row => idNumberPurpose(String(row.enrolment_id)),
        },
      ],
      erasure: {
        why: {
          zh: '学校依规定核对毕业生学籍，名册来自学校的学籍系统',
          en: 'The university must check the register before graduation, and has it from its own system',
        },
        until: {
          zh: '名册里不再有该条目后 400 天删除',
          en: 'Deleted 400 days after the register had it last',
        },
      },
    },
    {
      table: 'photograph',
      about: {
        zh: '学校保存的录取照片和毕业照片（图像本身不在文件里）',
        en: 'Admission and graduation photographs that the university keeps (the pictures themselves are not in the file)',
      },
      sql: `select photo_id, kind, taken_on, width, height, name, school, told, made_at from photograph where enrolment_id in (select enrolment_id from enrolment where person_id ${OF_PERSON}) and kept_at is not null and gone_at is null order by made_at`,
      sealed: [{ column: 'told', secret: SEAL_SECRET, purposeOf: row => toldPurpose(String(row.photo_id)) }],
      erasure: {
        why: {
          zh: '学校依规定核对毕业生图像',
          en: 'The university must check the photographs before graduation',
        },
        until: {
          zh: '名册里不再有该条目后 400 天删除',
          en: 'Deleted 400 days after the register had the entry last',
        },
      },
    },
    {
      table: 'photograph_claim',
      about: { zh: '您认领过的照片', en: 'Photographs that you have said to be yours' },
      sql: `select state, reason, made_at, decided_at from photograph_claim where person_id ${OF_PERSON} order by made_at`,
      erasure: {
        why: {
          zh: '照片归谁要能查到是怎样定的',
          en: 'It must be known how it was decided whose a photograph is',
        },
        until: { zh: '决定后 400 天删除', en: 'Deleted 400 days after it was decided' },
      },
    },
    {
      table: 'photograph_showing',
      about: { zh: '您的照片给您显示过的记录', en: 'That your photographs were shown to you' },
      sql: `select shown_at, photo_kind from photograph_showing where person_id ${OF_PERSON} order by shown_at`,
      erasure: {
        why: {
          zh: '谁看过照片要能查到',
          en: 'It must be known who has seen a photograph',
        },
        until: { zh: '显示后 400 天删除', en: 'Deleted 400 days after it was shown' },
      },
    },
    {
      table: 'graduation_check',
      about: both('毕业图像与学籍核对的状态', 'How the checks of your enrolments and photographs stand'),
      sql: `select campaign_id, enrolment_id, college, state, locked_as, round, open_until, decision, lapsed, errata_number, awaits_college, national, made_at, changed_at from graduation_check where ${OF_ENROLMENT} order by made_at`,
      erasure: STAYS_UNTIL_AFTER_THE_LOCK,
    },
    {
      table: 'graduation_check_step',
      about: both('核对的经过和回执编号', 'What has happened to your checks, with numbers of receipts'),
      sql: `select campaign_id, enrolment_id, at, event, state, reason, receipt_number from graduation_check_step where ${OF_ENROLMENT} order by step_id`,
      erasure: STAYS_UNTIL_AFTER_THE_LOCK,
    },
    {
      table: 'graduation_errata',
      about: both('您的勘误表', 'Your errata forms'),
      sql: `select errata_number, campaign_id, enrolment_id, state, content, late_reason, made_at, changed_at from graduation_errata where ${OF_ENROLMENT} order by made_at`,
      sealed: [{ column: 'content', secret: SEAL_SECRET, purposeOf: row => errataPurpose(String(row.errata_number)) }],
      erasure: STAYS_UNTIL_AFTER_THE_LOCK,
    },
    {
      table: 'graduation_errata_step',
      about: both('勘误表的经过', 'What your errata forms have been through'),
      sql: `select errata_number, at, state, note from graduation_errata_step where errata_number in (select errata_number from graduation_errata where ${OF_ENROLMENT}) order by step_id`,
      erasure: STAYS_UNTIL_AFTER_THE_LOCK,
    },
    {
      table: 'graduation_notice',
      about: both('核对的通知', 'What you were told of your checks'),
      sql: `select campaign_id, enrolment_id, notice, made_at, letter from graduation_notice where ${OF_ENROLMENT} order by notice_id`,
      erasure: STAYS_UNTIL_AFTER_THE_LOCK,
    },
  ],
  keptBack: {
    graduation_import: {
      because: 'A file that staff have brought: what it says of a person stands in the entry that was taken in.',
      erasure: 'of-nobody',
    },
    graduation_import_part: {
      because: 'The bytes of such a file, encrypted, until it was carried out.',
      erasure: 'of-nobody',
    },
    graduation_report: {
      because:
        'What a file would do, row by row, with names and numbers masked; what came of it stands in the entries.',
      erasure: 'of-nobody',
    },
  },
}
