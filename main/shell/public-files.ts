import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'

/** The only kinds of file that a shell hands to its page; a file of any other kind does not exist for it. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.otf': 'font/otf',
  '.wasm': 'application/wasm',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.bcmap': 'application/octet-stream',
  '.pfb': 'application/octet-stream',
  '.icc': 'application/vnd.iccprofile',
}

export interface PublicFile {
  readonly contentType: string
  read(): Promise<Uint8Array<ArrayBuffer>>
}

export interface PublicFiles {
  /** The file at a URL path such as `/assets/main.js`; `/` is `/index.html`. Null for everything else. */
  find(urlPath: string): PublicFile | null
}

/**
 * The files of a built page. The folder is listed once, and only what was listed is ever served, so a path can't lead
 * out of it, however it is written. Links are not followed. Throws if the folder can't be read.
 */
export function publicFiles(folder: string): PublicFiles {
  const files = new Map<string, PublicFile>()
  const list = (subfolder: string, urlPath: string) => {
    for (const entry of readdirSync(subfolder, { withFileTypes: true })) {
      const path = join(subfolder, entry.name)
      const contentType = CONTENT_TYPES[extname(entry.name).toLowerCase()]
      if (entry.isDirectory()) list(path, `${urlPath}${entry.name}/`)
      else if (entry.isFile() && contentType) {
        files.set(`${urlPath}${entry.name}`, { contentType, read: async () => new Uint8Array(await readFile(path)) })
      }
    }
  }
  list(folder, '/')
  return {
    find: urlPath => {
      const path = decoded(urlPath)
      return (path === null ? undefined : files.get(path === '/' ? '/index.html' : path)) ?? null
    },
  }
}

function decoded(urlPath: string): string | null {
  try {
    return decodeURIComponent(urlPath)
  } catch {
    return null
  }
}
