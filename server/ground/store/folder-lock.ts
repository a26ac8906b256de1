import { realpath } from 'node:fs/promises'
import { createServer } from 'node:net'
import { StartRefused } from '../start-refused.ts'
import { sha256Hex } from './content-store.ts'

/**
 * Claims a folder for this process, since the embedded database is spoilt when two processes open it, and since one server alone is
 * spoken to through a folder. The claim is a name
 * that the kernel itself takes back when the process ends, however it ends, so that nothing stale is left after a power cut.
 * Throws `StartRefused` while another process holds it. Returns the release.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const name = `yinzheng-${sha256Hex(await realpath(folder)).slice(0, 32)}`
  const server = createServer(socket => socket.destroy())
  server.unref()
  await new Promise<void>((resolve, reject) => {
    server.once('error', error =>
      reject(
        'code' in error && error.code === 'EADDRINUSE'
          ? new StartRefused(`store.folder: ${folder} is in use by another process`)
          : error,
      ),
    )
    server.listen({ path: process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : `\0${name}` }, resolve)
  })
  return () => new Promise(resolve => server.close(() => resolve()))
}
