import type { SectionsOf } from '../ground/config/sections.ts'
import type { Ground } from '../ground/ground.ts'
import type { Room } from '../ground/room.ts'
import type { CASES } from './cases-plan.ts'
import { type CaseDesk, createCases } from './create-cases.ts'
import { deskHandlers } from './desk/desk-handlers.ts'

/** The list of everything that needs a hand. */
export function openCases(
  ground: Ground,
  { cases: { fourEyesAboveFen } }: SectionsOf<typeof CASES>,
): Room<CaseDesk, typeof CASES> {
  const desk = createCases(ground.house.timeZone)
  return { doors: desk, handlers: deskHandlers(ground, desk, fourEyesAboveFen) }
}
