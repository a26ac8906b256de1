import '../ui/polyfill.ts'
import '../ui/no-eval.ts'
import { createRoot } from 'react-dom/client'
import '../ui/fonts.ts'
import '../ui/tokens.css'
import '../ui/base.css'
import './kiosk.css'
import { galleryLink } from './gallery-link.ts'
import { quietenPage } from './quiet-page.ts'
import { ShownFixture } from './shown-fixture.tsx'

// Draws one fixture, named in the fragment: #name=choosing&lang=en&aids=largeText,lowReach&mm=336&dir=rtl. For looking at and for
// tests; not in the product.

quietenPage(window)
createRoot(document.getElementById('root')!).render(<ShownFixture link={galleryLink()} />)
