import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'

export interface PageFile {
  readonly body: Buffer
  /** The same, compressed with Brotli (RFC 7932); null for what is compressed by nature. */
  readonly brotli: Buffer | null
  readonly type: string
  /** Of the style sheets that a page carries itself, as a content security policy names them. */
  readonly styleHashes: readonly string[]
  /** Its name holds a hash of its content, so it never changes. */
  readonly isForEver: boolean
}

/** The built page's files and nothing else: what is not there when the server starts is never served. */
export interface PageFiles {
  /** `path` is relative to the page's folder, with slashes. */
  file(path: string): Promise<PageFile | null>
}

const COMPRESSIBLE = /\.(?:html|m?js|css|svg|webmanifest)$/

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
}

/** Opens the folder of a built page; null when it was never built. */
export function openPageFiles(folder: string): PageFiles | null {
  const names = namesIn(folder)
  if (!names.has('index.html')) return null
  const held = new Map<string, Promise<PageFile>>()
  return {
    file: async path => {
      const type = TYPES[extname(path)]
      if (!names.has(path) || type === undefined) return null
      let file = held.get(path)
      if (!file) {
        const isForEver = path.startsWith('assets/')
        file = load(join(folder, path)).then(loaded => {
          const styleHashes = extname(path) === '.html' ? styleHashesOf(loaded.body.toString()) : []
          return { ...loaded, type, isForEver, styleHashes }
        })
        // A file that could not be read is tried again when it is asked for again.
        file.catch(() => held.delete(path))
        held.set(path, file)
      }
      return file
    },
  }
}

/** Compressed once and kept: a phone on a slow line gets a third of the bytes. */
async function load(path: string): Promise<{ body: Buffer; brotli: Buffer | null }> {
  const body = await readFile(path)
  if (!COMPRESSIBLE.test(path)) return { body, brotli: null }
  const params = { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_SIZE_HINT]: body.length }
  return { body, brotli: await promisify(brotliCompress)(body, { params }) }
}

function styleHashesOf(page: string): string[] {
  const styles = [...page.matchAll(/<style>([^<]*)<\/style>/g)]
  return styles.map(([, style = '']) => `'sha256-${createHash('sha256').update(style).digest('base64')}'`)
}

function namesIn(folder: string): Set<string> {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
    const files = entries
      .filter(entry => entry.isFile())
      .map(entry => relative(folder, join(entry.parentPath, entry.name)))
    return new Set(files.map(file => file.split(sep).join('/')))
  } catch {
    return new Set()
  }
}
