import { describe, expect, it } from 'vitest'
import { fakeClock } from '../../src/fake-clock.ts'
import type { Sight } from './sight.ts'
import { createSteadiness } from './steadiness.ts'

const same: Sight = {
  ...{ saidAtMs: 0, upTimeSeconds: 1, configChangedAtSeconds: 1, state: 'idle', queuedJobs: 0 },
  ...{ impressionsEver: 500, sheetsEver: 500, jobs: [] },
}
const moved: Sight = { ...same, impressionsEver: 501 }

/** A printer seen as told, once a second; `null` for a look that got no answer. */
async function seenOnceASecond(...seen: readonly (Sight | null)[]) {
  const clock = fakeClock()
  const steadiness = createSteadiness(clock, 2_000)
  for (const [nth, sight] of seen.entries()) {
    if (nth > 0) await clock.advance(1_000)
    if (sight) steadiness.take(sight)
    else steadiness.lose()
  }
  return { clock, steadiness }
}

describe('a printer that stands still', () => {
  it.each([
    ['three looks over two seconds saw the same', [same, same, same], 2_000, true],
    ['it was seen too seldom', [same, same], 1_000, false],
    ['it moved at the last look', [same, same, same, moved], 0, false],
    ['it moved, and has rested since', [same, moved, moved, moved], 2_000, true],
    ['a look got no answer', [same, same, same, null], 0, false],
    ['it is seen anew after a look without an answer', [same, same, same, null, same], 0, false],
    ['it rests anew after a look without an answer', [same, null, same, same, same], 2_000, true],
    ['nobody has looked', [], 0, false],
  ] as const)('%s', async (_, seen, forMs, settled) => {
    const { steadiness } = await seenOnceASecond(...seen)
    expect([steadiness.forMs(), steadiness.settled()]).toEqual([forMs, settled])
  })

  it('looks alone are no time, and time alone no looks', async () => {
    const { clock, steadiness } = await seenOnceASecond(same, same)
    await clock.advance(5_000)
    expect(steadiness.settled()).toBe(false)
    steadiness.take(same)
    expect(steadiness.settled()).toBe(true)
    const quick = createSteadiness(clock, 2_000)
    for (let look = 0; look < 5; look++) quick.take(same)
    await clock.advance(1_999)
    expect(quick.settled()).toBe(false)
    await clock.advance(1)
    expect(quick.settled()).toBe(true)
  })
})
