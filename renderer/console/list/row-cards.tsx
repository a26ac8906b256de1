import { PlaceLink } from '../shell/place-link.tsx'
import type { ListProps } from './list-parts.ts'

/** So many are drawn at once: what a phone can hold. */
export const CARDS_AT_ONCE = 100

export interface RowCardsProps<Row> extends Pick<ListProps<Row>, 'label' | 'columns' | 'rowKey' | 'open'> {
  readonly rows: readonly Row[]
}

/** The rows on a phone: each a card, named by its first column. */
export function RowCards<Row>({ label, columns, rows, rowKey, open }: RowCardsProps<Row>) {
  const [first, ...others] = columns
  return (
    <ul className="row-cards" aria-label={label}>
      {rows.map(row => (
        <li key={rowKey(row)}>
          <div className="row-card-name">
            {open ? <PlaceLink to={open(row)}>{first?.show(row)}</PlaceLink> : first?.show(row)}
          </div>
          <dl>
            {others.map(({ key, title, show }) => (
              <div key={key}>
                <dt>{title}</dt>
                <dd>{show(row)}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  )
}
