import { type KeyboardEvent, type PointerEvent, type ReactNode, useId, useRef, useState } from 'react'
import type { Spot } from '../../src/contract/enquiries-api.ts'
import { boxBetween, movedSpot, pointAt, type Share } from './spot-geometry.ts'
import { useWords } from './words.ts'

export interface SpotMarkerProps {
  readonly page: number
  /** Null while nothing is marked; of another page, it is not shown. */
  readonly spot: Spot | null
  readonly onSpot: (spot: Spot | null) => void
  /** How large the picture is shown. */
  readonly size: number
  readonly children: ReactNode
}

/** A picture of a page on which a spot is marked: a point by a tap, a box by drawing one, and both by the keyboard. */
export function SpotMarker({ page, spot, onSpot, size, children }: SpotMarkerProps) {
  const t = useWords()
  const how = useId()
  const from = useRef<{ readonly at: Share; readonly before: Spot | null } | null>(null)
  const [drawn, setDrawn] = useState<Spot | null>(null)
  const own = drawn ?? (spot?.page === page ? spot : null)

  const down = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.isPrimary || event.button !== 0) return
    const at = shareOf(event)
    from.current = { at, before: spot }
    event.currentTarget.setPointerCapture(event.pointerId)
    setDrawn(pointAt(page, at))
  }
  const move = (event: PointerEvent<HTMLDivElement>) => {
    if (from.current) setDrawn(boxBetween(page, from.current.at, shareOf(event)))
  }
  const up = (event: PointerEvent<HTMLDivElement>) => {
    if (!from.current) return
    onSpot(boxBetween(page, from.current.at, shareOf(event)))
    from.current = null
    setDrawn(null)
  }
  /** The page was moved after all, and nothing was meant by it. */
  const cancel = () => {
    from.current = null
    setDrawn(null)
  }
  const press = (event: KeyboardEvent) => {
    const next = movedSpot(own, page, event.key, event.shiftKey)
    if (next === undefined) return
    event.preventDefault()
    event.stopPropagation()
    onSpot(next)
  }
  return (
    <>
      <div
        role="application"
        className="marker"
        data-size={size}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys mark a spot on it
        tabIndex={0}
        aria-label={t('mark.place')}
        aria-describedby={how}
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={cancel}
        onKeyDown={press}
      >
        {children}
        {own && <Mark spot={own} />}
      </div>
      <p id={how} className="mark-keys small">
        {t('mark.keys')}
      </p>
    </>
  )
}

const percent = (share: number) => `${share * 100}%`

function Mark({ spot: { x, y, width, height } }: { readonly spot: Spot }) {
  const isPoint = width === 0 || height === 0
  // physical: the picture of a page is not mirrored where a language is read from the right
  const at = { left: percent(x), top: percent(y) }
  const box = { ...at, width: percent(width), height: percent(height) }
  return <i className={isPoint ? 'mark-point' : 'mark-box'} style={isPoint ? at : box} />
}

function shareOf({ currentTarget, clientX, clientY }: PointerEvent<HTMLElement>): Share {
  const { left, top, width, height } = currentTarget.getBoundingClientRect()
  return { x: (clientX - left) / width, y: (clientY - top) / height }
}
