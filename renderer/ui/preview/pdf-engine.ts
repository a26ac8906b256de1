import { getDocument, type PDFDocumentProxy, PDFWorker, type RenderTask } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { startPdfWorker } from './worker-script.ts'

/** A document that is open for looking at. */
export interface OpenDocument {
  readonly pages: number
  /** Width by height of a page, in points. */
  sizeOf(page: number): Promise<{ width: number; height: number }>
  /** Draws `page`, from 1, on `canvas`, `widthPx` device pixels wide. A drawing that is overtaken by another is given up. */
  draw(page: number, canvas: HTMLCanvasElement, widthPx: number): Promise<'drawn' | 'overtaken'>
  /** Drops the document and ends the process that held its bytes. */
  close(): void
}

let spare: Worker | null = null

/** Starts the worker that the next document will use, so that opening one need not wait for it. */
export function warmUp(): void {
  spare ??= startPdfWorker()
}

/**
 * Opens a PDF. Each document has a worker of its own that ends with it: nothing of one visitor's file is in memory when the
 * next one comes. `bytes` are handed over and empty afterwards. Rejects when the file can't be read.
 */
export async function openDocument(bytes: Uint8Array): Promise<OpenDocument> {
  warmUp()
  const port = spare!
  spare = null
  const worker = PDFWorker.create({ port })
  const close = () => {
    worker.destroy()
    port.terminate()
  }
  try {
    // Files are the university's own, with all fonts embedded: no maps, standard fonts or WebAssembly decoders are needed.
    const file = await getDocument({
      data: bytes,
      worker,
      useWasm: false,
      useSystemFonts: false,
      enableXfa: false,
      verbosity: 0,
    }).promise
    return { ...drawing(file), close }
  } catch (error) {
    close()
    throw error
  }
}

function drawing(file: PDFDocumentProxy): Omit<OpenDocument, 'close'> {
  const tasks = new WeakMap<HTMLCanvasElement, RenderTask>()
  return {
    pages: file.numPages,
    sizeOf: async page => {
      const { width, height } = (await file.getPage(page)).getViewport({ scale: 1 })
      return { width, height }
    },
    draw: async (page, canvas, widthPx) => {
      tasks.get(canvas)?.cancel()
      const proxy = await file.getPage(page)
      const viewport = proxy.getViewport({ scale: widthPx / proxy.getViewport({ scale: 1 }).width })
      // pdf.js allows one drawing a canvas at a time: another may have begun while the page was fetched.
      tasks.get(canvas)?.cancel()
      canvas.width = Math.round(viewport.width)
      canvas.height = Math.round(viewport.height)
      const task = proxy.render({ canvas, viewport, intent: 'display' })
      tasks.set(canvas, task)
      try {
        await task.promise
        return 'drawn'
      } catch (error) {
        if (error instanceof Error && error.name === 'RenderingCancelledException') return 'overtaken'
        throw error
      } finally {
        if (tasks.get(canvas) === task) tasks.delete(canvas)
      }
    },
  }
}
