import '../ui/polyfill.ts'
import '../ui/no-eval.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '../ui/tokens.css'
import '../ui/base.css'
import './styles/page.css'
import './styles/text.css'
import './styles/head.css'
import './styles/cards.css'
import './styles/buttons.css'
import './styles/foot.css'
import './styles/wide-and-print.css'
import './styles/forms.css'
import './styles/result.css'
import './styles/trust.css'
import { App } from './app.tsx'
import { registerServiceWorker } from './install.ts'

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
registerServiceWorker()
