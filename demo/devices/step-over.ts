/** How many ports are tried one after the other before any free one is taken. */
const STEPS_MAX = 20

/**
 * Starts something on `port`, or on the next free one above it. 0 means any. Rejects with what else goes wrong than a taken port.
 */
export async function stepOver<T>(port: number, start: (port: number) => Promise<T>): Promise<T> {
  for (let candidate = port; port !== 0 && candidate < Math.min(port + STEPS_MAX, 65_536); candidate++) {
    try {
      return await start(candidate)
    } catch (error) {
      if (!isTaken(error)) throw error
    }
  }
  return start(0)
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES')
}
