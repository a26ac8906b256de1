import { describe, expect, it } from 'vitest'
import { bytesOfLatin1, latin1 } from './bytes.ts'
import { cursorAt } from './cursor.ts'
import { readValue } from './tokens.ts'
import type { PdfValue } from './values.ts'

const read = (text: string) => readValue(cursorAt(bytesOfLatin1(text), 0))

function plain(value: PdfValue): unknown {
  if (value.kind === 'array') return value.items.map(plain)
  if (value.kind === 'dict') return Object.fromEntries([...value.entries].map(([key, entry]) => [key, plain(entry)]))
  if (value.kind === 'string') return latin1(value.value)
  if (value.kind === 'ref') return `${value.number} ${value.generation} R`
  return value.kind === 'null' ? null : value.value
}

describe('reading PDF tokens', () => {
  it('reads every kind of object', () => {
    expect(
      plain(
        read('<< /A#20b [1 -2 .5 +3. 12 0 R 1 2] /C (a\\(b\\)\\101\\n(c)\\\r\nd) /E <414 2> /F true/G null % x\n >>'),
      ),
    ).toEqual({
      'A b': [1, -2, 0.5, 3, '12 0 R', 1, 2],
      C: 'a(b)A\n(c)d',
      E: 'AB',
      F: true,
      G: null,
    })
  })

  it('keeps the place of each token', () => {
    const value = read('  << /Contents <00ff> /ByteRange [0 10 20 30] >>')
    if (value.kind !== 'dict') throw new Error('a dictionary was expected')
    const contents = value.entries.get('Contents')
    expect([contents?.start, contents?.end]).toEqual([15, 21])
    expect([value.start, value.end]).toEqual([2, 48])
  })

  it.each([
    ['a key that stands twice', '<< /A 1 /A 2 >>', /duplicate-key/],
    ['a key that stands twice under an escape', '<< /A 1 /#41 2 >>', /duplicate-key/],
    ['a number with an exponent', '1e3', /bad-token/],
    ['a number above 2^53', '9007199254740993', /bad-token/],
    ['an open string', '(abc', /bad-token/],
    ['an open array', '[1 2', /bad-token/],
    ['an open dictionary', '<< /A 1', /bad-token/],
    ['a bad hex digit', '<0g>', /bad-token/],
    ['a bad escape in a name', '/A#4', /bad-token/],
    ['an unknown word', 'obj', /bad-token/],
    ['nothing', '', /bad-token/],
    ['a tower of arrays', '['.repeat(60) + ']'.repeat(60), /limit-reached/],
  ])('refuses %s', (_, text, reason) => {
    expect(() => read(text)).toThrow(reason)
  })
})
