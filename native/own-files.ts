import { chmodSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const OTHERS = 0o077

/** From here on this process and its children make files and folders for their owner alone, whatever the shell's umask says. */
export function keepFilesOwn(): void {
  process.umask(OTHERS)
}

/**
 * Takes from group and others what an earlier program left open to them: the folder itself, which shuts them out of all that lies in it,
 * and the files right in it. Does nothing where there is no such folder yet. Throws when it belongs to somebody else.
 */
export function closeToOthers(folder: string): void {
  if (process.platform === 'win32') return
  const seen = statSync(folder, { throwIfNoEntry: false })
  if (!seen?.isDirectory()) return
  close(folder, seen.mode)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    // A link's mode is that of what it leads to, which may be anybody's.
    if (entry.isFile()) close(path, statSync(path).mode)
  }
}

function close(path: string, mode: number): void {
  if ((mode & OTHERS) !== 0) chmodSync(path, mode & 0o7777 & ~OTHERS)
}
