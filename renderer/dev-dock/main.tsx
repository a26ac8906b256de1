import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { config } from 'zod'
import './dock.css'
import { App } from './app.tsx'

// The page's CSP forbids making code from text; zod would try, and the browser would report it.
config({ jitless: true })
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
