import { useId } from 'react'
import { PURPOSES, type Purpose } from '../../src/rules/purposes.ts'
import { PressButton } from '../ui/press-button.tsx'
import { useWords } from './words.ts'

const PURPOSE_CHARACTERS = 200

/** What the document is for: a usual purpose by one touch, or one's own words. */
export function PurposeField(props: { readonly purpose: string; readonly onPurpose: (purpose: string) => void }) {
  const t = useWords()
  const title = useId()
  const how = useId()
  const { purpose, onPurpose } = props
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend takes no part in its grid
    <div className="purpose" role="group" aria-labelledby={title}>
      <h2 id={title}>{t('purpose.title')}</h2>
      <p className="small" id={how}>
        {t('purpose.how')}
      </p>
      <div className="chips">
        {PURPOSES.map(name => {
          const said = t(`purpose.${name}`)
          const isChosen = purpose === said
          return (
            <PressButton
              key={name}
              look="plain"
              className="chip"
              pressed={isChosen}
              onPress={() => onPurpose(isChosen ? '' : said)}
            >
              {said}
            </PressButton>
          )
        })}
      </div>
      <input
        value={purpose}
        maxLength={PURPOSE_CHARACTERS}
        placeholder={t('purpose.own')}
        aria-label={t('purpose.own')}
        aria-describedby={how}
        onChange={event => onPurpose(event.target.value)}
      />
    </div>
  )
}

/** Which of the usual purposes was chosen; null where it is said in own words or not at all. */
export function usePurposeKind(purpose: string): Purpose | null {
  const t = useWords()
  return PURPOSES.find(name => t(`purpose.${name}`) === purpose.trim()) ?? null
}
