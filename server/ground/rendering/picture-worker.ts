import { parentPort } from 'node:worker_threads'
import { getDocument, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { PictureAnswer, PictureJob } from './picture-messages.ts'

/** Entry point of a thread that draws pages of our own files, one at a time, with what draws them at the kiosk. */
if (!parentPort) throw new Error('the picture worker runs in a worker thread')
const port = parentPort
const answer = (message: PictureAnswer) => port.postMessage(message)

/** What pdf.js gives out where it has no browser: a canvas of @napi-rs/canvas. */
interface CanvasFactory {
  create(width: number, height: number): { readonly canvas: DrawnCanvas }
}
type DrawnCanvas = NonNullable<Parameters<PDFPageProxy['render']>[0]['canvas']> & {
  toBuffer(mediaType: 'image/png'): Uint8Array
}

port.on('message', async (job: PictureJob) => {
  try {
    answer({ kind: 'drawn', png: new Uint8Array(await draw(job)) })
  } catch {
    answer({ kind: 'drawn', png: null })
  }
})
answer({ kind: 'ready' })

async function draw({ pdf, page, widthPx }: PictureJob): Promise<Uint8Array> {
  // Files are the university's own, with all fonts embedded: no maps, standard fonts or WebAssembly decoders are needed.
  const options = { useWasm: false, useSystemFonts: false, enableXfa: false, disableFontFace: true, verbosity: 0 }
  const loading = getDocument({ data: pdf, ...options })
  try {
    const file = await loading.promise
    const proxy = await file.getPage(page)
    const viewport = proxy.getViewport({ scale: widthPx / proxy.getViewport({ scale: 1 }).width })
    const factory = file.canvasFactory as CanvasFactory
    const { canvas } = factory.create(Math.round(viewport.width), Math.round(viewport.height))
    await proxy.render({ canvas, viewport, intent: 'display' }).promise
    return canvas.toBuffer('image/png')
  } finally {
    await loading.destroy()
  }
}
