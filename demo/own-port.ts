/** A port that a configuration names could not be had. The message says which, and what to do. */
export class PortRefused extends Error {}

/**
 * Starts something on the port that its configuration names, and on no other, since everyone who will speak to it was told of
 * that one. 0 means any. Rejects with `PortRefused` when the port can not be had, and with what else goes wrong.
 */
export async function onOwnPort<T>(what: string, port: number, start: (port: number) => Promise<T>): Promise<T> {
  try {
    return await start(port)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EADDRINUSE') throw new PortRefused(portTaken(what, port))
    if (code === 'EACCES') throw new PortRefused(portForbidden(what, port))
    throw error
  }
}

/** What whoever starts the demo is told of a port that is taken. */
export function portTaken(what: string, port: number): string {
  return `Port ${port} of ${what} is taken by another program: end that program, or start the demo again with --any-ports.`
}

function portForbidden(what: string, port: number): string {
  return `Port ${port} of ${what} is not allowed by this system: start the demo again with --any-ports.`
}

/** Ends this program in words when it can not have its port. Throws any other error on. */
export function endForPort(error: unknown): void {
  if (!(error instanceof PortRefused)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
