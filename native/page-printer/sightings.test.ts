import { describe, expect, it } from 'vitest'
import { fakeClock } from '../../src/fake-clock.ts'
import type { PrinterSight } from './sight.ts'
import { createSightings } from './sightings.ts'

const idle: PrinterSight = {
  ...{ saidAtMs: 0, upTimeSeconds: 1, configChangedAtSeconds: 1, state: 'idle', queuedJobs: 0 },
  ...{ impressionsEver: null, sheetsEver: null },
}
const working: PrinterSight = { ...idle, state: 'processing' }

/** A printer that was looked at every `everyMs`, and seen as told; then `thenMs` went by. Was it never at work since `sinceMs`? */
async function neverAtWork(seen: readonly PrinterSight[], { everyMs = 1_000, sinceMs = 500, thenMs = 0 } = {}) {
  const clock = fakeClock()
  const startMs = clock.monotonic()
  const sightings = createSightings(clock)
  for (const [nth, sight] of seen.entries()) {
    if (nth > 0) await clock.advance(everyMs)
    sightings.note(sight)
  }
  await clock.advance(thenMs)
  return sightings.neverAtWork(startMs + sinceMs)
}

describe('a printer that was never at work all the while', () => {
  it.each([
    ['it was idle at each look', [idle, idle, idle], {}, true],
    ['its last look was long enough ago to hide nothing', [idle, idle], { thenMs: 2_500 }, true],
    ['it worked before', [working, idle, idle], {}, true],
    ['it was seen working', [idle, working, idle], {}, false],
    ['it stood with paper inside', [idle, { ...idle, state: 'stopped' }, idle], {}, false],
    ['it does not tell its state', [idle, { ...idle, state: null }, idle], {}, false],
    ['a job waited in it', [idle, { ...idle, queuedJobs: 1 }, idle], {}, false],
    ['it does not count its jobs, and was idle', [idle, { ...idle, queuedJobs: null }, idle], {}, true],
    ['looks lay as far apart as they may', [idle, idle, idle], { everyMs: 2_500 }, true],
    ['there was a gap', [idle, idle, idle], { everyMs: 2_501 }, false],
    ['nobody has looked since', [idle, idle], { sinceMs: 1_001 }, false],
    ['somebody looked just then', [idle, idle], { sinceMs: 1_000 }, true],
    ['it worked just then', [idle, working], { sinceMs: 1_000 }, false],
    ['the first look was only just then', [idle, idle], { sinceMs: 0 }, false],
    ['the last look is too long ago', [idle, idle], { thenMs: 2_501 }, false],
    ['nobody has looked at all', [], {}, false],
  ] as const)('%s', async (_, seen, times, never) => {
    expect(await neverAtWork(seen, times)).toBe(never)
  })

  it('keeps the newest look', () => {
    const sightings = createSightings(fakeClock())
    expect(sightings.latest()).toBeNull()
    sightings.note(idle)
    sightings.note(working)
    expect(sightings.latest()).toBe(working)
  })
})
