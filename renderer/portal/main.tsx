import '../ui/polyfill.ts'
import '../ui/no-eval.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './portal.css'
import { fixLinks } from '../web/fixed-links.ts'
import { App } from './app.tsx'
import { server } from './server.ts'

fixLinks()
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App server={server} />
  </StrictMode>,
)
