import '../ui/polyfill.ts'
import '../ui/no-eval.ts'
import { createRoot } from 'react-dom/client'
import './console.css'
import { ShownState } from './fixtures/shown-state.tsx'

// Draws one state, named in the fragment: #name=overview&lang=en. For looking at and for tests; not in the product.

createRoot(document.getElementById('root')!).render(<ShownState />)
