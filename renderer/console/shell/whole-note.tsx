import type { ReactNode } from 'react'

/** In the place of a page: why there is none, and the way on. */
export function WholeNote({
  title,
  toDo,
  wayOn,
}: {
  readonly title: string
  readonly toDo: string
  readonly wayOn: ReactNode
}) {
  return (
    <div className="whole-note">
      <h1>{title}</h1>
      <p>{toDo}</p>
      {wayOn}
    </div>
  )
}
