import { MAJORS } from '../../demo/university/courses.ts'
import { furtherRows } from '../../demo/university/further-rows.ts'
import { inventUndergraduate, type SamplePerson } from '../../demo/university/people.ts'
import { seededRandom } from '../../demo/university/seeded-random.ts'

/** Students for one visit each: all free copies are left to every one of them, and every transcript is two sheets long. */
export function peopleToVisit(count: number): SamplePerson[] {
  const random = seededRandom(9)
  const [major] = MAJORS
  return Array.from({ length: count }, (_, nth) => {
    const someone = inventUndergraduate(random, nth + 1, { startYear: 2023, ...(major ? { major } : {}) })
    const cardUid = (0x6e00_0000 + nth * 7919).toString(16).toUpperCase().padStart(8, '0')
    return { ...someone, cardUid, cardLost: false, further: furtherRows(someone.person) }
  })
}
