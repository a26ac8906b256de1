import type { ReactNode } from 'react'

export interface Fact {
  readonly label: ReactNode
  readonly value: ReactNode
}

/** Facts about one thing, each with its name. What is null or false is left out. */
export function Facts({ facts }: { readonly facts: readonly (Fact | null | false)[] }) {
  return (
    <dl className="facts">
      {facts
        .filter(fact => fact !== null && fact !== false)
        .map(({ label, value }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: facts keep their places.
          <div key={at}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}
