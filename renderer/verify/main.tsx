import '../ui/polyfill.ts'
import '../ui/no-eval.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './verify.css'
import { App } from './app.tsx'
import { createFileChecker } from './file-checker.ts'
import { registerServiceWorker } from './install.ts'
import { server } from './server.ts'

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App server={server} checker={createFileChecker()} />
  </StrictMode>,
)
registerServiceWorker()
