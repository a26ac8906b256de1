import { type RefObject, useEffect, useState } from 'react'
import type { OpenDocument } from './pdf-engine.ts'

/** The width in CSS pixels at which `page` fits whole into the frame; 0 until it is known. */
export function useFittedWidth(frame: RefObject<HTMLElement | null>, file: OpenDocument | null, page: number): number {
  const [widthPx, setWidthPx] = useState(0)
  useEffect(() => {
    const element = frame.current
    if (!element || !file) return
    let shape: { width: number; height: number } | null = null
    let left = false
    const refit = () => {
      if (left || !shape) return
      setWidthPx(Math.floor(Math.min(element.clientWidth, (element.clientHeight * shape.width) / shape.height)))
    }
    const observer = new ResizeObserver(refit)
    observer.observe(element)
    file.sizeOf(page).then(
      size => {
        shape = size
        refit()
      },
      () => {
        // The drawing of the same page fails in the same way, and says so.
      },
    )
    return () => {
      left = true
      observer.disconnect()
    }
  }, [frame, file, page])
  return widthPx
}
