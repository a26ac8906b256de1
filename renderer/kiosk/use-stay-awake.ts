import { useEffect } from 'react'
import { useKiosk } from './kiosk-context.ts'

/** Turning pages tells the station nothing; this says that someone is there, no more often than this. */
const AGAIN_MS = 3_000

/** While a clock runs that ends the visit of somebody who is gone, any touch and any key counts as being there. */
export function useStayAwake(): void {
  const { view, send, clock } = useKiosk()
  const runs = view.isSetBackByTouch && !view.asking
  useEffect(() => {
    if (!runs) return
    let saidAtMs = Number.NEGATIVE_INFINITY
    const say = () => {
      const nowMs = clock.monotonic()
      if (nowMs - saidAtMs < AGAIN_MS) return
      saidAtMs = nowMs
      send({ kind: 'stay' })
    }
    document.addEventListener('pointerup', say)
    document.addEventListener('keydown', say)
    return () => {
      document.removeEventListener('pointerup', say)
      document.removeEventListener('keydown', say)
    }
  }, [runs, send, clock])
}
