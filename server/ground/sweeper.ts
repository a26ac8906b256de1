import type { Ground } from './ground.ts'
import type { Sweep } from './room.ts'

/**
 * Does a sweep at once and then `everyMs` after it has ended, until it is stopped; one that fails is logged and comes again, but while the
 * database is away that is said once for all. Stopping
 * tells one that is under way, and waits for it.
 */
export function startSweeper(
  { clock, log, outage }: Pick<Ground, 'clock' | 'log' | 'outage'>,
  { name, everyMs, run: task }: Sweep,
): () => Promise<void> {
  const stopping = new AbortController()
  let cancel = () => {}
  let running = Promise.resolve()
  const run = () => {
    running = (async () => {
      try {
        await task(stopping.signal)
      } catch (error) {
        if (!outage.tell(error))
          log.error(
            { task: name, reason: error instanceof Error ? error.message : 'unknown' },
            'a periodic task failed',
          )
      }
      if (!stopping.signal.aborted) cancel = clock.after(everyMs, run)
    })()
  }
  run()
  return () => {
    stopping.abort()
    cancel()
    return running
  }
}
