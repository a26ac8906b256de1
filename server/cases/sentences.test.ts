import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { providerName } from '../ground/provider-names.ts'
import { PROVIDERS } from '../payments/providers.ts'
import { PRINTER_WORDS } from './sentences/printer-words.ts'
import { inWords, isOfTheHouse, printerInChinese, SENTENCES, type SentenceKey } from './sentences.ts'

const ROOT = join(import.meta.dirname, '..')
const HAN = /\p{Script=Han}/u
const KEYS = Object.keys(SENTENCES) as SentenceKey[]
/** Something that could stand in each place. */
const VALUES: Readonly<Record<string, string>> = {
  ...{ state: 'succeeded', words: 'paid 400 fen', parts: 'paid 400 fen', figure: 'paid', day: '2026-11-28' },
  ...{ number: 'yz20261128A', orderNumber: '261128-7KQ4MXA', code: 'NOTPAY', caseNumber: 'C-261129-7KQ4' },
}
const filled = (text: string) =>
  text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => VALUES[name] ?? (name.endsWith('Fen') ? '12345' : '7'))

describe('what the house says in cases', () => {
  it.each(KEYS)('%s: is read back from English, and said in Chinese with its own figures', key => {
    const { zh, en } = SENTENCES[key]
    const said = inWords(filled(en), 'zh')
    expect(isOfTheHouse(filled(en))).toBe(true)
    expect(said).not.toMatch(/\{\{| fen\b/)
    // Its own Chinese and not that of a sentence that is like it.
    for (const part of zh.split(/\{\{\w+\}\}/)) expect(said).toContain(part)
    if (/\{\{\w+Fen\}\}/.test(en)) {
      expect(said).toContain('¥123.45')
      expect(inWords(filled(en), 'en')).toContain('¥123.45')
    }
  })

  it('has the same places in both languages', () => {
    for (const table of [SENTENCES, PRINTER_WORDS])
      for (const { zh, en } of Object.values(table)) {
        const places = (text: string) => [...text.matchAll(/\{\{\w+\}\}/g)].map(String).sort()
        expect([en, places(zh)]).toEqual([en, places(en)])
        expect(en).not.toMatch(HAN)
      }
  })

  it('leaves the words of others alone', () => {
    for (const words of ['SUCCESS', '订单已超过可退款的最大期限', 'media-jam', '']) {
      expect(isOfTheHouse(words)).toBe(false)
      expect(inWords(words, 'zh')).toBe(words)
    }
  })

  it('says sentences within sentences', () => {
    expect(inWords('a signed answer to a query: paid 405 fen', 'zh')).toBe('对询问的签名答复：已付 ¥4.05')
    expect(inWords('a signed answer to a query: closed', 'zh')).toBe('对询问的签名答复：已关闭（closed）')
    expect(inWords('order 261128-A: charged 500 fen, by the books 400 fen; paid 0 fen, by the books 1 fen', 'zh')).toBe(
      '订单 261128-A：计费 ¥5.00，账簿上是 ¥4.00；已付 ¥0.00，账簿上是 ¥0.01',
    )
  })

  it('is made by `sentence` wherever a room of money speaks: no sentence of its own that nobody could read in Chinese', () => {
    const own = ['orders', 'reconciliation', 'books', 'cases', 'complaints'].flatMap(room =>
      readdirSync(join(ROOT, room))
        .filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'))
        .flatMap(name => {
          const text = readFileSync(join(ROOT, room, name), 'utf8')
          const found = text.match(/\b(?:says|because|what): ['`][a-z]|\b(?:refuse|said|bill|here)\(['`][a-z][^'`]* /g)
          return (found ?? []).map(one => `${room}/${name}: ${one}`)
        }),
    )
    // Names of routes, sweeps and audit events are no sentences in a case.
    expect(own.filter(line => !/-audit\.ts|-plan\.ts/.test(line))).toEqual([])
  })
})

describe('what printers have said', () => {
  it.each([
    ['counted: completed, every sheet counted; job 12 completed ; impressions 4/4 sheets 2', '已打完，逐张数齐'],
    ['life-counter: completed, life counter moved by all; job 3 completed', '已打完（completed），总计数器走足了全份'],
    ['none: completed and counted, but printer-jam; job 3 completed', '已打完并数齐，但是：printer-jam'],
    [
      'none: no such job, and no proof that there was none, the printer began anew',
      '没有这个作业，也不能证明从未有过，打印机重启过',
    ],
    ['proven-absent: not listed, life counter stands at 1204', '列表里没有，总计数器停在 1204'],
    ['gone; no count of it; life counter stands', '不见了；没有它的计数；总计数器没有动'],
    ['job 7 aborted, 1 sheets counted', '作业 7：中途作废（aborted），数到 1 张'],
    ['none: the printer was lost', '与打印机失去联系'],
    ['job 12 aborted aborted-by-system', null],
  ])('%s', (raw, zh) => expect(printerInChinese(raw)).toBe(zh))
})

it('every provider of payments has a name that people know', () => {
  for (const { id } of PROVIDERS) expect(providerName(id).zh).toMatch(HAN)
  expect(providerName('constructor')).toEqual({ zh: 'constructor', en: 'constructor' })
})
