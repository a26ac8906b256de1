import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { FOLDER_BYTES_MAX, FOLDER_FILES_MAX, type FolderFault } from '../../src/contract/templates-api.ts'
import { err, ok, type Result } from '../../src/result.ts'

/** A folder by the paths of its files. */
export type Folder = ReadonlyMap<string, Uint8Array>

const FAULTS_MAX = 50
/** What templates are made of, and no program: no plug-ins, no fonts. */
const NAME = /^(?:[a-z0-9][a-z0-9-]{0,39}\/){0,2}[a-z0-9][a-z0-9._-]{0,59}\.(?:typ|json|csv|txt|svg|png|jpg|jpeg)$/
/** What systems put into every ZIP of theirs. */
const LEFT_OUT = /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/
const LINK_MODE = 0o120000
const MODE_BITS = 0o170000

/**
 * The files of a ZIP, in memory. Whatever is not plainly a file of templates inside the folder is refused with its name: links, other places,
 * other kinds of file, names twice, more than the limits. A folder around everything is taken off.
 */
export async function readFolderZip(zip: Uint8Array): Promise<Result<Folder, FolderFault[]>> {
  const faults: FolderFault[] = []
  const files = new Map<string, Uint8Array>()
  const fault = (what: FolderFault['what'], path = '') => {
    if (faults.length < FAULTS_MAX) faults.push({ what, path: path.slice(0, 200) })
  }
  let bytes = 0
  try {
    const file = await opened(zip)
    if (file.entryCount > FOLDER_FILES_MAX * 4) return err([{ what: 'too-many', path: '' }])
    for await (const entry of entriesOf(file)) {
      const path = entry.fileName
      if (LEFT_OUT.test(path) || path.endsWith('/')) continue
      if (isLink(entry)) fault('link', path)
      else if (entry.isEncrypted()) fault('encrypted', path)
      else if (files.size >= FOLDER_FILES_MAX) return err([...faults, { what: 'too-many', path: '' }])
      else if (path.startsWith('/') || path.includes('\\') || path.split('/').includes('..')) fault('outside', path)
      else if (files.has(path)) fault('twice', path)
      else {
        const content = await contentOf(file, entry, FOLDER_BYTES_MAX - bytes)
        if (content === null) return err([...faults, { what: 'too-large', path: '' }])
        bytes += content.length
        files.set(path, content)
      }
    }
  } catch (error) {
    // yauzl names what it refuses: other places above all.
    const isPlace = /invalid relative path|absolute path|invalid characters in fileName/.test((error as Error).message)
    fault(isPlace ? 'outside' : 'not-a-zip')
    return err(faults)
  }
  const inside = withoutOuterFolder(files)
  for (const path of inside.keys())
    if (!NAME.test(path)) fault(/\.[a-z]+$/.test(path) && /^[a-z0-9._/-]+$/.test(path) ? 'kind-of-file' : 'name', path)
  if (inside.size === 0) fault('empty')
  return faults.length > 0 ? err(faults) : ok(inside)
}

const opened = (zip: Uint8Array): Promise<ZipFile> =>
  new Promise((resolve, reject) =>
    yauzl.fromBuffer(
      Buffer.from(zip),
      { lazyEntries: true, validateEntrySizes: true, strictFileNames: true },
      (error, file) => (file ? resolve(file) : reject(error)),
    ),
  )

async function* entriesOf(file: ZipFile): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | null>((resolve, reject) => {
      const settle = (act: () => void) => {
        file.removeAllListeners()
        act()
      }
      file.once('entry', (one: Entry) => settle(() => resolve(one)))
      file.once('end', () => settle(() => resolve(null)))
      file.once('error', (error: Error) => settle(() => reject(error)))
      file.readEntry()
    })
    if (entry === null) return
    yield entry
  }
}

/** Null where there is more than is left, whatever the entry says of itself. */
const contentOf = (file: ZipFile, entry: Entry, left: number): Promise<Uint8Array | null> =>
  new Promise((resolve, reject) => {
    if (entry.uncompressedSize > left) return resolve(null)
    file.openReadStream(entry, (error, stream) => {
      if (!stream) return reject(error)
      const parts: Buffer[] = []
      let length = 0
      stream.on('data', (part: Buffer) => {
        length += part.length
        if (length > left) {
          stream.destroy()
          resolve(null)
        } else parts.push(part)
      })
      stream.on('end', () => resolve(new Uint8Array(Buffer.concat(parts))))
      stream.on('error', reject)
    })
  })

const isLink = ({ externalFileAttributes, versionMadeBy }: Entry): boolean =>
  versionMadeBy >>> 8 === 3 && ((externalFileAttributes >>> 16) & MODE_BITS) === LINK_MODE

function withoutOuterFolder(files: Folder): Folder {
  const [first = ''] = files.keys()
  const outer = first.slice(0, first.indexOf('/') + 1)
  if (outer === '' || ![...files.keys()].every(path => path.startsWith(outer))) return files
  return new Map([...files].map(([path, content]) => [path.slice(outer.length), content]))
}
