import type { EnrolmentIdType, EnrolmentStanding } from '../../../src/graduation/enrolment.ts'
import { composedName } from '../../../src/rules/names.ts'
import { plainOf } from '../../ground/sheets/cells.ts'

const DOTS = /[·•‧．・･]/gu

/** A name as the house writes it: with one middle dot, whichever of them the register has, and no blanks around it or before it. */
export const nameOf = (cell: string): string =>
  composedName(cell)
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .replaceAll(DOTS, '·')
    .replaceAll(/ ?· ?/gu, '·')
    // Between Chinese characters a blank is there for the look of a table.
    .replaceAll(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')

const STANDINGS: Readonly<Record<EnrolmentStanding, readonly string[]>> = {
  registered: ['注册学籍', '已注册', '注册', 'registered'],
  studying: ['在籍', '在校', '在读', '在籍注册', '在籍在校', '在籍(注册学籍)', 'studying'],
  suspended: ['休学', '停学', 'suspended'],
  kept: ['保留', '保留学籍', '保留入学资格', 'kept'],
  withdrawn: ['退学', '取消学籍', '开除学籍', '取消入学资格', 'withdrawn'],
  graduated: ['已毕业', '毕业', 'graduated'],
  other: ['其他', '其它', '结业', '肄业', '转出', '转学', '死亡', '不在籍', 'other'],
}

const said = (text: string) => plainOf(text).replaceAll(/\s/g, '').toLowerCase()
const keyWith = <Key extends string>(table: Readonly<Record<Key, readonly string[]>>, text: string): Key | null =>
  (Object.keys(table) as Key[]).find(key => table[key].includes(said(text))) ?? null

/** 学籍状态; null for one that is not known. */
export const standingOf = (text: string): EnrolmentStanding | null => keyWith(STANDINGS, text)

const SEXES = { 男: ['男', '男性', 'm', 'male', '1'], 女: ['女', '女性', 'f', 'female', '2'] } as const

/** 男 or 女, empty where nothing is said; null for what is neither. */
export const sexOf = (text: string): '男' | '女' | '' | null => (said(text) === '' ? '' : keyWith(SEXES, text))

const ID_TYPES: Readonly<Record<EnrolmentIdType, readonly string[]>> = {
  resident: ['', '居民身份证', '身份证', '中华人民共和国居民身份证', '港澳台居民居住证', '1', '01', 'resident'],
  'hong-kong-macao': [
    ...['港澳居民来往内地通行证', '香港居民来往内地通行证', '澳门居民来往内地通行证', '港澳通行证', '回乡证'],
    ...['香港特区护照/身份证明', '澳门特区护照/身份证明', 'hong-kong-macao'],
  ],
  taiwan: ['台湾居民来往大陆通行证', '台胞证', '台湾通行证', 'taiwan'],
  passport: ['护照', '外国护照', '境外永久居住证', 'passport'],
  'foreign-resident': ['外国人永久居留身份证', '外国人永久居留证', 'foreign-resident'],
}

/** Which kind of paper; a resident's where nothing is said; null for one that is not known. */
export const idTypeOf = (text: string): EnrolmentIdType | null => keyWith(ID_TYPES, text)

const FLAGS = {
  yes: ['是', '1', 'y', 'yes', 'true', '通过', '已核验'],
  no: ['否', '0', 'n', 'no', 'false', '未通过'],
} as const

/** Null where nothing is said. */
export function yesOrNo(cell: string): boolean | null | 'neither' {
  if (said(cell) === '') return null
  const flag = keyWith(FLAGS, cell)
  return flag === null ? 'neither' : flag === 'yes'
}
