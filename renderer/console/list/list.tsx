import { Button, Empty, Grid, Spin } from 'antd'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useConsole } from '../shell/console-context.ts'
import { Trouble } from '../shell/trouble.tsx'
import { CsvButton } from './csv-button.tsx'
import type { ListProps } from './list-parts.ts'
import { CARDS_AT_ONCE, RowCards } from './row-cards.tsx'
import { RowTable, type RowTableHandle } from './row-table.tsx'
import { useRows } from './use-rows.ts'
import { useWish } from './use-wish.ts'
import { WishBar } from './wish-bar.tsx'
import { useListWords } from './words.ts'

/**
 * Rows that are asked for part by part: search and filters stand in the address, arrow keys and Enter go through them, and thousands scroll
 * without a pause. On a phone each row is a card.
 */
export function List<Row>(props: ListProps<Row>) {
  const { label, ask, rowKey, open, filters = [], csvName, empty, version, columns } = props
  const t = useListWords()
  const { goTo } = useConsole()
  const isWide = Grid.useBreakpoint().md ?? true
  const wish = useWish(filters)
  const list = useRows(ask, wish, version)
  const [active, setActive] = useState(-1)
  const [cards, setCards] = useState(CARDS_AT_ONCE)
  const table = useRef<RowTableHandle>(null)
  const searchField = useRef<HTMLInputElement>(null)
  const { rows, isBusy, refusal } = list
  const isAsked = wish.search !== undefined || Object.keys(wish.filters).length > 0

  const shown = isWide ? rows : rows.slice(0, cards)
  const hasMore = list.hasMore || shown.length < rows.length
  const more = () => {
    setCards(before => before + CARDS_AT_ONCE)
    if (shown.length === rows.length) list.more()
  }
  const step = (to: number) => {
    const at = Math.min(Math.max(to, 0), rows.length - 1)
    if (to >= rows.length) list.more()
    setActive(at)
    table.current?.show(at)
  }
  const onKey = (event: KeyboardEvent) => {
    const isTyping = (event.target as HTMLElement).closest('input, textarea, select, .ant-select')
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return
    const steps: Readonly<Record<string, number>> = {
      ...{ ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + 10, PageUp: active - 10 },
      ...{ Home: 0, End: rows.length - 1 },
    }
    const to = steps[event.key]
    const row = rows[active]
    if (event.key === '/') searchField.current?.focus()
    else if (to !== undefined && rows.length > 0) step(to)
    else if (event.key === 'Enter' && row && open && !(event.target as HTMLElement).closest('a, button'))
      goTo({ path: open(row), query: {} })
    else return
    event.preventDefault()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the rows inside, which are links.
    <div className="list" onKeyDown={onKey}>
      <WishBar
        {...props}
        wish={wish}
        fieldRef={searchField}
        csv={csvName !== undefined && rows.length > 0 && <CsvButton name={csvName} columns={columns} all={list.all} />}
      />
      {refusal && <Trouble refusal={refusal} onAgain={list.again} />}
      {rows.length === 0 && !isBusy && !refusal && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={isAsked ? t('none') : (empty ?? t('empty'))} />
      )}
      {rows.length === 0 && isBusy && <Spin className="opening" description={t('loading')} />}
      {rows.length > 0 &&
        (isWide ? (
          <RowTable
            {...{ label, columns, rows, rowKey, isBusy, active }}
            {...(open && { open })}
            onActive={setActive}
            ref={table}
          />
        ) : (
          <RowCards {...{ label, columns, rows: shown, rowKey }} {...(open && { open })} />
        ))}
      {rows.length > 0 && (
        <div className="list-foot">
          <span role="status">{t(hasMore ? 'countMore' : 'count', { count: shown.length })}</span>
          {hasMore && (
            <Button onClick={more} loading={isBusy}>
              {t('more')}
            </Button>
          )}
          {isWide && <span className="list-keys">{t('keys')}</span>}
        </div>
      )}
    </div>
  )
}
