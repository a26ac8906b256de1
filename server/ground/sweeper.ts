import type { Ground } from './ground.ts'
import type { Sweep } from './room.ts'

/**
 * Does a sweep at once and then `everyMs` after it has ended, until it is stopped; one that fails is logged and comes again. Stopping
 * waits for one that is under way.
 */
export function startSweeper(
  { clock, log }: Pick<Ground, 'clock' | 'log'>,
  { name, everyMs, run: task }: Sweep,
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
