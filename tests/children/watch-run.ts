import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { markChildrenOf, unmarked } from './belonging.ts'

/** Vitest calls it once before the first test: from now on nothing that a test starts outlives it. Linux alone lists processes in /proc. */
export function setup(): void {
  if (!existsSync('/proc/self/environ')) return
  const reaper = join(import.meta.dirname, 'reaper.ts')
  // A group of its own, for it has to outlive whoever ends this run with a signal to all of it.
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', reaper, String(process.pid)], {
    stdio: 'ignore',
    detached: true,
    env: unmarked(process.env),
  })
  child.unref()
  markChildrenOf(process.pid, process.env)
}
