import '../ui/polyfill.ts'
import '../ui/no-eval.ts'
import { createRoot } from 'react-dom/client'
import { LANGUAGES } from '../../src/contract/texts.ts'
import { setPageLanguage } from '../ui/in-language.ts'

// Draws the parts that apps share, as the kiosk or an app on the web shows them: #name=web&lang=en&aids=largeText&dir=rtl.

const wish = new URLSearchParams(location.hash.slice(1))
const language = LANGUAGES.find(one => one === wish.get('lang')) ?? LANGUAGES[0]
const aids = (wish.get('aids') ?? '').split(',')
const root = document.documentElement

root.dataset.text = aids.includes('largeText') ? 'large' : 'standard'
root.dataset.contrast = aids.includes('highContrast') ? 'high' : 'standard'
setPageLanguage(language)

const isOnWeb = wish.get('name') === 'web'
// The looks of the two are style sheets for a whole page, so only one of them is loaded.
const { Parts } = isOnWeb ? await import('./parts-on-web.tsx') : await import('./parts-of-kiosk.tsx')
createRoot(document.getElementById('root')!).render(<Parts language={language} />)
if (wish.get('dir') === 'rtl') root.dir = 'rtl'
root.dataset.shown = wish.get('name') ?? ''
// What is told in the address is read once.
window.addEventListener('hashchange', () => location.reload())
