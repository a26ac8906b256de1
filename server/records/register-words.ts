import type { Bilingual } from '../../src/contract/texts.ts'
import type { Person } from './people.ts'

const LEVEL: Readonly<Record<NonNullable<Person['level']>, Bilingual>> = {
  bachelor: { zh: '本科', en: 'Bachelor' },
  master: { zh: '硕士', en: 'Master' },
  doctor: { zh: '博士', en: 'Doctor' },
}
const GROUP: Readonly<Record<Person['group'], Bilingual>> = {
  undergraduate: { zh: '本科生', en: 'Undergraduate' },
  graduate: { zh: '研究生', en: 'Graduate student' },
  staff: { zh: '教职工', en: 'Staff' },
}
const STATUS: Readonly<Record<Person['status'], Bilingual>> = {
  enrolled: { zh: '在读', en: 'enrolled' },
  graduated: { zh: '已毕业', en: 'graduated' },
  employed: { zh: '在职', en: 'employed' },
  left: { zh: '已离校', en: 'left' },
}

/** By what somebody who stands in several registers tells one from another: level and major or post; college, first year, how it stands. */
export function registerWords(person: Person): { title: Bilingual; detail: Bilingual } {
  const rank = (person.level && LEVEL[person.level]) ?? GROUP[person.group]
  const what = person.major ?? person.post
  const status = STATUS[person.status]
  const year = person.since.slice(0, 4)
  return {
    title: what ? { zh: `${rank.zh} · ${what.zh}`, en: `${rank.en} · ${what.en}` } : rank,
    detail: {
      zh: `${person.college.zh}，${year} 年${person.group === 'staff' ? '入职' : '入学'}，${status.zh}`,
      en: `${person.college.en}, since ${year}, ${status.en}`,
    },
  }
}
