import { describe, expect, it } from 'vitest'
import type { RevocationList } from '../../src/verification/revocation-list.ts'
import { judgeResult } from './file-results.ts'
import { type CheckedFiles, filesOfEveryGround, fileWithOutcome, GROUNDS, SHOWN_OUTCOMES } from './fixture-files.ts'
import { NOTHING_YET } from './trust-base.ts'

const ISSUED = '2020-01-01T00:00:00Z'

function judged({ results, word, listed }: CheckedFiles) {
  const list: RevocationList = { version: 1, issuedAt: ISSUED, nextUpdate: ISSUED, entries: [...listed] }
  return results.map(result => ({ name: result.name, ...judgeResult(result, word, { ...NOTHING_YET, list })! }))
}

describe('the fixtures of checked files', () => {
  it('end with what they are there to show', () => {
    for (const outcome of SHOWN_OUTCOMES) expect(judged(fileWithOutcome(outcome))[0]?.outcome).toBe(outcome)
    const every = (['answered', 'not-asked', 'unreachable'] as const).flatMap(server =>
      judged(filesOfEveryGround(server)),
    )
    expect(every.map(({ name }) => name).sort()).toEqual(GROUNDS.map(ground => `${ground}.pdf`).sort())
    for (const { name, ground } of every) expect(`${ground}.pdf`).toBe(name)
  })
})
