import type { Logger } from 'pino'
import type { Clock } from '../../src/clock.ts'

/**
 * Runs `task` at once and then `everyMs` after it has ended, until it is stopped; a task that fails is logged and comes again.
 * Stopping waits for a task that is under way.
 */
export function startSweeper(
  clock: Clock,
  log: Logger,
  name: string,
  everyMs: number,
  task: () => Promise<unknown>,
): () => Promise<void> {
  let isStopped = false
  let cancel = () => {}
  let running = Promise.resolve()
  const run = () => {
    running = (async () => {
      try {
        await task()
      } catch (error) {
        log.error({ task: name, reason: error instanceof Error ? error.message : 'unknown' }, 'a periodic task failed')
      }
      if (!isStopped) cancel = clock.after(everyMs, run)
    })()
  }
  run()
  return () => {
    isStopped = true
    cancel()
    return running
  }
}
