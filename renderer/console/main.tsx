import '../ui/polyfill.ts'
import '../ui/no-eval.ts'
import './shell/styles-as-text.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './console.css'
import { fixLinks } from '../web/fixed-links.ts'
import { App } from './shell/app.tsx'
import { pageAt } from './shell/frame.tsx'
import { LanguageProvider } from './shell/language.tsx'
import { homeOf, placeOf } from './shell/place.ts'
import { connectConsole } from './shell/server.ts'
import { Theme } from './shell/theme.tsx'

const home = homeOf(document)
const connect = connectConsole(new URL('../', home).href)
// The page's own file comes while the server is asked who is there; what fails is asked for again, and said, by the page itself.
const first = placeOf(home, location.href)
if (first)
  pageAt(first.path)
    ?.page.load()
    .catch(() => undefined)

fixLinks()
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <LanguageProvider>
      <Theme>
        <App connect={connect} />
      </Theme>
    </LanguageProvider>
  </StrictMode>,
)
