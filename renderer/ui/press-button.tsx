import { type ReactNode, useRef } from 'react'
import { Button } from 'react-aria-components/Button'
import type { Language } from '../../src/contract/texts.ts'
import { inLanguage } from './in-language.ts'
import { createPressGuard } from './press-guard.ts'

export interface PressButtonProps {
  readonly onPress: () => void
  readonly children: ReactNode
  /** act: what to do next, one a screen. ghost: another thing to do. quiet: a way out. plain: looks come from the class. */
  readonly look: 'act' | 'ghost' | 'quiet' | 'plain'
  readonly className?: string
  readonly label?: string
  readonly lang?: Language
  readonly pressed?: boolean
  /** Whether what the button opens stands open. */
  readonly expanded?: boolean
  readonly disabled?: boolean
  /** Harmless to touch twice: not deaf after a touch. */
  readonly repeats?: boolean
  readonly autoFocus?: boolean
}

/** A button that acts when the finger is lifted on it, and once: a second touch within 400 ms is ignored. */
export function PressButton(props: PressButtonProps) {
  const guard = useRef<(() => boolean) | null>(null)
  guard.current ??= createPressGuard(() => performance.now())
  // Stepping through copies or pages is quick work for a quick finger; only what orders, spends or ends is guarded.
  const guarded = props.look !== 'plain' && !props.repeats
  const press = () => {
    if (!guarded || guard.current!()) props.onPress()
  }
  return (
    <Button
      className={`button ${props.look} ${props.className ?? ''}`}
      onPress={press}
      isDisabled={props.disabled ?? false}
      autoFocus={props.autoFocus ?? false}
      {...(props.label === undefined ? {} : { 'aria-label': props.label })}
      {...(props.lang === undefined ? {} : inLanguage(props.lang))}
      {...(props.expanded === undefined ? {} : { 'aria-expanded': props.expanded })}
      {...(props.pressed === undefined ? {} : { 'aria-pressed': props.pressed })}
    >
      {props.children}
    </Button>
  )
}
