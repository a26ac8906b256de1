import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A page as poppler draws it: three bytes a pixel. For tests: text extraction passes on pages whose glyphs are missing. */
export interface Raster {
  readonly width: number
  readonly height: number
  readonly rgb: Uint8Array
  readonly dpi: number
}

/** Whether poppler's tools are on this machine. */
export const hasPoppler = (() => {
  try {
    execFileSync('pdftoppm', ['-v'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

/** Every page of a PDF. */
export function rasterise(pdf: Uint8Array, dpi: number): Raster[] {
  return withFile(pdf, (file, dir) => {
    execFileSync('pdftoppm', ['-r', String(dpi), file, join(dir, 'page')])
    const pages = readdirSync(dir)
      .filter(name => name.endsWith('.ppm'))
      .sort()
    return pages.map(name => readPpm(readFileSync(join(dir, name)), dpi))
  })
}

/** The text of a PDF, page by page. */
export function textOf(pdf: Uint8Array): string[] {
  return withFile(pdf, file => {
    const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
    return text.split('\f').slice(0, -1)
  })
}

function withFile<T>(pdf: Uint8Array, run: (file: string, dir: string) => T): T {
  const dir = mkdtempSync(join(tmpdir(), 'raster-'))
  try {
    const file = join(dir, 'file.pdf')
    writeFileSync(file, pdf)
    return run(file, dir)
  } finally {
    rmSync(dir, { recursive: true })
  }
}

function readPpm(bytes: Uint8Array, dpi: number): Raster {
  const head = /^P6\s(\d+)\s(\d+)\s255\s/.exec(Buffer.from(bytes.subarray(0, 40)).toString('latin1'))
  if (!head) throw new Error('the picture is not a binary PPM')
  return { width: Number(head[1]), height: Number(head[2]), rgb: bytes.subarray(head[0].length), dpi }
}

/** The box around all pixels that `counts`, in millimetres from the page's top left; null when there is none. */
export function boxOf(
  { width, height, rgb, dpi }: Raster,
  counts: (red: number, green: number, blue: number) => boolean,
): { left: number; top: number; right: number; bottom: number } | null {
  const box = { left: width, top: height, right: -1, bottom: -1 }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 3
      if (!counts(rgb[at]!, rgb[at + 1]!, rgb[at + 2]!)) continue
      box.left = Math.min(box.left, x)
      box.right = Math.max(box.right, x + 1)
      box.top = Math.min(box.top, y)
      box.bottom = Math.max(box.bottom, y + 1)
    }
  }
  if (box.right < 0) return null
  const mm = (pixels: number) => (pixels * 25.4) / dpi
  return { left: mm(box.left), top: mm(box.top), right: mm(box.right), bottom: mm(box.bottom) }
}

export const isInk = (red: number, green: number, blue: number) => red + green + blue < 600
export const isVermilion = (red: number, green: number, blue: number) => red > 150 && green < 110 && blue < 110

const CELLS = { across: 21, down: 30 }

/** How dark each part of a page is, 0 to 255, in rows of two hex digits a cell: small enough to keep, fine enough to miss a word. */
export function inkMap({ width, height, rgb }: Raster): string[] {
  return Array.from({ length: CELLS.down }, (_, row) =>
    Array.from({ length: CELLS.across }, (_, column) => {
      const [x0, x1] = [column, column + 1].map(edge => Math.floor((edge * width) / CELLS.across)) as [number, number]
      const [y0, y1] = [row, row + 1].map(edge => Math.floor((edge * height) / CELLS.down)) as [number, number]
      let sum = 0
      for (let y = y0; y < y1; y++) for (let x = x0; x < x1; x++) sum += 255 - rgb[(y * width + x) * 3 + 1]!
      return Math.round(sum / ((x1 - x0) * (y1 - y0)))
        .toString(16)
        .padStart(2, '0')
    }).join(''),
  )
}

/** The greatest difference between two ink maps, 0 to 255; 255 when their shapes differ. */
export function inkDifference(one: readonly string[], other: readonly string[]): number {
  if (one.length !== other.length) return 255
  return Math.max(
    ...one.map((row, at) => {
      const against = other[at] ?? ''
      if (row.length !== against.length) return 255
      const cells = (text: string) => (text.match(/../g) ?? []).map(cell => Number.parseInt(cell, 16))
      return Math.max(...cells(row).map((cell, column) => Math.abs(cell - cells(against)[column]!)))
    }),
  )
}
