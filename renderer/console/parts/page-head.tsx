import type { ReactNode } from 'react'

/** The top of every page: its title, a sentence where one helps, and its acts on the right. */
export function PageHead({
  title,
  lead,
  acts,
}: {
  readonly title: ReactNode
  readonly lead?: ReactNode
  readonly acts?: ReactNode
}) {
  return (
    <div className="page-head">
      <div>
        <h1>{title}</h1>
        {lead && <p className="page-lead">{lead}</p>}
      </div>
      {acts && <div className="page-acts">{acts}</div>}
    </div>
  )
}
