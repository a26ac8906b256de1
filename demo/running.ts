import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** Where a running demo can be reached; kept beside its data for the command line and the tests. Holds the screen's token: readable by its owner only. */
export const runningSchema = z.object({
  pid: z.int(),
  /** The kiosk's page, token included; null under Electron, which has no address. */
  kiosk: z.string().nullable(),
  /** The terminal's data folder; its acceptance port is named there. */
  terminal: z.string(),
  dock: z.string(),
  server: z.string(),
  gateway: z.string().nullable(),
  /** The systems of the university: login, mailbox, phone; null where real ones took the place of all. */
  campus: z.string().nullable(),
  stationPid: z.int().nullable(),
})
export type Running = z.infer<typeof runningSchema>

const fileIn = (dataDir: string) => join(dataDir, 'running.json')

export function writeRunning(dataDir: string, running: Running): void {
  writeFileSync(fileIn(dataDir), `${JSON.stringify(running, null, 2)}\n`, { mode: 0o600 })
}

/** What process `pid` wrote; another demo on the same data keeps its own. */
export function forgetRunning(dataDir: string, pid: number): void {
  if (readRunning(dataDir)?.pid === pid) rmSync(fileIn(dataDir), { force: true })
}

/** The demo that runs on `dataDir`; null when none does. */
export function readRunning(dataDir: string): Running | null {
  try {
    const running = runningSchema.parse(JSON.parse(readFileSync(fileIn(dataDir), 'utf8')))
    process.kill(running.pid, 0)
    return running
  } catch {
    return null
  }
}
