import type { Clock } from '../../src/clock.ts'
import type { BankCard } from '../payments/payments.ts'

/** Longer than a call to a provider is repeated, and no longer than that. */
const HELD_MS = 10 * 60_000
const HELD_MAX = 100

/**
 * Bank cards that refunds are about to be sent to, by the keys of the refunds. In memory alone and for minutes: a server that starts anew has
 * none, and a person says the card again.
 */
export interface CardsInHand {
  hold(refundId: string, card: BankCard): void
  of(refundId: string): BankCard | null
  letGo(refundId: string): void
}

export function createCardsInHand(clock: Clock): CardsInHand {
  const held = new Map<string, { readonly card: BankCard; readonly untilMs: number }>()
  const letGoOfOld = () => {
    for (const [refundId, { untilMs }] of held) if (untilMs <= clock.monotonic()) held.delete(refundId)
  }
  return {
    hold: (refundId, card) => {
      letGoOfOld()
      held.delete(refundId)
      const [oldest] = held.keys()
      if (held.size >= HELD_MAX && oldest !== undefined) held.delete(oldest)
      held.set(refundId, { card, untilMs: clock.monotonic() + HELD_MS })
    },
    of: refundId => {
      letGoOfOld()
      return held.get(refundId)?.card ?? null
    },
    letGo: refundId => void held.delete(refundId),
  }
}
