import { onTrailWritten } from '../../ground/audit-trail.ts'
import type { Ground } from '../../ground/ground.ts'

/** What this server has written has no link so long, and is the most that can be taken away unseen. */
export const SEAL_AFTER_MS = 1_000

/**
 * Seals a second after this process has written to the trail, and looks at nothing in a house where nothing happens. What fails here is
 * done by the next slow look.
 */
export function sealSoon(
  { clock, log, outage }: Pick<Ground, 'clock' | 'log' | 'outage'>,
  seal: () => Promise<unknown>,
): { stop(): Promise<void> } {
  let cancel: (() => void) | null = null
  let running: Promise<void> = Promise.resolve()
  const run = async () => {
    cancel = null
    try {
      await seal()
    } catch (error) {
      if (!outage.tell(error))
        log.warn({ reason: error instanceof Error ? error.message : 'unknown' }, 'the audit chain waits')
    }
  }
  const end = onTrailWritten(() => {
    cancel ??= clock.after(SEAL_AFTER_MS, () => {
      running = running.then(run)
    })
  })
  return {
    stop: async () => {
      end()
      cancel?.()
      await running
    },
  }
}
