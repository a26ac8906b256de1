import { open, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { type Fault, fault } from '../../../src/fault.ts'

/** What a visit writes is some kilobytes; the rest is for the log and for what else lives on this disk. */
export const LEAST_FREE_BYTES = 8 * 1024 * 1024
/** More than a page of any file system. */
const PROBE_BYTES = 64 * 1024
const PROBE_FILE = 'probe'
const NO_ROOM = new Set(['ENOSPC', 'EDQUOT'])

/**
 * Whether what a machine owes can be written down in `folder`: there is room, and what is written stays and is read back as it was.
 * Null when so; else the fault that a visit may not begin with. Never throws.
 */
export async function probeFolder(folder: string): Promise<Fault | null> {
  const file = join(folder, PROBE_FILE)
  try {
    const { bavail, bsize } = await statfs(folder)
    const free = bavail * bsize
    if (free < LEAST_FREE_BYTES) return fault('disk-full', `${free} bytes are free in ${folder}`)
    return await writtenAndRead(file)
  } catch (error) {
    return storageFault(error, folder)
  } finally {
    await rm(file, { force: true }).catch(() => {})
  }
}

async function writtenAndRead(file: string): Promise<Fault | null> {
  const written = Buffer.alloc(PROBE_BYTES, `${process.pid} ${performance.now()} `)
  const handle = await open(file, 'w+', 0o600)
  try {
    await handle.writeFile(written)
    await handle.sync()
    const read = Buffer.alloc(PROBE_BYTES)
    const { bytesRead } = await handle.read(read, 0, PROBE_BYTES, 0)
    const isSame = bytesRead === PROBE_BYTES && read.equals(written)
    return isSame ? null : fault('disk-failed', `${file} does not hold what was written to it`)
  } finally {
    await handle.close()
  }
}

/** What an error of a file system means for the machine; its code, and no content, goes into the detail. */
export function storageFault(error: unknown, path: string): Fault {
  const code = String((error as NodeJS.ErrnoException | null)?.code ?? 'unknown')
  return fault(NO_ROOM.has(code) || code === 'SQLITE_FULL' ? 'disk-full' : 'disk-failed', `${path}: ${code}`)
}
