import { useWords } from './words.ts'

const STEPS = ['choose', 'check', 'receive'] as const
export type Step = (typeof STEPS)[number]

/** How far it is from a wish to a file. */
export function StepsLine({ at }: { readonly at: Step }) {
  const t = useWords()
  return (
    <ol className="steps-line" aria-label={t('steps.label')}>
      {STEPS.map((step, index) => (
        <li
          key={step}
          data-past={index < STEPS.indexOf(at)}
          {...(step === at ? { 'aria-current': 'step' as const } : {})}
        >
          <span className="steps-number">{index + 1}</span>
          {t(`steps.${step}`)}
        </li>
      ))}
    </ol>
  )
}
