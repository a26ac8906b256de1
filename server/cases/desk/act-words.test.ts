import { expect, it } from 'vitest'
import { ACT_NAMES } from '../act-names.ts'
import { inWords, SENTENCES } from '../sentences.ts'
import { withActNames } from './act-words.ts'

it.each(Object.entries(SENTENCES))('%s: names acts at a desk by their buttons', (_, { en }) => {
  const said = en.replaceAll('{{act}}', 'refunded-by-hand').replaceAll('{{acts}}', 'refund, book-loss')
  const { zh, en: english } = withActNames({ zh: inWords(said, 'zh'), en: inWords(said, 'en') })
  for (const act of Object.keys(ACT_NAMES).filter(name => name.includes('-')))
    expect([zh, english].join('\n')).not.toMatch(new RegExp(`\\b${act}\\b`))
  expect(zh).not.toMatch(/（(?:refund|close)）/)
})

it('leaves what is no verb of a command as it is', () => {
  const text = { zh: '退款（微信支付）到 2026-11-29', en: 'the refund was close to 8.00 - by hand' }
  expect(withActNames(text)).toEqual(text)
})
