import { useLayoutEffect, useRef, useState } from 'react'
import { Icon, type IconName } from '../../ui/icons.tsx'
import { PressButton } from '../../ui/press-button.tsx'
import { PageCanvas } from '../../ui/preview/page-canvas.tsx'
import type { OpenDocument } from '../../ui/preview/pdf-engine.ts'
import { useDrag } from '../../ui/use-drag.ts'
import { useEscape } from '../../ui/use-escape.ts'
import { useWords } from '../kiosk-context.ts'

/** How much wider than the frame the page is drawn, and how far one touch moves it. */
const MAGNIFICATION = 1.6
const STEP_SHARE = 0.5

const MOVES = [
  { word: 'previewing.left', icon: 'back', dx: -1, dy: 0 },
  { word: 'previewing.up', icon: 'up', dx: 0, dy: -1 },
  { word: 'previewing.down', icon: 'down', dx: 0, dy: 1 },
  { word: 'previewing.right', icon: 'forward', dx: 1, dy: 0 },
] as const satisfies { word: string; icon: IconName; dx: number; dy: number }[]

/** A closer look at the pages, one at a time: moved by a finger or with buttons, closed with one more or the Escape key. */
export function Zoom(props: {
  readonly file: OpenDocument
  readonly page: number
  readonly pages: number
  readonly label: string
  readonly onTurn: (page: number) => void
  readonly onClose: () => void
}) {
  const { t } = useWords()
  const frame = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState({ width: 0, height: 0 })
  const [at, setAt] = useState({ x: 0, y: 0 })
  const [pageHeightPx, setPageHeightPx] = useState(0)
  useLayoutEffect(() => {
    const element = frame.current
    if (!element) return
    const observer = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  const widthPx = Math.floor(size.width * MAGNIFICATION)
  useLayoutEffect(() => {
    let left = false
    props.file.sizeOf(props.page).then(
      shape => !left && setPageHeightPx((widthPx * shape.height) / shape.width),
      () => {
        // The drawing of the same page fails in the same way.
      },
    )
    return () => {
      left = true
    }
  }, [props.file, props.page, widthPx])

  const most = { x: Math.max(0, widthPx - size.width), y: Math.max(0, pageHeightPx - size.height) }
  const within = (x: number, y: number) => ({
    x: Math.min(most.x, Math.max(0, x)),
    y: Math.min(most.y, Math.max(0, y)),
  })
  const after = (dx: number, dy: number) =>
    within(at.x + dx * size.width * STEP_SHARE, at.y + dy * size.height * STEP_SHARE)
  const drag = useDrag((dxPx, dyPx) => setAt(now => within(now.x - dxPx, now.y - dyPx)))
  const { onClose, onTurn, page, pages } = props
  useEscape(onClose)
  const turn = (to: number) => {
    setAt({ x: 0, y: 0 })
    onTurn(to)
  }
  return (
    <div className="zoom" role="dialog" aria-modal="true" aria-label={t('previewing.zoomTitle')}>
      <div className="zoom-frame" ref={frame} {...drag}>
        <div className="zoom-page" style={{ transform: `translate(${-at.x}px, ${-at.y}px)` }}>
          <PageCanvas file={props.file} page={props.page} widthPx={widthPx} label={props.label} />
        </div>
      </div>
      <div className="zoom-keys">
        {MOVES.map(({ word, icon, dx, dy }) => {
          const next = after(dx, dy)
          return (
            <PressButton
              key={word}
              look="plain"
              className="turn"
              label={t(word)}
              disabled={next.x === at.x && next.y === at.y}
              onPress={() => setAt(next)}
            >
              <Icon name={icon} />
            </PressButton>
          )
        })}
        {pages > 1 && (
          <>
            <PressButton look="quiet" disabled={page <= 1} onPress={() => turn(page - 1)}>
              {t('previewing.previous')}
            </PressButton>
            <span className="zoom-page-word" role="status">
              {t('previewing.page', { page, pages })}
            </span>
            <PressButton look="quiet" disabled={page >= pages} onPress={() => turn(page + 1)}>
              {t('previewing.next')}
            </PressButton>
          </>
        )}
        <PressButton look="act" onPress={onClose} autoFocus>
          {t('previewing.close')}
        </PressButton>
      </div>
    </div>
  )
}
