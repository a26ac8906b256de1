import type { ReactNode } from 'react'
import './parts.css'

/** One part with its name, which is that of its file. */
export function Part({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <section className="part" data-part={name}>
      <h2 lang="en">{name}</h2>
      <div className="part-row">{children}</div>
    </section>
  )
}
