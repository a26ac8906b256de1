import type { Person } from '../../server/records/records.ts'
import type { Bilingual } from '../../src/contract/texts.ts'
import { MAJORS } from './courses.ts'
import { type FurtherWishes, furtherRows } from './further-rows.ts'
import { inventCrowd, inventGraduate, inventStaff, inventUndergraduate, type SamplePerson } from './people.ts'
import { seededRandom } from './seeded-random.ts'

/** A card worth trying, and what it shows. */
export interface NotableCard {
  readonly cardUid: string
  readonly label: Bilingual
  /** The person's identity card, for the other reader; null when nobody holds the campus card. */
  readonly idCard: { readonly name: string; readonly idNumber: string } | null
}

const random = seededRandom(4_126)
const [computing, letters] = MAJORS
const undergraduate = (nth: number, zh: string, en: string, startYear: number, major = letters) =>
  inventUndergraduate(random, nth, { startYear, name: { zh, en }, ...(major ? { major } : {}) })

type Someone = Pick<SamplePerson, 'person' | 'study'>
const alter = (someone: Someone, person: Partial<Person>): Someone => ({
  ...someone,
  person: { ...someone.person, ...person },
})

/** Admitted this autumn: nothing has been examined yet. */
const newDoctor = (nth: number, zh: string, en: string): Someone => {
  const someone = inventGraduate(random, nth, { name: { zh, en } })
  return alter(
    { ...someone, study: null },
    { level: 'doctor', number: `D2026${String(nth).padStart(5, '0')}`, since: '2026-09-01', until: '2030-06-30' },
  )
}

interface Entry extends Someone {
  readonly cardUid: string
  readonly lost?: boolean
  readonly further?: FurtherWishes
  readonly label: Bilingual
}

/** Has a Bachelor's degree of the house and has come back: the registers of now and of then. */
function comeBack(): readonly [Entry, Entry] {
  const name = { zh: '苏晚晴', en: 'SU Wanqing' }
  const now = inventGraduate(random, 9018, { ...(computing ? { major: computing } : {}), name })
  const { idNumber, bornOn, sex } = now.person
  const then = alter(undergraduate(9019, name.zh, name.en, 2020, computing), { idNumber, bornOn, sex })
  return [
    {
      cardUid: '04CBA0B1',
      ...now,
      label: {
        zh: '本科毕业又来读研：用身份证要选学籍',
        en: 'Bachelor of the house, now a graduate: by ID card a register is chosen',
      },
    },
    {
      cardUid: '04CBA0B0',
      ...then,
      label: { zh: '同一个人的本科学籍，当年的校园卡', en: 'The register of then, and its campus card' },
    },
  ]
}

const ENTRIES: readonly Entry[] = [
  {
    cardUid: '04A1B2C3',
    ...undergraduate(9001, '林知远', 'LIN Zhiyuan', 2023, computing),
    further: { languages: ['cet4', 'cet6'], computer: true, minor: false },
    label: {
      zh: '本科生，五份免费都还在，成绩单两页',
      en: 'Undergraduate, all five free copies left, long transcript',
    },
  },
  {
    cardUid: '04B7D9E1',
    ...inventGraduate(random, 9002, { name: { zh: '沈若兰', en: 'SHEN Ruolan' }, level: 'master' }),
    label: { zh: '研究生', en: 'Graduate student' },
  },
  {
    cardUid: '04C0FFEE',
    ...inventStaff(random, 902, { zh: '欧阳清', en: 'OUYANG Qing' }),
    label: { zh: '教职工，复姓，可打在职证明', en: 'Member of staff with a compound surname' },
  },
  {
    cardUid: '04D1A2B3',
    ...undergraduate(9004, '周雨晨', 'ZHOU Yuchen', 2026),
    label: { zh: '新生，还没有成绩', en: 'First term: enrolled, no results yet' },
  },
  {
    cardUid: '04E2B3C4',
    ...undergraduate(9005, '许嘉怡', 'XU Jiayi', 2022),
    label: { zh: '已毕业，只能打成绩单', en: 'Has graduated: transcript only' },
  },
  {
    cardUid: '04F3C4D5',
    ...undergraduate(9006, '王㛃', 'WANG Jie', 2024),
    label: { zh: '名字里有扩展 A 区的字 㛃', en: 'Rare character of Extension A in the name' },
  },
  {
    cardUid: '0410E5F6',
    ...undergraduate(9007, '刘䶮', 'LIU Yan', 2024),
    label: { zh: '名字里有 䶮', en: 'Another rare character in the name' },
  },
  {
    cardUid: '0421F607',
    ...undergraduate(9008, '𠮷文博', 'JI Wenbo', 2025),
    label: {
      zh: '名字里有扩展 B 区的字 𠮷，没有它的字库时需人工办理',
      en: 'Character of Extension B: by hand where no font has it',
    },
  },
  {
    cardUid: '04320718',
    ...undergraduate(9009, '阿依努尔·买买提吐尔逊', 'Aynur Memettursun', 2024),
    label: { zh: '名字里有间隔号', en: 'Name with a middle dot' },
  },
  {
    cardUid: '04431829',
    ...alter(
      inventGraduate(random, 9010, {
        level: 'master',
        name: {
          zh: 'Wilhelmina Alexandrina Featherstonehaugh-Montgomery Oluwaseunfunmi',
          en: 'Wilhelmina Alexandrina Featherstonehaugh-Montgomery Oluwaseunfunmi',
        },
      }),
      // The first six figures of a permanent resident's number: 9, a place, and a country.
      { idNumber: '911268199803150024', bornOn: '1998-03-15', sex: 'female' },
    ),
    label: { zh: '外国学生，名字六十多个字母', en: 'Foreign student with a name of more than sixty letters' },
  },
  {
    cardUid: '0454293A',
    ...undergraduate(9011, '高子涵', 'GAO Zihan', 2023),
    lost: true,
    label: { zh: '已挂失的卡，身份证可用', en: 'Card reported lost; the ID card works' },
  },
  {
    cardUid: '04653A4B',
    ...alter({ ...undergraduate(9012, '何平', 'HE Ping', 2024), study: null }, { status: 'left' }),
    label: { zh: '已退学，没有可打印的文件', en: 'Has left: nothing to print' },
  },
  {
    cardUid: '04764B5D',
    ...undergraduate(9013, '宋思远', 'SONG Siyuan', 2023),
    further: { languages: ['cet4', 'cet6', 'cjt4'], computer: false, minor: true },
    label: { zh: '有辅修和日语四级', en: 'Minor studies and the Japanese examination' },
  },
  {
    cardUid: '04875C6E',
    ...undergraduate(9014, '唐欣怡', 'TANG Xinyi', 2024, computing),
    further: { holds: ['unpaid-fees'] },
    label: { zh: '学费未缴清，成绩单暂不能打', en: 'Fees unpaid: transcripts are held, with the reason' },
  },
  {
    cardUid: '04986D7F',
    ...undergraduate(9015, '格桑·旺堆', 'Kelsang Wangdu', 2024, computing),
    further: { languages: ['cet4', 'cgt4'], computer: true },
    label: { zh: '藏族学生，德语四级、计算机等级', en: 'Tibetan name; German and computer examinations' },
  },
  {
    cardUid: '04A97E80',
    ...newDoctor(9016, '陆明轩', 'LU Mingxuan'),
    label: { zh: '博士新生，录取通知书', en: 'New doctoral student: letter of admission' },
  },
  {
    cardUid: '04BA8F91',
    ...undergraduate(9017, '王\u{31350}', 'WANG Wen', 2024),
    label: {
      zh: '名字里有扩展 H 区的字，没有字库能印，需人工办理',
      en: 'Character of Extension H, which no font here has: by hand',
    },
  },
  ...comeBack(),
  {
    cardUid: '04DCB1C2',
    ...alter(inventGraduate(random, 9020, { name: { zh: 'Łukasz Żółkiewski', en: 'Łukasz Żółkiewski' } }), {
      idNumber: '911616199902040010',
      bornOn: '1999-02-04',
      sex: 'male',
    }),
    label: { zh: '波兰学生，名字里有 Ł、ó、ż', en: 'Polish student: letters that Chinese fonts lack' },
  },
  {
    cardUid: '04EDC2D3',
    ...undergraduate(9021, 'ئابدۇرەھىم ئۆتكۈر', 'Abdurehim Otkur', 2024),
    label: { zh: '名字用维吾尔文登记', en: 'Name on record in Uyghur letters' },
  },
]

/** The people behind the notable cards. */
export const NOTABLE_PEOPLE: readonly SamplePerson[] = ENTRIES.map(({ cardUid, person, study, lost, further }) => ({
  ...{ person, study, cardUid, cardLost: lost ?? false },
  further: furtherRows(person, further),
}))

/** Everyone in the sample university. */
export const samplePeople = (): SamplePerson[] => [...NOTABLE_PEOPLE, ...inventCrowd()]

/** A dozen cards and one that nobody has, for the dev dock. */
export const NOTABLE_CARDS: readonly NotableCard[] = [
  ...ENTRIES.map(({ cardUid, label, person }) => ({
    cardUid,
    label,
    idCard: person.idNumber === null ? null : { name: person.nameZh, idNumber: person.idNumber },
  })),
  { cardUid: '04FFFFFF', label: { zh: '没有登记的卡', en: 'A card that is not registered' }, idCard: null },
]
