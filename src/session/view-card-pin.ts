import type { ScreenContent } from '../contract/kiosk-view.ts'
import { CARD_PIN_DIGITS } from '../contract/terminals-api.ts'
import { hostOf } from './host-of.ts'
import type { PinEntry, Session, StageOf } from './state.ts'

type Shown = Extract<ScreenContent, { screen: 'card-pin' }>

/** What the screen shows of the digits of a campus card: how many were typed, and never which. */
export function cardPinContent({ settings }: Session, { visitor, choice, entry }: StageOf<'card-pin'>): Shown {
  const url = settings?.cardPinUrl ?? null
  return {
    screen: 'card-pin',
    title: visitor.offers[choice.offerIndex]!.title,
    page: url === null ? null : { url, host: hostOf(url) },
    pin: pinOf(entry),
  }
}

function pinOf(entry: PinEntry): Shown['pin'] {
  if (entry.step === 'closed') return { step: entry.why }
  const { step, typed, triesLeft, isWrong, fault, request } = entry
  const busy = request !== null
  return { step, typedDigits: typed.length, digits: CARD_PIN_DIGITS, triesLeft, isWrong, fault, busy }
}
