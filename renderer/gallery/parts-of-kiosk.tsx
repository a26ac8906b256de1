import '../ui/fonts.ts'
import '../ui/tokens.css'
import '../ui/base.css'
import '../kiosk/kiosk.css'
import type { Language } from '../../src/contract/texts.ts'
import { sayIn } from '../kiosk/words.ts'
import { SharedParts } from './shared-parts.tsx'
import { Tokens } from './tokens.tsx'

/** The shared parts in the looks of the kiosk. */
export function Parts({ language }: { readonly language: Language }) {
  const t = sayIn(language)
  const words = { button: t('attract.start'), sentence: t('attract.promise'), languages: t('bar.language') }
  return (
    <main className="parts">
      <SharedParts language={language} words={words} />
      <Tokens />
    </main>
  )
}
