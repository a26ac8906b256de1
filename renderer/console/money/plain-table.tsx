import type { ReactNode } from 'react'

export interface PlainColumn<Row> {
  readonly title: string
  readonly isNumber?: boolean
  readonly show: (row: Row) => ReactNode
}

/** A small table that is read as a whole; a wide one scrolls by itself. */
export function PlainTable<Row>({
  label,
  columns,
  rows,
  foot,
}: {
  readonly label: string
  readonly columns: readonly PlainColumn<Row>[]
  readonly rows: readonly Row[]
  /** A last row of sums. */
  readonly foot?: Row
}) {
  const cells = (row: Row) =>
    columns.map(({ title, isNumber, show }, at) =>
      at === 0 ? (
        <th key={title} scope="row">
          {show(row)}
        </th>
      ) : (
        <td key={title} className={isNumber ? 'number' : ''}>
          {show(row)}
        </td>
      ),
    )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard.
    <section className="plain-table" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {columns.map(({ title, isNumber }) => (
              <th key={title} scope="col" className={isNumber ? 'number' : ''}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows are of one answer and keep their places.
            <tr key={at}>{cells(row)}</tr>
          ))}
        </tbody>
        {foot !== undefined && (
          <tfoot>
            <tr>{cells(foot)}</tr>
          </tfoot>
        )}
      </table>
    </section>
  )
}
