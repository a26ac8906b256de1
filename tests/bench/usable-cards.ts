import { samplePeople } from '../../demo/university/notable.ts'
import type { SamplePerson } from '../../demo/university/people.ts'

/** The server lets a terminal ask who somebody is thirty times a minute. */
export const LEAST_MS_A_VISIT = 2_100

/** Cards of people who have results, whose name the house's own fonts can set, and who are `wanted` besides. */
export function usableCards(wanted: (one: SamplePerson) => boolean = () => true): string[] {
  return samplePeople()
    .filter(
      ({ cardLost, study, person }) => !cardLost && study !== null && !/[\u{20000}-\u{3ffff}]/u.test(person.nameZh),
    )
    .filter(wanted)
    .map(({ cardUid }) => cardUid)
}
