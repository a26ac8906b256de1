import { describe, expect, it } from 'vitest'
import { dueFor } from './life-counter.ts'
import { createLifeStudy } from './life-study.ts'
import type { PrinterSight } from './sight.ts'

const due = dueFor({ pages: 2, sides: 'one-sided', counter: 'reported' })
const said = (impressionsEver: number, state: PrinterSight['state'] = 'idle'): PrinterSight => ({
  ...{ saidAtMs: 0, upTimeSeconds: null, configChangedAtSeconds: null, queuedJobs: 0, sheetsEver: null },
  ...{ impressionsEver, state },
})

/** Copies of two sides, each over at `atMs`; looks at what the counter says by then; and what it is worth at the end. */
type Story = readonly (readonly ['copy' | 'denied' | 'lost', atMs: number] | readonly [moved: number, atMs: number])[]

function tell(story: Story) {
  const study = createLifeStudy()
  let [moved, copies, lastMs] = [0, 0, 0]
  for (const [what, atMs] of story) {
    lastMs = atMs
    const before = said(500 + moved)
    if (what === 'copy') study.owes(study.word(atMs) === 'lagging' ? null : before, due, atMs)
    else if (what === 'denied') study.stoodStill(before, due, atMs)
    else if (what === 'lost') study.lostCount()
    else {
      moved = what
      study.take(said(500 + moved), atMs)
    }
    copies++
  }
  expect(copies).toBe(story.length)
  return { study, word: study.word(lastMs) }
}

describe('what a life counter is worth', () => {
  it.each<[string, string, Story]>([
    ['nobody has seen it at work', 'unproven', []],
    [
      'it has taken in all at once',
      'moves',
      [
        ['copy', 0],
        [2, 1_000],
      ],
    ],
    [
      'it has taken in all within three seconds',
      'moves',
      [
        ['copy', 0],
        [0, 1_000],
        [1, 3_000],
        [2, 3_500],
      ],
    ],
    [
      'it has taken in nothing so far',
      'lagging',
      [
        ['copy', 0],
        [0, 1_000],
      ],
    ],
    [
      'it has taken in a part so far',
      'lagging',
      [
        ['copy', 0],
        [1, 1_000],
      ],
    ],
    [
      'it takes in all after four seconds',
      'late',
      [
        ['copy', 0],
        [0, 3_500],
        [2, 4_000],
      ],
    ],
    [
      'it has taken in nothing in ten seconds',
      'frozen',
      [
        ['copy', 0],
        [0, 10_001],
      ],
    ],
    [
      'it takes in all after half a minute',
      'late',
      [
        ['copy', 0],
        [0, 10_001],
        [2, 30_000],
      ],
    ],
    [
      'it takes in a part after half a minute',
      'late',
      [
        ['copy', 0],
        [0, 10_001],
        [1, 30_000],
      ],
    ],
    [
      'it stopped at a part',
      'unproven',
      [
        ['copy', 0],
        [1, 10_001],
      ],
    ],
    [
      'something else moved it as well',
      'unproven',
      [
        ['copy', 0],
        [7, 1_000],
      ],
    ],
    [
      'it owes two copies, and has taken in one',
      'lagging',
      [
        ['copy', 0],
        [0, 500],
        ['copy', 2_000],
        [2, 4_500],
      ],
    ],
    [
      'it owed two copies, and has taken in both',
      'late',
      [
        ['copy', 0],
        [0, 500],
        ['copy', 2_000],
        [2, 5_500],
        [4, 6_000],
      ],
    ],
    [
      'it denied a copy that was counted',
      'frozen',
      [
        ['copy', 0],
        [2, 500],
        ['denied', 20_000],
        [2, 40_000],
      ],
    ],
    [
      'it took in the copy that it had denied',
      'late',
      [
        ['copy', 0],
        [2, 500],
        ['denied', 20_000],
        [4, 40_000],
      ],
    ],
    [
      'one that stood still follows again',
      'late',
      [
        ['copy', 0],
        [0, 10_001],
        ['copy', 60_000],
        [2, 60_500],
      ],
    ],
    [
      'one that came late is prompt once',
      'late',
      [
        ['copy', 0],
        [0, 3_500],
        [2, 4_000],
        ['copy', 60_000],
        [4, 60_100],
      ],
    ],
    [
      'one that came late has a minute the next time',
      'lagging',
      [
        ['copy', 0],
        [0, 3_500],
        [2, 4_000],
        ['copy', 60_000],
        [2, 120_000],
      ],
    ],
    [
      'one that came late has not come in two minutes',
      'frozen',
      [
        ['copy', 0],
        [0, 3_500],
        [2, 4_000],
        ['copy', 60_000],
        [2, 180_001],
      ],
    ],
    [
      'how the copy after it ended nobody knows',
      'unproven',
      [
        ['copy', 0],
        [0, 500],
        ['lost', 2_000],
        [2, 2_500],
      ],
    ],
  ])('%s: %s', (_, word, story) => expect(tell(story).word).toBe(word))

  it('one that comes late lags after whatever was printed, of which nobody knows the count', () => {
    const { study } = tell([
      ['copy', 0],
      [0, 3_500],
      [2, 4_000],
    ])
    study.take(said(502, 'processing'), 50_000)
    study.take(said(502), 51_000)
    expect(study.word(51_000)).toBe('lagging')
    expect(study.word(50_000 + 120_000)).toBe('late')
  })

  it('is told by how long it let wait, where the copy was waited for', () => {
    const [prompt, late] = [createLifeStudy(), createLifeStudy()]
    prompt.followed(3_000)
    late.followed(3_001)
    expect([prompt.worth(), late.worth()]).toEqual(['moves', 'late'])
  })

  it('is taken over from an earlier start, but for what was so only then, and never against what is known by now', () => {
    const study = createLifeStudy()
    study.recall('lagging')
    expect(study.worth()).toBe('unproven')
    study.recall('late')
    study.recall('moves')
    expect(study.worth()).toBe('late')
  })
})
