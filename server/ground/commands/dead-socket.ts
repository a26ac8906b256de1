import { lstat, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { StartRefused } from '../start-refused.ts'

/**
 * Makes way for a socket at `path`, where a server that was killed has left its own. Throws `StartRefused` when somebody answers there,
 * or when what stands there was never left by a server.
 */
export async function removeDeadSocket(path: string): Promise<void> {
  const there = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (!there) return
  if (there.isDirectory() || there.isSymbolicLink()) {
    throw new StartRefused(`${path} is in the way of the socket for commands: remove it`)
  }
  if (await isAnswered(path)) throw new StartRefused(`a server already runs here: it answers at ${path}`)
  await rm(path, { force: true })
}

/** Whether anybody listens, whoever it is and however busy: only a refusal proves that nobody does. */
function isAnswered(path: string): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(path, () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code !== 'ECONNREFUSED' && error.code !== 'ENOENT' && error.code !== 'ENOTSOCK'),
    )
  })
}
