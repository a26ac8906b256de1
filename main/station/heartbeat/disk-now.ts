import { statfsSync } from 'node:fs'
import type { Heartbeat } from '../../../src/contract/heartbeat-api.ts'

/** How much room there is where the ledger lies; null where that can't be told. */
export function diskNow(folder: string): Heartbeat['disk'] {
  try {
    const { bavail, blocks, bsize } = statfsSync(folder)
    const [freeBytes, allBytes] = [bavail * bsize, blocks * bsize]
    return [freeBytes, allBytes].every(Number.isSafeInteger) ? { freeBytes, allBytes } : null
  } catch {
    return null
  }
}
