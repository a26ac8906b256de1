import type { Bilingual } from '../../src/contract/texts.ts'
import { NOTABLE_PEOPLE, samplePeople } from '../university/notable.ts'
import type { SamplePerson } from '../university/people.ts'
import { passwordOf } from './password.ts'

/** Somebody as the systems of the campus know them. */
export interface CampusPerson {
  /** Student or staff number, by which people log in everywhere. */
  readonly number: string
  readonly password: string
  readonly name: Bilingual
  /** Attributes that the login system hands on. */
  readonly attributes: Readonly<Record<string, readonly string[]>>
  /** Whether the login page shows this person to whoever tries the demo. */
  readonly isShown: boolean
}

/** Everybody of the sample university. */
export function campusPeople(): CampusPerson[] {
  const shown = new Set(NOTABLE_PEOPLE.map(({ person }) => person.number))
  return samplePeople().map(one => personOf(one, shown.has(one.person.number)))
}

function personOf({ person }: SamplePerson, isShown: boolean): CampusPerson {
  const { number, nameZh, nameEn, group, college } = person
  return {
    number,
    password: passwordOf(number),
    name: { zh: nameZh, en: nameEn },
    attributes: { employeeNumber: [number], cn: [nameZh], displayName: [nameEn], memberOf: [group, college.en] },
    isShown,
  }
}
