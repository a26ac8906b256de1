import { PressButton } from '../../ui/press-button.tsx'

export interface StepperProps {
  readonly copies: number
  readonly maxCopies: number
  /** What the two keys are called. */
  readonly fewer: string
  readonly more: string
  readonly onSet: (copies: number) => void
}

/** A number of copies, one fewer or one more at a touch. */
export function Stepper({ copies, maxCopies, fewer, more, onSet }: StepperProps) {
  return (
    <div className="stepper">
      <PressButton look="plain" className="step" label={fewer} disabled={copies <= 1} onPress={() => onSet(copies - 1)}>
        <svg viewBox="0 0 48 48" aria-hidden="true">
          <path d="M10 24h28" />
        </svg>
      </PressButton>
      <output>{copies}</output>
      <PressButton
        look="plain"
        className="step"
        label={more}
        disabled={copies >= maxCopies}
        onPress={() => onSet(copies + 1)}
      >
        <svg viewBox="0 0 48 48" aria-hidden="true">
          <path d="M10 24h28M24 10v28" />
        </svg>
      </PressButton>
    </div>
  )
}
