import '../ui/polyfill.ts'
import '../ui/no-eval.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '../ui/fonts.ts'
import '../ui/tokens.css'
import '../ui/base.css'
import './kiosk.css'
import { browserClock } from '../ui/browser-clock.ts'
import { App } from './app.tsx'
import { shellPorts } from './connect-port.ts'
import { quietenPage } from './quiet-page.ts'
import { openStationLink } from './station-link.ts'
import { allCharacters } from './words.ts'

/** Long enough after the first picture not to delay it. */
const LATER_MS = 1_500

quietenPage(window)
const link = openStationLink(shellPorts(), browserClock)
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App link={link} clock={browserClock} />
  </StrictMode>,
)
for (const weight of [400, 700]) void document.fonts.load(`${weight} 24px "Noto Sans SC"`, allCharacters())
browserClock.after(LATER_MS, () => void import('../ui/preview/pdf-engine.ts').then(engine => engine.warmUp()))
