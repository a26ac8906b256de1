import { describe, expect, it } from 'vitest'
import { drawnOf, NOT_DRAWN, SAMPLE_VARIABLE, strykerPlugins } from './sample.ts'

const change = (fileName: string, line: number, id: string) => ({
  ...{ id, fileName, mutatorName: 'ConditionalExpression', replacement: 'true' },
  location: { start: { line, column: 3 }, end: { line, column: 8 } },
})
const CHANGES = Array.from({ length: 40 }, (_, line) => change('/a.ts', line, `a${line}`))
const FEW = Array.from({ length: 3 }, (_, line) => change('/b.ts', line, `b${line}`))
const drawn = (seed: string, changes = CHANGES) => [...drawnOf(changes, { size: 5, seed })].toSorted()

describe('a sample', () => {
  it('has so many changes of each file, and all where there are no more', () => {
    const ids = drawn('2026-11-29', [...CHANGES, ...FEW])
    expect(ids.filter(id => id.startsWith('a'))).toHaveLength(5)
    expect(ids.filter(id => id.startsWith('b'))).toEqual(['b0', 'b1', 'b2'])
  })

  it('is the same by the same seed, in whatever order and folder the changes come', () => {
    const elsewhere = CHANGES.map(one => ({ ...one, fileName: `/elsewhere${one.fileName}` })).toReversed()
    expect(drawn('2026-11-29', elsewhere)).toEqual(drawn('2026-11-29'))
    expect(drawn('2026-11-30')).not.toEqual(drawn('2026-11-29'))
  })

  it('is what Stryker lets through; the rest it takes for what does not compile', async () => {
    const [plugin] = strykerPlugins
    expect(await plugin!.value.group(CHANGES)).toEqual([CHANGES.map(({ id }) => id)])
    process.env[SAMPLE_VARIABLE] = JSON.stringify({ size: 5, seed: '2026-11-29' })
    try {
      const said = Object.entries(await plugin!.value.check(CHANGES))
      expect(
        said
          .filter(([, { status }]) => status === 'passed')
          .map(([id]) => id)
          .toSorted(),
      ).toEqual(drawn('2026-11-29'))
      expect(said.filter(([, one]) => one.status === 'compileError' && one.reason === NOT_DRAWN)).toHaveLength(35)
    } finally {
      delete process.env[SAMPLE_VARIABLE]
    }
  })
})
