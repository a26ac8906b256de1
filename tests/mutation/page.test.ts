import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isMutated, MUTATION_AREAS } from './areas.ts'
import { scoresInPage, withScores } from './page.ts'

const root = join(import.meta.dirname, '..', '..')
const score = { file: 'src/a.ts', killed: 7, timedOut: 1, survived: 1, uncovered: 1, measuredOn: '2026-11-29' }
const nothing = { file: 'src/c.ts', killed: 0, timedOut: 0, survived: 0, uncovered: 0, measuredOn: '2026-11-01' }
const PAGE = '# Changes\n\nBefore.\n\n<!-- scores -->\nold\n<!-- scores end -->\n\nAfter.\n'

describe('the page of scores', () => {
  const written = withScores(PAGE, [{ area: 'a', files: [score, nothing, 'src/b.ts'] }])

  it('keeps what people wrote, and writes the same again', () => {
    expect(written.startsWith('# Changes\n\nBefore.\n\n')).toBe(true)
    expect(written.endsWith('\n\nAfter.\n')).toBe(true)
    expect(written).not.toContain('old')
    expect(withScores(written, [{ area: 'a', files: [score, nothing, 'src/b.ts'] }])).toBe(written)
  })

  it('says what was measured and what was not', () => {
    expect(written).toContain('| a | 2 of 3 | 10 | 8 | 1 | 1 | 1 | 80.0 % | 2026-11-01 |')
    expect(written).toContain('Not measured yet: `src/b.ts`.')
  })

  it('is read as it was written', () => {
    expect([...scoresInPage(written).values()]).toEqual([score, nothing])
  })

  it('refuses a page without a place for them', () => {
    expect(() => withScores('# Changes\n', [])).toThrow('no place for scores')
  })
})

describe('the areas', () => {
  it.each(Object.entries(MUTATION_AREAS))(
    '%s has files to change and tests that notice, in the page too',
    (area, { mutate, tests }) => {
      for (const glob of [...mutate, ...tests]) expect(globSync(glob, { cwd: root }), glob).not.toEqual([])
      expect(readFileSync(join(root, 'docs', 'mutation.md'), 'utf8')).toContain(`\n| ${area} | `)
    },
  )

  it('change no test and nothing that only tests use', () => {
    expect(
      [
        'src/session/fixtures.ts',
        'src/session/fixture-walk.ts',
        'src/rules/quota.test.ts',
        'src/rules/quota.ts',
      ].filter(isMutated),
    ).toEqual(['src/rules/quota.ts'])
  })
})
