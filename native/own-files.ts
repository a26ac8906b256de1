import { chmodSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const OTHERS = 0o077

/** From here on this process and its children make files and folders for their owner alone, whatever the shell's umask says. */
export function keepFilesOwn(): void {
  process.umask(OTHERS)
}

/**
 * Takes from group and others what an earlier program left open to them: the folder itself, which shuts them out of all that lies in it,
 * and the files right in it. What belongs to somebody else is theirs to close, and is left: a folder may be lent to this user by its group.
 */
export function closeToOthers(folder: string): void {
  if (process.platform === 'win32') return
  if (!close(folder)) return
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    // A link's mode is that of what it leads to, which may be anybody's.
    if (entry.isFile()) close(path)
  }
}

/** False where there is nothing, or nothing of ours, any more. */
function close(path: string): boolean {
  const seen = statSync(path, { throwIfNoEntry: false })
  if (!seen || seen.uid !== process.geteuid?.()) return false
  if ((seen.mode & OTHERS) !== 0) chmodSync(path, seen.mode & 0o7777 & ~OTHERS)
  return seen.isDirectory()
}
