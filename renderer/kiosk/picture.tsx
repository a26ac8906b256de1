import '../ui/polyfill.ts'
import '../ui/no-eval.ts'
import { createRoot } from 'react-dom/client'
import '../ui/fonts.ts'
import '../ui/tokens.css'
import '../ui/base.css'
import './kiosk.css'
import { browserClock } from '../ui/browser-clock.ts'
import { App } from './app.tsx'
import { pictureLink } from './picture-link.ts'
import { quietenPage } from './quiet-page.ts'

// The kiosk's own screen inside the console, as it would look with settings that were not published yet. It is looked at and not touched.

quietenPage(window)
createRoot(document.getElementById('root')!).render(<App link={pictureLink()} clock={browserClock} />)
