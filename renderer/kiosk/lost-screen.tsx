import { LANGUAGES } from '../../src/contract/texts.ts'
import { wordsOf } from '../../src/fault.ts'
import { textIn } from '../ui/formats.ts'
import { Seal } from '../ui/seal.tsx'
import { MachinePicture } from './pictures/machine-picture.tsx'

/** The station is away for a moment. In both languages, and without a view to draw on. */
export function LostScreen({ first }: { readonly first: boolean }) {
  const words = wordsOf(first ? 'station-starting' : 'station-lost')
  return (
    <main className="lost">
      <Seal />
      <MachinePicture waking />
      {LANGUAGES.map(language => (
        <div key={language} lang={language} className="lost-words" role="status">
          <h1>{textIn(language, words.what)}</h1>
          <p className="lead">{textIn(language, words.action)}</p>
        </div>
      ))}
    </main>
  )
}
