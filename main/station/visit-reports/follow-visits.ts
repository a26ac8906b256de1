import { randomBytes } from 'node:crypto'
import type { Stage } from '../../../src/session/state.ts'
import type { DeskTools } from '../desk/desk.ts'
import { tellVisits } from './tell-visits.ts'
import type { VisitShelf } from './visit-shelf.ts'
import { createVisitWatch } from './visit-watch.ts'

/** Follows the visits of a station, and tells the server of each. `begin` goes on with what was not told before a restart. */
export function followVisits(
  tools: Pick<DeskTools, 'clock' | 'client' | 'log'>,
  shelf: VisitShelf,
  closing: () => boolean,
): { see(stage: Stage): void; begin(): Promise<void> } {
  const { tell, begin } = tellVisits(tools, shelf, closing)
  const { see } = createVisitWatch(tools.clock, () => randomBytes(16).toString('base64url'), tell)
  return { see, begin }
}
