import { useId } from 'react'
import { PressButton } from '../ui/press-button.tsx'
import { useWords } from './words.ts'

export interface DaysChoiceProps<Days extends number> {
  readonly offered: readonly Days[]
  readonly days: number
  readonly onDays: (days: Days) => void
}

/** For how many days something is good. */
export function DaysChoice<Days extends number>({ offered, days, onDays }: DaysChoiceProps<Days>) {
  const t = useWords()
  const title = useId()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend takes no part in its grid
    <div className="chips-line" role="group" aria-labelledby={title}>
      <span className="small" id={title}>
        {t('share.days')}
      </span>
      <div className="chips">
        {offered.map(count => (
          <PressButton key={count} look="plain" className="chip" pressed={count === days} onPress={() => onDays(count)}>
            {t('share.daysCount', { count })}
          </PressButton>
        ))}
      </div>
    </div>
  )
}
