import type { ScreenContent } from '../../src/contract/kiosk-view.ts'
import { AttractScreen } from './screens/attract-screen.tsx'
import { CheckingPaperScreen } from './screens/checking-paper-screen.tsx'
import { ChoosingScreen } from './screens/choosing-screen.tsx'
import { FinishedScreen } from './screens/finished-screen.tsx'
import { IdentifyingScreen } from './screens/identifying-screen.tsx'
import { OutOfServiceScreen } from './screens/out-of-service-screen.tsx'
import { PayingScreen } from './screens/paying-screen.tsx'
import { PreparingScreen } from './screens/preparing-screen.tsx'
import { PreviewingScreen } from './screens/previewing-screen.tsx'
import { PrintingScreen } from './screens/printing-screen.tsx'
import { RefusedScreen } from './screens/refused-screen.tsx'

/** The screen that the view asks for. */
export function Content({ content }: { readonly content: ScreenContent }) {
  switch (content.screen) {
    case 'attract':
      return <AttractScreen content={content} />
    case 'out-of-service':
      return <OutOfServiceScreen content={content} />
    case 'identifying':
      return <IdentifyingScreen content={content} />
    case 'refused':
      return <RefusedScreen content={content} />
    case 'checking-paper':
      return <CheckingPaperScreen content={content} />
    case 'choosing':
      return <ChoosingScreen content={content} />
    case 'preparing':
      return <PreparingScreen content={content} />
    case 'previewing':
      return <PreviewingScreen key={content.documentId} content={content} />
    case 'paying':
      return <PayingScreen content={content} />
    case 'printing':
      return <PrintingScreen content={content} />
    case 'finished':
      return <FinishedScreen content={content} />
  }
}
