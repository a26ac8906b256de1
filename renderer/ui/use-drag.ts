import { type PointerEvent, useRef } from 'react'

interface DragHandlers {
  readonly onPointerDown: (event: PointerEvent) => void
  readonly onPointerMove: (event: PointerEvent) => void
  readonly onPointerUp: (event: PointerEvent) => void
  readonly onPointerCancel: (event: PointerEvent) => void
}

/** Follows one finger, or the mouse: tells by how many pixels it moved while it was down. A second finger changes nothing. */
export function useDrag(onMove: (dxPx: number, dyPx: number) => void): DragHandlers {
  const held = useRef<{ readonly pointerId: number; readonly x: number; readonly y: number } | null>(null)
  const release = ({ pointerId }: PointerEvent) => {
    if (held.current?.pointerId === pointerId) held.current = null
  }
  return {
    onPointerDown: event => {
      if (held.current) return
      held.current = { pointerId: event.pointerId, x: event.clientX, y: event.clientY }
      event.currentTarget.setPointerCapture(event.pointerId)
    },
    onPointerMove: event => {
      const from = held.current
      if (from?.pointerId !== event.pointerId) return
      onMove(event.clientX - from.x, event.clientY - from.y)
      held.current = { pointerId: event.pointerId, x: event.clientX, y: event.clientY }
    },
    onPointerUp: release,
    onPointerCancel: release,
  }
}
