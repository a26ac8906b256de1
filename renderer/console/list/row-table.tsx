import { Table, type TableRef } from 'antd'
import { type Ref, useEffect, useImperativeHandle, useMemo, useRef } from 'react'
import { PlaceLink } from '../shell/place-link.tsx'
import type { ListProps } from './list-parts.ts'

const USUAL_WIDTH_PX = 160
/** From then on only what is seen is drawn, in a part that scrolls by itself; fewer rows are a plain table of the page. */
const VIRTUAL_FROM = 200
const ROWS_HEIGHT_PX = 600

export interface RowTableHandle {
  /** Brings a row into sight and the keyboard to it. */
  show(at: number): void
}

export interface RowTableProps<Row> extends Pick<ListProps<Row>, 'label' | 'columns' | 'rowKey' | 'open'> {
  readonly rows: readonly Row[]
  readonly isBusy: boolean
  readonly active: number
  readonly onActive: (at: number) => void
  readonly ref: Ref<RowTableHandle>
}

/** The rows on a wide screen. */
export function RowTable<Row>({
  label,
  columns,
  rows,
  rowKey,
  open,
  isBusy,
  active,
  onActive,
  ref,
}: RowTableProps<Row>) {
  const frame = useRef<HTMLDivElement>(null)
  const table = useRef<TableRef>(null)
  const wanted = useRef(-1)
  const isVirtual = rows.length >= VIRTUAL_FROM
  const keyed = useMemo(() => rows.map((row, at) => ({ row, at, key: rowKey(row) })), [rows, rowKey])
  type Keyed = (typeof keyed)[number]

  const focus = (at: number) => {
    const link = frame.current?.querySelector<HTMLElement>(`[data-row="${at}"]`)
    if (!link) return false
    link.focus({ preventScroll: isVirtual })
    return true
  }
  useImperativeHandle(ref, () => ({
    show: at => {
      wanted.current = at
      if (isVirtual) table.current?.scrollTo({ index: at })
      if (focus(at)) wanted.current = -1
    },
  }))
  // A row that was not drawn yet takes the keyboard when it is.
  useEffect(() => {
    if (wanted.current >= 0 && focus(wanted.current)) wanted.current = -1
  })

  const widthPx = columns.reduce((sum, one) => sum + (one.widthPx ?? USUAL_WIDTH_PX), 0)
  const shown = columns.map(({ key, title, align, show, widthPx: own }, place) => ({
    ...{ key, title, width: own ?? USUAL_WIDTH_PX, ...(align && { align }) },
    render: (_: unknown, { row, at }: Keyed) => {
      if (place > 0) return show(row)
      const first = { 'data-row': at, onFocus: () => onActive(at) }
      if (!open)
        return (
          <span {...first} className="row-name" tabIndex={at === Math.max(active, 0) ? 0 : -1}>
            {show(row)}
          </span>
        )
      return (
        <PlaceLink to={open(row)} {...first}>
          {show(row)}
        </PlaceLink>
      )
    },
  }))
  return (
    <section ref={frame} aria-label={label}>
      <Table<Keyed>
        ref={table}
        dataSource={keyed}
        columns={shown}
        pagination={false}
        size="middle"
        loading={isBusy && rows.length === 0}
        rowClassName={({ at }) => (at === active ? 'row-active' : '')}
        {...(isVirtual
          ? { virtual: true, scroll: { x: widthPx, y: ROWS_HEIGHT_PX } }
          : { scroll: { x: 'max-content' as const } })}
      />
    </section>
  )
}
