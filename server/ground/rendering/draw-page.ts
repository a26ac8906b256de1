import { getDocument, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** What of drawing on a canvas is used here; pdf.js brings @napi-rs/canvas where there is no browser. */
export interface DrawingContext {
  fillStyle: string
  save(): void
  restore(): void
  translate(x: number, y: number): void
  rotate(angle: number): void
  scale(x: number, y: number): void
  fill(path: object): void
  getImageData(x: number, y: number, width: number, height: number): Pixels
  putImageData(pixels: Pixels, x: number, y: number): void
}

/** Four bytes a pixel, row by row. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly data: Uint8ClampedArray
}

/** A page on its canvas. */
export interface DrawnPage {
  readonly width: number
  readonly height: number
  readonly context: DrawingContext
  png(): Uint8Array<ArrayBuffer>
}

interface CanvasFactory {
  create(width: number, height: number): { readonly canvas: DrawnCanvas; readonly context: DrawingContext }
}
type DrawnCanvas = NonNullable<Parameters<PDFPageProxy['render']>[0]['canvas']> & {
  toBuffer(mediaType: 'image/png'): Uint8Array
}

/** A file whose pages are drawn. */
export interface OpenPages {
  readonly count: number
  /** In points. */
  size(page: number): Promise<{ readonly width: number; readonly height: number }>
  /** From 1. Rejects when there is no such page, or it cannot be drawn. */
  draw(page: number, widthPx: number): Promise<DrawnPage>
  close(): Promise<void>
}

/** Opens a file of our own, with all fonts embedded: no maps, standard fonts or WebAssembly decoders are needed. Rejects when it is none. */
export async function openPages(pdf: Uint8Array): Promise<OpenPages> {
  const options = { useWasm: false, useSystemFonts: false, enableXfa: false, disableFontFace: true, verbosity: 0 }
  const loading = getDocument({ data: pdf, ...options })
  const file = await loading.promise.catch(async (error: unknown) => {
    await loading.destroy()
    throw error
  })
  const factory = file.canvasFactory as CanvasFactory
  return {
    count: file.numPages,
    size: async page => {
      const { width, height } = (await file.getPage(page)).getViewport({ scale: 1 })
      return { width, height }
    },
    draw: async (page, widthPx) => {
      const proxy = await file.getPage(page)
      const viewport = proxy.getViewport({ scale: widthPx / proxy.getViewport({ scale: 1 }).width })
      const [width, height] = [Math.round(viewport.width), Math.round(viewport.height)]
      const { canvas, context } = factory.create(width, height)
      await proxy.render({ canvas, viewport, intent: 'display' }).promise
      return { width, height, context, png: () => new Uint8Array(canvas.toBuffer('image/png')) }
    },
    close: () => loading.destroy(),
  }
}
