import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { filesOfArea, isMutated, MUTATION_AREAS, type MutationAreaName } from './areas.ts'
import { scoresInPage, unchanged, withScores } from './page.ts'

const root = join(import.meta.dirname, '..', '..')
const score = { file: 'src/a.ts', killed: 7, timedOut: 1, survived: 1, uncovered: 1, measuredOn: '2026-11-29' }
const older = { file: 'src/b.ts', killed: 2, timedOut: 0, survived: 0, uncovered: 0, measuredOn: '2026-11-01' }
const nothing = unchanged('src/c.ts')
const PAGE = '# Changes\n\nBefore.\n\n<!-- scores -->\nold\n<!-- scores end -->\n\nAfter.\n'

describe('the page of scores', () => {
  const written = withScores(PAGE, [{ area: 'a', files: [score, older, nothing, 'src/d.ts'] }])

  it('keeps what people wrote, and writes the same again', () => {
    expect(written.startsWith('# Changes\n\nBefore.\n\n')).toBe(true)
    expect(written.endsWith('\n\nAfter.\n')).toBe(true)
    expect(written).not.toContain('old')
    expect(withScores(written, [{ area: 'a', files: [score, older, nothing, 'src/d.ts'] }])).toBe(written)
  })

  it('says what was measured and what was not', () => {
    expect(written).toContain('| a | 3 of 4 | 12 | 10 | 1 | 1 | 1 | 83.3 % | 2026-11-01 |')
    expect(written).toContain('Not measured yet: `src/d.ts`.')
    expect(written).toContain('Nothing to change in `src/c.ts`.')
  })

  it('is read as it was written', () => {
    expect([...scoresInPage(written).values()]).toEqual([score, older, nothing])
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

  it('share no file', () => {
    const files = Object.keys(MUTATION_AREAS).flatMap(area => filesOfArea(root, area as MutationAreaName))
    expect(new Set(files).size).toBe(files.length)
  })

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
