import { appendFileSync } from 'node:fs'
import { createBelonging } from './belonging.ts'

/** How often the system's list is read: a few milliseconds of work each time. */
const LOOK_EVERY_MS = 250

/**
 * `reaper.ts PID`, a process beside a run of tests: ends at once whatever a worker of the run leaves behind, however the worker ended,
 * and when the run itself is over, or was killed, what that leaves. Then it ends too. Each look is a mark in the file that
 * `YINZHENG_REAPER_LOOKS` names, where it names one: for who has to know that what was just started was seen.
 */
const run = Number(process.argv[2])
const looks = process.env.YINZHENG_REAPER_LOOKS
const belonging = createBelonging(run)

for (;;) {
  const wasOver = !lives(run)
  const left = belonging.left()
  if (looks) appendFileSync(looks, '.')
  for (const pid of left) kill(pid)
  // Looked at once more after the end, for what was being started during the last look.
  if (wasOver && left.length === 0) break
  if (left.length === 0) await new Promise(resolve => setTimeout(resolve, LOOK_EVERY_MS))
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended meanwhile, or belongs to another user.
  }
}
