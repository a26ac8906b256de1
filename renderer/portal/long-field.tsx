import { useId } from 'react'

export interface LongFieldProps {
  readonly label: string
  readonly how: string
  /** What is missing, said when it was sent without. */
  readonly missing: string | null
  readonly value: string
  readonly max: number
  readonly onValue: (value: string) => void
}

/** A text of several lines, with how much still fits. */
export function LongField({ label, how, missing, value, max, onValue }: LongFieldProps) {
  const id = useId()
  return (
    <div className="long-field">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        dir="auto"
        rows={5}
        value={value}
        maxLength={max}
        aria-invalid={missing !== null}
        aria-describedby={missing === null ? `${id}-how` : `${id}-missing ${id}-how`}
        onChange={event => onValue(event.target.value)}
      />
      {missing !== null && (
        <p className="wrong" id={`${id}-missing`} role="alert">
          {missing}
        </p>
      )}
      <p className="small" id={`${id}-how`}>
        {how}
      </p>
    </div>
  )
}
