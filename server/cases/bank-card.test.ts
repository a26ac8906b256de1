import { describe, expect, it } from 'vitest'
import { isSameCard, readCard } from './bank-card.ts'

const NUMBER = '6222020000000012344'
const card = (bank = '招商银行', number = NUMBER, holder = '张三丰') => `${bank}\n${number}\n${holder}`

describe('a bank card as it is typed', () => {
  it.each<[string, string]>([
    ['three lines', card()],
    ['an end of line more, blank lines and blanks around', `\n ${card().replaceAll('\n', ' \n\n')}\n\n`],
    ['the line ends of other systems, and their mark', `\ufeff${card().replaceAll('\n', '\r\n')}`],
    ['the number in groups', card(undefined, '6222 0200-0000 0012 344')],
    ['full-width digits', card(undefined, '６２２２０２００００００００１２３４４')],
  ])('is read from %s', (_, said) => {
    expect(readCard(said)).toEqual({
      ok: true,
      value: { bank: '招商银行', number: NUMBER, holderName: '张三丰' },
    })
  })

  it('may have sixteen digits, and a name in Latin letters or with a dot', () => {
    for (const holder of ['Zhang San', '阿里木·买买提'])
      expect(readCard(card('Bank of China', '6225880000000001', holder))).toMatchObject({
        value: { holderName: holder, number: '6225880000000001' },
      })
  })

  it.each<[string, string, RegExp]>([
    ['nothing', '', /three lines/],
    ['two lines', '招商银行\n6222020000000012344', /three lines/],
    ['four lines', `${card()}\n备注`, /three lines/],
    ['a text without end', '1'.repeat(5_000), /three lines/],
    ['no bank', card('12345'), /name of the bank/],
    ['a bank with a digit before it', card('1 招商银行'), /name of the bank/],
    ['a bank with a digit after it', card('招商银行 1'), /name of the bank/],
    ['fifteen digits', card(undefined, '622588000000000'), /16 to 19 digits/],
    ['twenty digits', card(undefined, `${NUMBER}4`), /16 to 19 digits/],
    ['a letter in the number', card(undefined, '62220200O0000012344'), /16 to 19 digits/],
    ['a wrong digit', card(undefined, '6222020000000012345'), /a digit of the number is wrong/],
    ['two digits exchanged', card(undefined, '6222020000000013244'), /two are exchanged/],
    ['a name of digits', card(undefined, undefined, '12345'), /name of the holder/],
    ['a name that steers the terminal', card(undefined, undefined, '张\u001b[31m'), /name of the holder/],
  ])('is refused with %s, in words that have nothing of it', (_, said, words) => {
    const read = readCard(said)
    expect(read).toEqual({ ok: false, error: expect.stringMatching(words) })
    for (const part of said.split('\n').filter(line => line.length > 3))
      expect(read.ok ? '' : read.error).not.toContain(part)
  })

  it.each(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])(
    'has one last digit only: not %s in its place, but 4',
    digit => {
      expect(readCard(card(undefined, NUMBER.slice(0, -1) + digit)).ok).toBe(digit === '4')
    },
  )

  it('is the same as another one in all three', () => {
    const one = { bank: '招商银行', number: NUMBER, holderName: '张三丰' }
    expect(isSameCard(one, { ...one })).toBe(true)
    for (const other of [{ bank: '中国银行' }, { number: '6225880000000001' }, { holderName: '李四' }])
      expect(isSameCard(one, { ...one, ...other })).toBe(false)
  })
})
