import type { ScreenContent } from '../contract/kiosk-view.ts'
import { CARD_PIN_DIGITS } from '../contract/terminals-api.ts'
import type { PinEntry, Session, StageOf } from './state.ts'
import { phonePage } from './view-phone-pages.ts'

type Shown = Extract<ScreenContent, { screen: 'card-pin' }>

/** What the screen shows of the digits of a campus card: how many were typed, and never which. */
export function cardPinContent({ settings }: Session, { visitor, choice, entry }: StageOf<'card-pin'>): Shown {
  return {
    screen: 'card-pin',
    title: visitor.offers[choice.offerIndex]!.title,
    page: phonePage(settings?.cardPinUrl ?? null),
    pin: pinOf(entry),
  }
}

function pinOf(entry: PinEntry): Shown['pin'] {
  if (entry.step === 'closed') return { step: entry.why }
  const { step, typed, triesLeft, isWrong, fault, request } = entry
  const busy = request !== null
  return { step, typedDigits: typed.length, digits: CARD_PIN_DIGITS, triesLeft, isWrong, fault, busy }
}
