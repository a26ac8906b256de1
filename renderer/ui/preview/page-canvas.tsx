import { useEffect, useRef } from 'react'
import type { OpenDocument } from './pdf-engine.ts'

export interface PageCanvasProps {
  readonly file: OpenDocument
  readonly page: number
  /** Width on the screen in CSS pixels; drawn at the screen's own resolution. */
  readonly widthPx: number
  readonly label: string
  readonly onDrawn?: () => void
  readonly onFailed?: () => void
}

/** One page as a picture. What was drawn is wiped when the page is left. */
export function PageCanvas({ file, page, widthPx, label, onDrawn, onFailed }: PageCanvasProps) {
  const ref = useRef<HTMLCanvasElement>(null)
  const told = useRef({ onDrawn, onFailed })
  told.current = { onDrawn, onFailed }
  useEffect(() => {
    const canvas = ref.current
    if (!canvas || widthPx < 1) return
    let left = false
    file.draw(page, canvas, widthPx * window.devicePixelRatio).then(
      outcome => {
        if (left || outcome !== 'drawn') return
        canvas.dataset.drawn = String(page)
        told.current.onDrawn?.()
      },
      () => {
        if (!left) told.current.onFailed?.()
      },
    )
    return () => {
      left = true
    }
  }, [file, page, widthPx])
  useEffect(() => {
    const canvas = ref.current
    return () => {
      if (!canvas) return
      canvas.width = 0
      canvas.height = 0
    }
  }, [])
  return <canvas className="page" ref={ref} role="img" aria-label={label} style={{ width: `${widthPx}px` }} />
}
