import { randomBytes } from 'node:crypto'
import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'

/** A name that no other chain has. */
export const newChainId = (): string => randomBytes(16).toString('base64url')

/** Moves a chain that is not gone on with out of the way, as it was found, for whoever looks into it. */
export function setChainAside(dataDir: string, folder: string, nowMs: number): void {
  if (!existsSync(folder)) return
  const stamp = new Date(nowMs).toISOString().replace(/[-:]|\.\d+/g, '')
  renameSync(folder, join(dataDir, `audit-set-aside-${stamp}-${randomBytes(3).toString('hex')}`))
}
