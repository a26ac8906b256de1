import { expect, it } from 'vitest'
import { type SpoiltOrder, whyNoReprint } from './reprint-rule.ts'

const NOW_MS = 1_795_000_000_000
const MINUTES_10 = 600_000
const order: SpoiltOrder = {
  ...{
    state: 'ended',
    isReprint: false,
    overAtMs: NOW_MS - MINUTES_10,
    copiesDelivered: 2,
    outcomeFault: null,
    reprints: 0,
  },
}
const wish = { copies: 1, reported: ['printer-jam'] } as const
const why = (
  changed: Partial<SpoiltOrder> = {},
  more: Partial<Parameters<typeof whyNoReprint>[1]> = {},
  withinMs = MINUTES_10,
) => whyNoReprint({ ...order, ...changed }, { ...wish, ...more }, NOW_MS, withinMs)

it.each([
  'printer-jam',
  'printer-no-toner',
  'printer-toner-low',
  'printer-waste-nearly-full',
  'printer-needs-care',
] as const)('a copy that came out while the printer reported %s is printed again', code => {
  expect(why({}, { reported: [code] })).toBeNull()
  expect(why({ outcomeFault: code }, { reported: [] })).toBeNull()
})

it('all copies that came out may be, at the last moment of the time', () => {
  expect(why({}, { copies: 2 })).toBeNull()
})

it.each([
  ['not printed yet', { state: 'ready', overAtMs: null }, {}, 'reprint-refused'],
  ['never paid', { state: 'closed' }, {}, 'reprint-refused'],
  ['a reprint', { isReprint: true }, {}, 'reprint-refused'],
  ['a second time', { reprints: 1 }, {}, 'reprint-done-before'],
  ['too late by a millisecond', { overAtMs: NOW_MS - MINUTES_10 - 1 }, {}, 'reprint-too-late'],
  ['more than came out', {}, { copies: 3 }, 'reprint-refused'],
  ['nothing reported', {}, { reported: [] }, 'reprint-not-reported'],
  [
    'another trouble',
    { outcomeFault: 'printer-out-of-paper' },
    { reported: ['printer-paper-low', 'printer-output-full'] },
    'reprint-not-reported',
  ],
  ['a word that is no code', { outcomeFault: 'constructor' }, { reported: [] }, 'reprint-not-reported'],
] as const)('%s is not', (_what, changed, more, code) => expect(why(changed, more)).toMatchObject({ code }))

it('nothing is where the site wants none', () =>
  expect(why({ overAtMs: NOW_MS - 1 }, {}, 0)).toMatchObject({ code: 'reprint-too-late' }))
