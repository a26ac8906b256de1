/** The files that an app takes. */
export interface WantedFiles {
  /** As people call them, `PDF`. */
  readonly name: string
  readonly mediaTypes: readonly string[]
  /** In lower case with the dot, `.pdf`. Of a folder, only what ends so is taken; a file that was named is taken as it is. */
  readonly endings: readonly string[]
  readonly mostFiles: number
  /** In one file. */
  readonly mostBytes: number
}

const endsRight = (name: string, { endings }: WantedFiles) =>
  endings.some(ending => name.toLowerCase().endsWith(ending))

export interface GatheredFile {
  /** With the folders it lay in. */
  readonly name: string
  readonly file: File
}

/** Files that were chosen: all of a choice of files, of a folder those with the right ending. */
export function chosenFiles(list: FileList, wanted: WantedFiles): GatheredFile[] {
  return [...list]
    .map(file => ({ name: file.webkitRelativePath || file.name, file }))
    .filter(({ name, file }) => file.webkitRelativePath === '' || endsRight(name, wanted))
}

/** Files that were dropped, and those with the right ending in dropped folders at any depth, up to a file more than are wanted. */
export async function droppedFiles(transfer: DataTransfer, wanted: WantedFiles): Promise<GatheredFile[]> {
  // The list is empty after the first wait: everything is taken out of it at once.
  const entries = [...transfer.items].map(item => item.webkitGetAsEntry()).filter(entry => entry !== null)
  if (entries.length === 0) return chosenFiles(transfer.files, wanted)
  const found: GatheredFile[] = []
  for (const entry of entries) await gather(entry, found, wanted, true)
  return found
}

async function gather(
  entry: FileSystemEntry,
  found: GatheredFile[],
  wanted: WantedFiles,
  isNamed: boolean,
): Promise<void> {
  if (found.length > wanted.mostFiles) return
  if (entry.isFile) {
    if (!isNamed && !endsRight(entry.name, wanted)) return
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))
    found.push({ name: entry.fullPath.replace(/^\//, ''), file })
    return
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  for (;;) {
    // A reader gives a part at a time, and an empty one at the end.
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (part.length === 0) return
    for (const child of part) await gather(child, found, wanted, false)
  }
}
