import type { ReactNode } from 'react'
import type { Outcome } from '../../src/verification/judge.ts'
import { Icon } from '../ui/icons.tsx'
import type { Tone } from '../ui/note.tsx'
import { useWords } from './words.ts'

/** Green is for one outcome alone; an open question never looks like a bad paper. */
const TONES: Readonly<Record<Outcome, Tone>> = {
  valid: 'ok',
  replaced: 'wait',
  expired: 'wait',
  revoked: 'stop',
  altered: 'stop',
  damaged: 'wait',
  'not-ours': 'stop',
  'cannot-check': 'info',
}
export const toneOf = (outcome: Outcome): Tone => TONES[outcome]

/** The verdict, what it means and what to do. */
export function OutcomeCard(props: {
  readonly outcome: Outcome
  /** In place of the usual words. */
  readonly means?: string
  readonly toDo?: string
  readonly ground?: string | null
  /** Why and since when it is over, one line each. */
  readonly why?: readonly string[]
  readonly checked?: string
  readonly children?: ReactNode
}) {
  const t = useWords()
  return (
    <section className={`outcome tone-${toneOf(props.outcome)}`} role="status" data-outcome={props.outcome}>
      <Icon name={toneOf(props.outcome)} />
      <div className="outcome-text">
        <h1>{t(`verdict.${props.outcome}.word`)}</h1>
        <p className="outcome-means">{props.means ?? t(`verdict.${props.outcome}.means`)}</p>
        <p className="outcome-do">{props.toDo ?? t(`verdict.${props.outcome}.toDo`)}</p>
        {props.why?.map(line => (
          <p key={line}>{line}</p>
        ))}
        {props.ground && <p className="small">{props.ground}</p>}
        {props.checked && <p className="small">{props.checked}</p>}
        {props.children && <div className="outcome-keys">{props.children}</div>}
      </div>
    </section>
  )
}
