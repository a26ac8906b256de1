import { describe, expect, test } from 'vitest'
import { type KillPlan, planOf } from './plans.ts'
import { runKills } from './run-kills.ts'
import { STEPS_OF_A_JAM, STEPS_OF_A_VISIT } from './steps.ts'
import { storyOf } from './tally.ts'

const MINUTE_MS = 60_000
/** A few of the three hundred of the night: of the station, of station and server, and of all power. */
const KILLS = [14, 51, 90]
const unharmed = (story: KillPlan['story']): KillPlan => ({ ...planOf(1), story, step: 'none', paysAtOnce: true })

describe('a paid visit in processes of its own', () => {
  test(
    'goes through every named step, and is settled whichever process is killed at one of them',
    async () => {
      const [whole, jam, ...killed] = await runKills([unharmed('whole'), unharmed('jam'), ...KILLS.map(planOf)])
      const stepsOf = (report: typeof whole) => report!.footprints.map(({ step }) => step)
      expect(stepsOf(whole)).toEqual(expect.arrayContaining([...STEPS_OF_A_VISIT]))
      expect(stepsOf(jam)).toEqual(expect.arrayContaining([...STEPS_OF_A_JAM]))
      expect(killed.map(({ struck }) => struck)).toEqual(KILLS.map(() => true))
      const broken = [whole!, jam!, ...killed].filter(({ violations }) => violations.length > 0)
      expect(broken.map(storyOf).join('\n')).toBe('')
    },
    20 * MINUTE_MS,
  )
})
