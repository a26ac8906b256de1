import type { PGlite } from '@electric-sql/pglite'
import { type EngineFiles, keepFiles } from './engine-files.ts'

/** As much of PGlite's module as is kept and put back. */
interface Engine {
  readonly HEAPU8: Uint8Array
  readonly FS: EngineFiles
  stackSave(): number
}

const PAGE = 4_096

/**
 * Keeps a resting database engine as it is: all of its memory (shared buffers, catalogue caches, prepared statements with their plans)
 * and all of its files. What is returned puts it back as often as one likes: thereafter the engine cannot tell that anything has been
 * done since, and neither can who asks it.
 */
export function keepEngine(pglite: PGlite): () => void {
  const engine = pglite.Module as unknown as Engine
  // Above the last page that is not empty lies nothing that the engine has taken into use.
  const memory = engine.HEAPU8.slice(0, endOfUsed(engine.HEAPU8))
  const putFilesBack = keepFiles(engine.FS)
  const stack = engine.stackSave()
  return () => {
    if (engine.stackSave() !== stack)
      throw new Error('the database is in the midst of something, and cannot be put back')
    engine.HEAPU8.set(memory)
    putFilesBack()
  }
}

function endOfUsed(bytes: Uint8Array): number {
  const words = new BigUint64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8)
  let last = words.length - 1
  while (last >= 0 && words[last] === 0n) last -= 1
  return Math.ceil(((last + 1) * 8) / PAGE) * PAGE
}
