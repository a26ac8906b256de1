import { createContext, useContext } from 'react'
import type { Clock } from '../../src/clock.ts'
import type { KioskCommand } from '../../src/contract/kiosk-command.ts'
import type { KioskView, ScreenContent, ScreenName } from '../../src/contract/kiosk-view.ts'
import { type Bilingual, type Language, textIn } from '../../src/contract/texts.ts'
import { type KioskSay, sayIn } from './words.ts'

/** What every part of a screen may use. */
export interface Kiosk {
  readonly view: KioskView
  readonly send: (command: KioskCommand) => void
  readonly clock: Clock
  readonly previewFile: (documentId: string) => Promise<Uint8Array | null>
  readonly previewDrawn: (documentId: string) => void
}

export type ContentOf<S extends ScreenName> = Extract<ScreenContent, { screen: S }>

export const KioskContext = createContext<Kiosk | null>(null)

export function useKiosk(): Kiosk {
  const kiosk = useContext(KioskContext)
  if (!kiosk) throw new Error('no kiosk above this part')
  return kiosk
}

/** The words of the visitor's language, or of `language`: `t` for those of the house, `text` for those that the view brings. */
export function useWords(language?: Language): {
  t: KioskSay
  text: (both: Bilingual) => string
  language: Language
} {
  const chosen = useKiosk().view.language
  const spoken = language ?? chosen
  return { t: sayIn(spoken), text: both => textIn(spoken, both), language: spoken }
}
