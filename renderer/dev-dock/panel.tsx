import type { ReactNode } from 'react'

export type Mood = 'good' | 'busy' | 'bad' | 'off'

interface PanelProps {
  readonly title: string
  readonly status?: string
  readonly mood?: Mood
  readonly children: ReactNode
  readonly name: string
}

/** One device: its name, how it is, and what can be done to it. */
export function Panel({ title, status, mood = 'good', children, name }: PanelProps) {
  return (
    <section className="panel" aria-label={title} data-panel={name}>
      <header>
        <h2>{title}</h2>
        {status !== undefined && (
          <span className={`status ${mood}`} data-status={name}>
            {status}
          </span>
        )}
      </header>
      {children}
    </section>
  )
}
