import { describe, expect, it } from 'vitest'
import { both } from '../../../src/contract/texts.ts'
import { readSpoken } from './said.ts'

const text = { kind: 'text', what: both('甲', 'a') } as const
const SUSPEND = { positionals: ['TERMINAL'], options: { reason: text, json: { ...text, kind: 'flag' } } } as const

describe('the id of a terminal that begins with a dash', () => {
  it.each([
    [['-x7Bq-9sLm_WZtvRkq0A1g']],
    [['-x7Bq-9sLm_WZtvRkq0A1g', '--reason', 'stolen', '--json']],
    [['--reason', 'stolen', '-x7Bq-9sLm_WZtvRkq0A1g', '--json']],
    [['--json', '--reason=stolen', '--', '-x7Bq-9sLm_WZtvRkq0A1g']],
  ])('is no option: %j', words => {
    const spoken = readSpoken(SUSPEND, words)
    expect(spoken.ok && spoken.value.positionals).toEqual(['-x7Bq-9sLm_WZtvRkq0A1g'])
    if (words.length > 1)
      expect(spoken.ok && [spoken.value.texts, spoken.value.flags]).toEqual([{ reason: 'stolen' }, ['json']])
  })

  it('is told from an option that there is not, and from a value that is missing', () => {
    const refused = (...words: string[]) => {
      const spoken = readSpoken(SUSPEND, words)
      return spoken.ok ? null : spoken.error.en
    }
    expect(refused('T', '-x')).toBe('there is no option -x')
    expect(refused('T', '--bogus')).toBe('there is no option --bogus')
    expect(refused('T', '--reason')).toBe('--reason lacks what belongs behind it')
    expect(refused('T', '--reason', '-7')).toBe('what follows --reason begins with a dash: write --reason=VALUE')
    expect(refused('-T1', '-T2')).toBe('it takes TERMINAL')
  })
})
