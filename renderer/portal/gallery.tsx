import '../ui/polyfill.ts'
import '../ui/no-eval.ts'
import { createRoot } from 'react-dom/client'
import './portal.css'
import { ShownState } from './shown-state.tsx'

// Draws one state, named in the fragment: #name=apply&lang=en&dir=rtl. For looking at and for tests; not in the product.

createRoot(document.getElementById('root')!).render(<ShownState />)
