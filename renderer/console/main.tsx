import '../ui/polyfill.ts'
import '../ui/no-eval.ts'
import './shell/styles-as-text.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './console.css'
import { fixLinks } from '../web/fixed-links.ts'
import { App } from './shell/app.tsx'
import { LanguageProvider } from './shell/language.tsx'
import { homeOf } from './shell/place.ts'
import { connectConsole } from './shell/server.ts'
import { Theme } from './shell/theme.tsx'

const connect = connectConsole(new URL('../', homeOf(document)).href)

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
