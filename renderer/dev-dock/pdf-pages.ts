import { GlobalWorkerOptions, getDocument, type PDFDocumentLoadingTask } from 'pdfjs-dist/legacy/build/pdf.mjs'
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'

GlobalWorkerOptions.workerSrc = workerUrl

/** Documents that stay open for further pages. */
const OPEN_MAX = 6

const openDocuments = new Map<string, PDFDocumentLoadingTask>()

/** The document at `papers/<sha256>.pdf`. The least recently used one is closed when there are too many. */
function documentOf(sha256: string): PDFDocumentLoadingTask {
  const task = openDocuments.get(sha256) ?? getDocument({ url: `papers/${sha256}.pdf`, useWasm: false, verbosity: 0 })
  openDocuments.delete(sha256)
  openDocuments.set(sha256, task)
  const [oldest] = openDocuments
  if (openDocuments.size > OPEN_MAX && oldest) {
    openDocuments.delete(oldest[0])
    void oldest[1].destroy()
  }
  return task
}

// One page at a time: a document that is closed in the middle of a drawing would spoil it, and the page stays quick.
let lastDrawing: Promise<unknown> = Promise.resolve()

/** Draws a page, counted from 1, `widthPx` CSS pixels wide. Rejects when it can't be drawn. */
export function drawSheetPage(sha256: string, page: number, canvas: HTMLCanvasElement, widthPx: number): Promise<void> {
  const drawing = lastDrawing.then(async () => {
    const proxy = await (await documentOf(sha256).promise).getPage(page)
    const dense = widthPx * Math.min(window.devicePixelRatio, 2)
    const viewport = proxy.getViewport({ scale: dense / proxy.getViewport({ scale: 1 }).width })
    canvas.width = Math.round(viewport.width)
    canvas.height = Math.round(viewport.height)
    await proxy.render({ canvas, viewport, intent: 'print' }).promise
  })
  lastDrawing = drawing.catch(() => {})
  return drawing
}
