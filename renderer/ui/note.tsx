import type { ReactNode } from 'react'
import { Icon } from './icons.tsx'

export type Tone = 'ok' | 'info' | 'wait' | 'stop'

/** A sentence or two that matter, with a sign that can be told apart without colour. */
export function Note({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return (
    <div className={`note tone-${tone}`}>
      <Icon name={tone} />
      <div className="note-text">{children}</div>
    </div>
  )
}
