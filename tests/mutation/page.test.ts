import { globSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { describe, expect, it } from 'vitest'
import { filesOfArea, isMutated, MUTATION_AREAS, type MutationAreaName, NOT_MEASURED } from './areas.ts'
import { NEAR_TESTS, testsNear } from './near-tests.ts'
import { scoresInPage, unchanged, withScores } from './page.ts'

const root = join(import.meta.dirname, '..', '..')
const all = { timedOut: 0, survived: 0, uncovered: 0, drawnFrom: null }
const score = { file: 'src/a.ts', ...all, killed: 7, timedOut: 1, survived: 1, uncovered: 1, measuredOn: '2026-11-29' }
const older = { file: 'src/b.ts', ...all, killed: 2, measuredOn: '2026-11-01' }
const drawn = { file: 'src/e.ts', ...all, killed: 3, survived: 1, drawnFrom: 36, measuredOn: '2026-11-29' }
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

  it('says of which it is a sample, and weighs it as all of them', () => {
    const page = withScores(PAGE, [{ area: 'a', files: [older, drawn] }])
    expect(page).toContain('| `src/e.ts` | 4 of 36 | 3 | 0 | 1 | 0 | 75.0 % | 2026-11-29 |')
    // Two of two, and three quarters of thirty-six.
    expect(page).toContain('| a | 2 of 2 | 6 of 38 | 5 | 0 | 1 | 0 | 76.3 % | 2026-11-01 |')
    expect([...scoresInPage(page).values()]).toEqual([older, drawn])
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

  it('leave out no file of their folders but those that are said to be', () => {
    const measured = Object.keys(MUTATION_AREAS).flatMap(area => filesOfArea(root, area as MutationAreaName))
    const folders = [
      'src/graduation',
      'src/rules',
      'src/session',
      'native/page-printer',
      'server/orders',
      'server/cases',
      'main/station/desk',
    ]
    const there = folders.flatMap(folder => globSync(`${folder}/**/*.ts`, { cwd: root })).filter(isMutated)
    const left = NOT_MEASURED.flatMap(glob => globSync(glob, { cwd: root })).map(file => file.replaceAll(sep, '/'))
    expect([...measured, ...left].toSorted()).toEqual(there.map(file => file.replaceAll(sep, '/')).toSorted())
  })

  it('that are sampled have tests near each file', () => {
    for (const { files, tests } of NEAR_TESTS)
      for (const glob of [files, ...tests]) expect(globSync(glob, { cwd: root }), glob).not.toEqual([])
    const sampled = Object.entries(MUTATION_AREAS).flatMap(([area, one]) =>
      'sample' in one ? filesOfArea(root, area as MutationAreaName) : [],
    )
    expect(sampled.filter(file => testsNear(file) === null)).toEqual([])
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
