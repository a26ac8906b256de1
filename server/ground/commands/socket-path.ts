import { createHash } from 'node:crypto'
import { lstat, mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { StartRefused } from '../start-refused.ts'

/** A name of a local socket has 108 bytes at most on Linux, 104 elsewhere. */
const PATH_BYTES_MAX = 100

/**
 * Where the server of a folder can be spoken to: a socket in the folder itself, which none but its owner can enter. Where the folder's
 * path is too long for one, it lies in a folder of its own among the temporary ones.
 */
export async function controlSocketPath(folder: string): Promise<string> {
  const digest = createHash('sha256').update(folder).digest('hex').slice(0, 24)
  if (process.platform === 'win32') return `\\\\.\\pipe\\yinzheng-control-${digest}`
  const near = join(folder, 'control.sock')
  if (Buffer.byteLength(near) <= PATH_BYTES_MAX) return near
  const own = join(tmpdir(), `yinzheng-${digest}`)
  await mkdir(own, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  // Anybody may lay something of this name among the temporary files: a link would lead into a folder that is not meant.
  const there = await lstat(own)
  if (!there.isDirectory() || there.uid !== process.getuid?.() || (there.mode & 0o077) !== 0) {
    throw new StartRefused(`${own} is not a folder that its owner alone can enter: remove it`)
  }
  return join(own, 'control.sock')
}
