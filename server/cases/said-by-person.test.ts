import { describe, expect, it } from 'vitest'
import {
  nameKey,
  REASON_CHARACTERS_MAX,
  readAmountFen,
  readAmountYuan,
  readCaseNumber,
  readName,
  readOrderNumber,
  readReason,
  readReference,
} from './said-by-person.ts'

const saidOf = (read: { readonly ok: boolean; readonly value?: unknown; readonly error?: unknown }) =>
  read.ok ? read.value : `refused: ${read.error}`

describe('the name of a person', () => {
  it.each([
    ['王芳', '王芳'],
    ['  Wang   Fang ', 'Wang Fang'],
    ['Ｗａｎｇ', 'Wang'],
    ['艾力•买买提', '艾力·买买提'],
    ["Seán O'Neill-Ní", "Seán O'Neill-Ní"],
    ['x'.repeat(40), 'x'.repeat(40)],
  ])('%s is kept as %s', (said, name) => {
    expect(saidOf(readName(said))).toBe(name)
  })

  it.each([
    ...['', '  ', '王', 'x', '..', '-x-', 'Ваня', 'a\u200bb\u0007', '王芳!', '王芳\u202e'],
    // With a digit behind it anybody would be a second person.
    ...['王芳1', '王芳１', '王芳①', '王芳²', '王芳〇', '王芳〡', 'Wang 2', '123'],
  ])('%j is none', said => {
    expect(saidOf(readName(said))).toBe('refused: --by: a name in Chinese characters or Latin letters is needed')
  })

  it('has forty characters at most, rare ones too', () => {
    expect(saidOf(readName('𠮷'.repeat(40)))).toBe('𠮷'.repeat(40))
    expect(saidOf(readName('x'.repeat(41)))).toBe('refused: --by: 40 characters at most')
  })

  it('is the same however it is written', () => {
    const keys = ['Seán O’Neill', 'sean oneill', "SEAN O'NEILL", 'Sean·O.Neill-'].map(nameKey)
    expect(new Set(keys)).toEqual(new Set(['seanoneill']))
    expect(nameKey('王芳')).not.toBe(nameKey('王方'))
    // Such a name may stand in a history that is older than the rule.
    expect(['劉曉東', '刘晓東', '刘晓东'].map(nameKey)).toEqual(['刘晓东', '刘晓东', '刘晓东'])
    expect(nameKey('刘乾')).toBe(nameKey('劉乾'))
    expect(nameKey('王芳1')).toBe(nameKey('王芳'))
  })
})

describe('a reason', () => {
  it('is kept in one line', () => {
    expect(saidOf(readReason('  the card\n was  closed '))).toBe('the card was closed')
    expect(saidOf(readReason('卡已注销'))).toBe('卡已注销')
  })

  it.each([
    ['', '--reason: say why, in words'],
    ['12.50 !', '--reason: say why, in words'],
    ['so\u0007', '--reason: a character in it is no part of a text'],
    ['so\u202e', '--reason: a character in it is no part of a text'],
    ['x'.repeat(REASON_CHARACTERS_MAX + 1), '--reason: 500 characters at most'],
  ])('%j is none', (said, sentence) => {
    expect(saidOf(readReason(said))).toBe(`refused: ${sentence}`)
  })

  it('may be long, in rare characters too', () => {
    expect(readReason('𠮷'.repeat(500)).ok).toBe(true)
  })
})

describe('a reference', () => {
  it.each([
    ['B-77', 'B-77'],
    [' 财务  (2026)/77:#a_b.c ', '财务 (2026)/77:#a_b.c'],
    ['Ｂ－7７', 'B-77'],
    ['x'.repeat(64), 'x'.repeat(64)],
  ])('%s', (said, reference) => {
    expect(saidOf(readReference(said))).toBe(reference)
  })

  it.each(['B-7', '', 'x'.repeat(65), 'B-77;', 'B-77\u0007'])('%j is none', said => {
    expect(saidOf(readReference(said))).toContain(
      'refused: --reference: 4 to 64 letters, Chinese characters, digits, blanks or . _ / # : ( ) -, ',
    )
  })
})

describe('an amount', () => {
  it.each([
    ['1', 1],
    ['500', 500],
    ['10000000', 10_000_000],
  ])('%s', (said, amountFen) => expect(saidOf(readAmountFen(said))).toBe(amountFen))

  it.each(['0', '10000001', '100000000', '-5', '5.00', '5 ', ' 5', '0x5', ''])('%j is none', said => {
    expect(saidOf(readAmountFen(said))).toBe(
      'refused: --amount-fen: a whole number of fen, from 1 to 10000000; yuan are given with --amount, such as 8.00',
    )
  })
})

describe('a number that was typed', () => {
  it('of a case', () => {
    for (const said of ['C-261129-7KQ4', 'c2611297kq4', ' c 261129 7kq4 '])
      expect(readCaseNumber(said)).toBe('C-261129-7KQ4')
    for (const said of [
      '261129-7KQ4',
      'C-261129-7KQ',
      'C-261129-7KQ4M',
      'X-261129-7KQ4',
      'C-26112-7KQ4',
      'CC-261129-7KQ4',
    ])
      expect(readCaseNumber(said)).toBeNull()
  })

  it('of an order', () => {
    for (const said of ['261129-7KQ4MXA', '2611297kq4mxa']) expect(readOrderNumber(said)).toBe('261129-7KQ4MXA')
    for (const said of ['261129-7KQ4MX', '261129-7KQ4MXAB', '26112-7KQ4MXA', '1261129-7KQ4MXA', 'nothing'])
      expect(readOrderNumber(said)).toBe(said)
  })
})

describe('an amount in yuan', () => {
  it.each([
    ['8.00', 800],
    ['¥8.00', 800],
    ['￥0.01', 1],
    [' 12.50 ', 1_250],
    ['100000.00', 10_000_000],
  ])('%s is %i fen', (said, fen) => expect(saidOf(readAmountYuan(said))).toBe(fen))

  it.each(['8', '8.0', '8.000', '0.00', '-8.00', '1e2', '8,00', '100000.01', '', '八'])('%j is none', said =>
    expect(saidOf(readAmountYuan(said))).toContain('refused: --amount: yuan, always with two digits'),
  )
})
