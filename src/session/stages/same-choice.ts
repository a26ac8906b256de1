import type { Visitor } from '../../contract/terminals-api.ts'
import type { Choice, Guest } from '../state.ts'

/** The choice among the offers as they stand now; null when it is not among them any more. */
export function sameChoice(before: Guest, choice: Choice, now: Visitor): { visitor: Guest; choice: Choice } | null {
  const chosen = before.offers[choice.offerIndex]!
  const offerIndex = now.offers.findIndex(({ kind, edition }) => kind === chosen.kind && edition === chosen.edition)
  return offerIndex < 0 ? null : { visitor: { ...before, ...now }, choice: { ...choice, offerIndex } }
}
