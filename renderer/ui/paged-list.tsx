import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { pageBreaks } from './page-breaks.ts'

export interface PagedListProps {
  readonly items: readonly { readonly key: string; readonly node: ReactNode }[]
  readonly mostItems: number
  /** The page that holds this item is shown first. */
  readonly showing: number
  /** Draws the way through the pages; not called when there is but one. */
  readonly pager: (page: number, pages: number, turn: (page: number) => void) => ReactNode
}

/**
 * A list that is cut into pages instead of scrolled. All items are laid out once, unseen, to learn how tall they are in the
 * language and text size of the moment.
 */
export function PagedList({ items, mostItems, showing, pager }: PagedListProps) {
  const frame = useRef<HTMLDivElement>(null)
  const measure = useRef<HTMLDivElement>(null)
  const pagerSize = useRef<HTMLDivElement>(null)
  const [starts, setStarts] = useState<readonly number[]>([0])
  const [chosen, setChosen] = useState<number | null>(null)

  useLayoutEffect(() => {
    const lay = () => {
      const [box, list] = [frame.current, measure.current]
      if (!box || !list) return
      const heights = [...list.children].map(child => child.getBoundingClientRect().height)
      const gap = Number.parseFloat(getComputedStyle(list).rowGap) || 0
      const whole = pageBreaks(heights, gap, box.clientHeight, mostItems)
      const pagerHeight = (pagerSize.current?.offsetHeight ?? 0) + gap
      const cut = whole.length === 1 ? whole : pageBreaks(heights, gap, box.clientHeight - pagerHeight, mostItems)
      setStarts(old => (old.join() === cut.join() ? old : cut))
    }
    lay()
    const observer = new ResizeObserver(lay)
    if (frame.current) observer.observe(frame.current)
    if (measure.current) observer.observe(measure.current)
    return () => observer.disconnect()
  }, [mostItems])

  const home = Math.max(
    0,
    starts.findLastIndex(start => start <= showing),
  )
  const page = Math.min(chosen ?? home, starts.length - 1)
  const shown = items.slice(starts[page], starts[page + 1] ?? items.length)
  return (
    <div className="paged" ref={frame}>
      <div className="paged-items measure" ref={measure} aria-hidden="true" inert>
        {items.map(({ key, node }) => (
          <div key={key}>{node}</div>
        ))}
      </div>
      <div className="paged-pager-size" ref={pagerSize} />
      <div className="paged-items">
        {shown.map(({ key, node }) => (
          <div key={key}>{node}</div>
        ))}
      </div>
      {starts.length > 1 && pager(page, starts.length, setChosen)}
    </div>
  )
}
