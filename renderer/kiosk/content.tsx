import type { ReactNode } from 'react'
import type { ScreenContent, ScreenName } from '../../src/contract/kiosk-view.ts'
import type { ContentOf } from './kiosk-context.ts'
import { AttractScreen } from './screens/attract-screen.tsx'
import { BadPrintScreen } from './screens/bad-print-screen.tsx'
import { CardPinScreen } from './screens/card-pin-screen.tsx'
import { CheckingPaperScreen } from './screens/checking-paper-screen.tsx'
import { ChoosingRegisterScreen } from './screens/choosing-register-screen.tsx'
import { ChoosingScreen } from './screens/choosing-screen.tsx'
import { CollectingScreen } from './screens/collecting-screen.tsx'
import { EnteringCodeScreen } from './screens/entering-code-screen.tsx'
import { FinishedScreen } from './screens/finished-screen.tsx'
import { HandingOverScreen } from './screens/handing-over-screen.tsx'
import { IdentifyingScreen } from './screens/identifying-screen.tsx'
import { OutOfServiceScreen } from './screens/out-of-service-screen.tsx'
import { PayingScreen } from './screens/paying-screen.tsx'
import { PhoneLoginScreen } from './screens/phone-login-screen.tsx'
import { PreparingScreen } from './screens/preparing-screen.tsx'
import { PreviewingScreen } from './screens/previewing-screen.tsx'
import { PrintingScreen } from './screens/printing-screen.tsx'
import { ReadingNoticeScreen } from './screens/reading-notice-screen.tsx'
import { RefusedScreen } from './screens/refused-screen.tsx'

/** What draws each screen of the contract. */
const SCREENS: { readonly [Name in ScreenName]: (props: { readonly content: ContentOf<Name> }) => ReactNode } = {
  attract: AttractScreen,
  'out-of-service': OutOfServiceScreen,
  identifying: IdentifyingScreen,
  'phone-login': PhoneLoginScreen,
  collecting: CollectingScreen,
  'choosing-register': ChoosingRegisterScreen,
  'reading-notice': ReadingNoticeScreen,
  refused: RefusedScreen,
  'checking-paper': CheckingPaperScreen,
  choosing: ChoosingScreen,
  'card-pin': CardPinScreen,
  preparing: PreparingScreen,
  previewing: ({ content }) => <PreviewingScreen key={content.documentId} content={content} />,
  paying: PayingScreen,
  printing: PrintingScreen,
  finished: FinishedScreen,
  'bad-print': BadPrintScreen,
  'handing-over': HandingOverScreen,
  'entering-code': EnteringCodeScreen,
}

/** The screen that the view asks for. */
export function Content({ content }: { readonly content: ScreenContent }) {
  // The table pairs names and contents; the compiler cannot follow that through a lookup.
  const Screen = SCREENS[content.screen] as (props: { readonly content: ScreenContent }) => ReactNode
  return <Screen content={content} />
}
