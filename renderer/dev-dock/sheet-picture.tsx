import { useEffect, useRef, useState } from 'react'
import { drawSheetPage } from './pdf-pages.ts'
import { useWords } from './words.ts'

interface SheetPictureProps {
  readonly sha256: string
  readonly page: number
  readonly widthPx: number
}

/** One side of a sheet, drawn from the very bytes that the printer received. */
export function SheetPicture({ sha256, page, widthPx }: SheetPictureProps) {
  const say = useWords()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [outcome, setOutcome] = useState<'drawing' | 'drawn' | 'failed'>('drawing')
  useEffect(() => {
    if (!canvas.current) return
    let gone = false
    drawSheetPage(sha256, page, canvas.current, widthPx).then(
      () => gone || setOutcome('drawn'),
      () => gone || setOutcome('failed'),
    )
    return () => {
      gone = true
    }
  }, [sha256, page, widthPx])
  return (
    <div className={`side ${outcome}`} style={{ width: widthPx }}>
      <canvas ref={canvas} data-page={page} data-outcome={outcome} role="img" aria-label={say('page', { n: page })} />
      {outcome === 'failed' && <p>{say('notDrawn')}</p>}
    </div>
  )
}
