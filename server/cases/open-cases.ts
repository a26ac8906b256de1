import type { Ground } from '../ground/ground.ts'
import type { Room } from '../ground/room.ts'
import type { CASES } from './cases-plan.ts'
import { type CaseDesk, createCases } from './create-cases.ts'

/** The list of everything that needs a hand. */
export function openCases({ house }: Ground): Room<CaseDesk, typeof CASES> {
  return { doors: createCases(house.timeZone), handlers: {} }
}
