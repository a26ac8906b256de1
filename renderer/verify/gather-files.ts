/** How many files are checked at once, and what a name must end with in a folder. */
export const FILES_MAX = 500
const PDF = /\.pdf$/i

export interface GatheredFile {
  /** With the folders it lay in. */
  readonly name: string
  readonly file: File
}

/** Files that were chosen: all of a choice of files, the PDFs of a folder. */
export function chosenFiles(list: FileList): GatheredFile[] {
  return [...list]
    .map(file => ({ name: file.webkitRelativePath || file.name, file }))
    .filter(({ name, file }) => file.webkitRelativePath === '' || PDF.test(name))
}

/** Files that were dropped, and the PDFs in dropped folders at any depth, up to a file more than are checked. */
export async function droppedFiles(transfer: DataTransfer): Promise<GatheredFile[]> {
  // The list is empty after the first wait: everything is taken out of it at once.
  const entries = [...transfer.items].map(item => item.webkitGetAsEntry()).filter(entry => entry !== null)
  if (entries.length === 0) return chosenFiles(transfer.files)
  const found: GatheredFile[] = []
  for (const entry of entries) await gather(entry, found, true)
  return found
}

async function gather(entry: FileSystemEntry, found: GatheredFile[], isNamed: boolean): Promise<void> {
  if (found.length > FILES_MAX) return
  if (entry.isFile) {
    if (!isNamed && !PDF.test(entry.name)) return
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))
    found.push({ name: entry.fullPath.replace(/^\//, ''), file })
    return
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  for (;;) {
    // A reader gives a part at a time, and an empty one at the end.
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (part.length === 0) return
    for (const child of part) await gather(child, found, false)
  }
}
