import { LANGUAGES } from '../../src/contract/texts.ts'
import { inLanguage } from '../ui/in-language.ts'
import { Seal } from '../ui/seal.tsx'
import { MachinePicture } from './pictures/machine-picture.tsx'
import { sayIn } from './words.ts'

/** The station is away for a moment. In every language, and without a view to draw on. */
export function LostScreen({ first }: { readonly first: boolean }) {
  const code = first ? 'station-starting' : 'station-lost'
  return (
    <main className="lost">
      <Seal />
      <MachinePicture waking />
      {LANGUAGES.map(language => (
        <div key={language} {...inLanguage(language)} className="lost-words" role="status">
          <h1>{sayIn(language)(`faults.${code}.what`)}</h1>
          <p className="lead">{sayIn(language)(`faults.${code}.action`)}</p>
        </div>
      ))}
    </main>
  )
}
