import { describe, expect, it } from 'vitest'
import { readableContent } from './stacked-text.ts'

const hex = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()
const NAMES = (nth: number) => ({ said: `a${nth}`, silent: `b${nth}` })
/** ด is said with its mark each time, as the engine has it; glyphs 1 to 3. */
const THAI = new Map([
  [1, 'ดี'],
  [2, 'ดี'],
  [3, 'ใ'],
])
const drawn = (font: string, shown: string) => `q\nBT\n0 Tr\n/${font} 14 Tf\n1 0 0 -1 0 0 Tm\n${shown}\nET\nQ\n`
const made = (content: string, wanted: readonly string[]) =>
  readableContent(content, new Map([['f2', THAI]]), wanted, NAMES)

describe('a text whose letters stack', () => {
  it('is said once, by its first glyph and by /ActualText, over all its pieces', () => {
    const content = `${drawn('f2', '[7 (\\000\\003\\000\\001) 30 (\\000\\001)] TJ')}${drawn('f2', '(\\000\\002) Tj')}`
    const { content: after, texts } = made(content, ['ใดี'])
    expect(texts).toEqual([{ font: 'f2', text: 'ใดี', firstCode: 3, codes: [3, 1, 1, 2] }])
    expect(after).toContain(`BT\n/Span << /ActualText <FEFF${hex('ใดี')}> >> BDC\n0 Tr\n/a0 14 Tf\n`)
    expect(after).toContain('[7 <0003>] TJ\n/b0 14 Tf\n[<0001> 30 (\\000\\001)] TJ\n')
    expect(after).toContain(
      'BT\n/Span << /ActualText <FEFF> >> BDC\n0 Tr\n/b0 14 Tf\n1 0 0 -1 0 0 Tm\n(\\000\\002) Tj\nEMC\nET\n',
    )
    expect(after).not.toContain('/f2')
  })

  it('goes by what /ActualText says already, and takes it away', () => {
    const inner = `/Span <<\n  /ActualText <FEFF${hex('ใ')}>\n>> BDC\n0 Tr\n/f2 14 Tf\n1 0 0 -1 0 0 Tm\n<00010002> Tj\nEMC\n`
    const { content, texts } = made(`BT\n${inner}ET\n`, ['ใ'])
    expect(texts).toMatchObject([{ text: 'ใ', codes: [1, 2] }])
    expect(content.match(/ActualText/g)).toHaveLength(1)
    expect(content).toContain('<0001> Tj\n/b0 14 Tf\n<0002> Tj\nEMC\nET\n')
  })

  it('ends where another font begins, so that each word is said for itself', () => {
    const content = `${drawn('f2', '(\\000\\003) Tj')}${drawn('f0', '(\\000\\001) Tj')}${drawn('f2', '(\\000\\001) Tj')}`
    const { content: after, texts } = made(content, ['ใ', 'ดี'])
    expect(texts.map(({ text }) => text)).toEqual(['ใ', 'ดี'])
    expect(after).toContain(drawn('f0', '(\\000\\001) Tj'))
  })

  it.each([
    ['half a word', '(\\000\\003) Tj', ['ใดี']],
    ['a text that was not asked for', '(\\000\\001) Tj', ['ใ']],
    ['one of two with the same letters', '(\\000\\003\\000\\001) Tj', ['ใดี', 'ดีใ']],
    ['a code that nothing is known of', '(\\000\\003\\000\\011) Tj', ['ใ']],
  ])('stays as it is where it can not be told: %s', (_, shown, wanted) => {
    const content = drawn('f2', shown)
    expect(made(content, wanted)).toEqual({ content, texts: [] })
  })
})
