import type { ListKind } from '../../../../src/contract/people-lists-api.ts'
import { APPROVALS } from './approvals.ts'
import { FOUND_CARDS, LOST_CARDS } from './cards.ts'
import { FREE_COPIES, WAIVERS } from './copies.ts'
import { HOLD_ENDS, HOLDS } from './holds.ts'
import type { KindOfList } from './kind-of-list.ts'

/** Every kind of list that staff bring. */
export const KINDS_OF_LIST: Readonly<Record<ListKind, KindOfList>> = {
  holds: HOLDS,
  'hold-ends': HOLD_ENDS,
  approvals: APPROVALS,
  waivers: WAIVERS,
  'free-copies': FREE_COPIES,
  'lost-cards': LOST_CARDS,
  'found-cards': FOUND_CARDS,
}
