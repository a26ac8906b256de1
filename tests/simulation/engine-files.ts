/** As much of Emscripten's file system in memory as is kept and put back. */
export interface EngineFiles {
  readonly root: FileNode
  readonly streams: (OpenFile | null | undefined)[]
  isDir(mode: number): boolean
  isFile(mode: number): boolean
  hashAddNode(node: FileNode): void
  hashRemoveNode(node: FileNode): void
}

interface FileNode {
  name: string
  parent: FileNode
  readonly mode: number
  contents?: Uint8Array | Record<string, FileNode>
  usedBytes: number
  mtime: number
}

interface OpenFile {
  /** Null once it is closed. */
  fd: number | null
  readonly shared: { flags?: number; position?: number }
}

/** No file is written at this time: every write gives it another. */
const UNWRITTEN_SINCE = 1

/** Keeps all files with their contents, and who has which open; what is returned puts them back. */
export function keepFiles(files: EngineFiles): () => void {
  const kept = nodesUnder(files).map(node => ({
    ...{ node, name: node.name, parent: node.parent, usedBytes: node.usedBytes },
    bytes: files.isFile(node.mode) ? (node.contents as Uint8Array).slice(0, node.usedBytes) : null,
  }))
  const keptNodes = new Set(kept.map(({ node }) => node))
  const isAtItsPlace = ({ node, name, parent }: (typeof kept)[number]) =>
    node.name === name && node.parent === parent && entriesOf(parent)[name] === node
  for (const { node, bytes } of kept) if (bytes) node.mtime = UNWRITTEN_SINCE
  const streams = [...files.streams]
  const positions = streams.map(stream => ({ ...stream?.shared }))

  return () => {
    for (const node of nodesUnder(files)) {
      if (keptNodes.has(node)) continue
      delete entriesOf(node.parent)[node.name]
      files.hashRemoveNode(node)
    }
    const astray = kept.filter(one => !isAtItsPlace(one))
    for (const { node } of astray) {
      if (entriesOf(node.parent)[node.name] !== node) continue
      delete entriesOf(node.parent)[node.name]
      files.hashRemoveNode(node)
    }
    for (const { node, name, parent } of astray) {
      Object.assign(node, { name, parent })
      entriesOf(parent)[name] = node
      files.hashAddNode(node)
    }
    for (const { node, bytes, usedBytes } of kept) {
      if (!bytes || (node.mtime === UNWRITTEN_SINCE && node.usedBytes === usedBytes)) continue
      const room = node.contents as Uint8Array
      // New room is dear where a file is of many megabytes, as one of the write-ahead log.
      if (room.length < bytes.length) node.contents = bytes.slice()
      else room.fill(0, bytes.length).set(bytes)
      Object.assign(node, { usedBytes, mtime: UNWRITTEN_SINCE })
    }
    files.streams.length = 0
    files.streams.push(...streams)
    for (const [fd, stream] of streams.entries()) {
      if (!stream) continue
      stream.fd = fd
      Object.assign(stream.shared, positions[fd])
    }
  }
}

const entriesOf = (folder: FileNode) => folder.contents as Record<string, FileNode>

/** Every folder and file, each folder before what is in it. */
function nodesUnder(files: EngineFiles): FileNode[] {
  const found: FileNode[] = []
  const look = (folder: FileNode) => {
    for (const node of Object.values(entriesOf(folder))) {
      if (!files.isDir(node.mode) && !files.isFile(node.mode)) continue
      found.push(node)
      // A device's folder has no entries of this kind.
      if (files.isDir(node.mode) && node.contents) look(node)
    }
  }
  look(files.root)
  return found
}
