import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { WAIT_AT_MOST_MS } from '../patience.ts'
import { findPythonPeer } from './python-peer.ts'

/** moto from PyPI: speaks S3 with versions and object lock, and shares no code with ours. */
const VERSION = '5.2.5'

export interface S3Peer {
  readonly endpoint: string
  stop(): Promise<void>
}

/** The Python that has it installed, or null where this machine has none for it or cannot reach PyPI. */
export const findMoto = (): Promise<string | null> =>
  findPythonPeer({ name: 'moto', extra: 's3,server', version: VERSION, leastMinor: 9 })

/** Starts it on a free port of loopback. */
export async function startMoto(python: string): Promise<S3Peer> {
  const port = await freePort()
  const child = spawn(python, ['-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' })
  const ended = new Promise(resolve => child.once('exit', resolve))
  const endpoint = `http://127.0.0.1:${port}`
  const until = Date.now() + WAIT_AT_MOST_MS
  while (
    !(await fetch(endpoint).then(
      () => true,
      () => false,
    ))
  ) {
    if (child.exitCode !== null || Date.now() > until) throw new Error('moto did not start')
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  return {
    endpoint,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise(resolve => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
