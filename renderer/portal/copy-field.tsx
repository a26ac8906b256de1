import { useId, useRef, useState } from 'react'
import { PressButton } from '../ui/press-button.tsx'
import { useWords } from './words.ts'

export interface CopyFieldProps {
  readonly label: string
  readonly text: string
  /** What the button says. */
  readonly copy: string
  readonly isLarge?: boolean
}

/** A text that is to be carried elsewhere. */
export function CopyField({ label, text, copy, isLarge = false }: CopyFieldProps) {
  const t = useWords()
  const field = useId()
  const input = useRef<HTMLInputElement>(null)
  const [outcome, setOutcome] = useState<'copied' | 'notCopied' | null>(null)
  const carry = async () => {
    input.current?.select()
    try {
      await navigator.clipboard.writeText(text)
      setOutcome('copied')
    } catch {
      // Not allowed, or not there: it stands marked, to be copied by hand.
      setOutcome('notCopied')
    }
  }
  return (
    <div className="copy-field">
      <label htmlFor={field}>{label}</label>
      <input id={field} ref={input} className={isLarge ? 'copy-large' : ''} readOnly value={text} dir="ltr" />
      <PressButton look="quiet" onPress={() => void carry()}>
        {copy}
      </PressButton>
      <span role="status" className="small">
        {outcome && t(`share.${outcome}`)}
      </span>
    </div>
  )
}
