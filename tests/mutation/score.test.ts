import { describe, expect, it } from 'vitest'
import { NOT_DRAWN } from './sample.ts'
import { percentOf, scoresOf, survivorsOf } from './score.ts'

const change = (status: string, line = 1) => ({
  status,
  mutatorName: 'ArithmeticOperator',
  replacement: 'a -\n  b',
  location: { start: { line, column: 3 }, end: { line, column: 8 } },
})

const report = {
  files: {
    'src/b.ts': {
      source: 'first\n  a + b\n',
      mutants: [change('Survived', 2), change('NoCoverage'), change('Killed')],
    },
    'src/a.ts': {
      source: '',
      mutants: ['Killed', 'Killed', 'Timeout', 'Ignored', 'RuntimeError', 'CompileError'].map(status => change(status)),
    },
  },
}

describe('the score of changed files', () => {
  const [a, b] = scoresOf(report, '2026-11-29') as [
    ReturnType<typeof scoresOf>[number],
    ReturnType<typeof scoresOf>[number],
  ]

  it('counts by file, and neither words nor what did not load', () => {
    const tried = { killed: 2, timedOut: 1, survived: 0, uncovered: 0, drawnFrom: null }
    expect(a).toEqual({ file: 'src/a.ts', ...tried, measuredOn: '2026-11-29' })
    expect(b).toMatchObject({ file: 'src/b.ts', killed: 1, timedOut: 0, survived: 1, uncovered: 1 })
  })

  it('is the part that was noticed, of one file or of several', () => {
    expect(percentOf([a])).toBe(100)
    expect(percentOf([b])).toBeCloseTo(33.3, 1)
    expect(percentOf([a, b])).toBeCloseTo(66.7, 1)
    expect(percentOf([])).toBeNull()
  })

  it('of a sample says from how many it was drawn, and counts for all of them', () => {
    const left = Array.from({ length: 6 }, () => ({ ...change('CompileError'), statusReason: NOT_DRAWN }))
    const mutants = [change('Killed'), change('Survived'), change('RuntimeError'), ...left]
    const [drawn] = scoresOf({ files: { 'src/c.ts': { source: '', mutants } } }, '2026-11-29')
    expect(drawn).toMatchObject({ killed: 1, survived: 1, drawnFrom: 8 })
    // All three of one, and half of eight.
    expect(percentOf([a, drawn!])).toBeCloseTo(63.6, 1)
  })

  it('names what survived, with the line and what stood in its place', () => {
    expect(survivorsOf(report)).toEqual([
      'src/b.ts:2:3 ArithmeticOperator\n    a + b\n    → a - b',
      'src/b.ts:1:3 ArithmeticOperator (no test comes by)\n    first\n    → a - b',
    ])
  })
})
