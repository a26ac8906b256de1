import type { Person } from '../../server/records/records.ts'
import type { Bilingual } from '../../src/contract/texts.ts'
import { MAJORS } from './courses.ts'
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

interface Entry extends Someone {
  readonly cardUid: string
  readonly lost?: boolean
  readonly label: Bilingual
}

const ENTRIES: readonly Entry[] = [
  {
    cardUid: '04A1B2C3',
    ...undergraduate(9001, '林知远', 'LIN Zhiyuan', 2023, computing),
    label: {
      zh: '本科生，五份免费都还在，成绩单两页',
      en: 'Undergraduate, all five free copies left, long transcript',
    },
  },
  {
    cardUid: '04B7D9E1',
    ...inventGraduate(random, 9002, { name: { zh: '沈若兰', en: 'SHEN Ruolan' } }),
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
      zh: '名字里有扩展 B 区的字 𠮷，没有另装字库时需人工办理',
      en: 'Character of Extension B: by hand unless a font for it is installed',
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
]

/** The people behind the notable cards. */
export const NOTABLE_PEOPLE: readonly SamplePerson[] = ENTRIES.map(({ cardUid, person, study, lost }) => ({
  person,
  study,
  cardUid,
  cardLost: lost ?? false,
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
