import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FILE_SETTINGS } from './fixture.ts'
import { problemsOf } from './problems.ts'
import { SETTING_PATHS } from './sections.ts'
import {
  at,
  canonicalJson,
  changesMoney,
  differenceOf,
  type Layer,
  layerSchema,
  resolveSettings,
  settingsSchema,
  withValue,
} from './settings.ts'

describe('layers', () => {
  it('takes each value from the narrowest layer that says it, and knows which that is', () => {
    const { settings, from } = resolveSettings(FILE_SETTINGS, {
      global: { help: { phone: '1' }, prices: { zhFen: 300 } },
      site: { help: { phone: '2' } },
      terminal: { copies: { freeCopies: 9 } },
    })
    expect(settings.help.phone).toBe('2')
    expect(settings.prices).toEqual({ zhFen: 300, enFen: 500 })
    expect(settings.copies.freeCopies).toBe(9)
    expect(from).toMatchObject({
      'help.phone': 'site',
      'prices.zhFen': 'global',
      'prices.enFen': 'file',
      'copies.freeCopies': 'terminal',
    })
    expect(settingsSchema.parse(settings)).toEqual(settings)
  })

  it('takes null for a value that is said, and what is left out for none', () => {
    const site: Layer = { help: { notice: { zh: '今天检修', en: 'Maintenance today' } } }
    const { settings, from } = resolveSettings(FILE_SETTINGS, { site, terminal: { help: { notice: null } } })
    expect(settings.help.notice).toBeNull()
    expect(from['help.notice']).toBe('terminal')
    expect(withValue(site, 'help.notice', undefined)).toEqual({})
  })

  it('gives whole settings for any layers', () => {
    const layer = fc
      .subarray([...SETTING_PATHS])
      .map(paths => paths.reduce<Layer>((made, path) => withValue(made, path, at(FILE_SETTINGS, path)), {}))
    fc.assert(
      fc.property(layer, layer, layer, (global, site, terminal) => {
        const { settings, from } = resolveSettings(FILE_SETTINGS, { global, site, terminal })
        expect(settings).toEqual(FILE_SETTINGS)
        for (const path of SETTING_PATHS) {
          const narrowest = (['terminal', 'site', 'global'] as const).find(
            name => at({ global, site, terminal }[name], path) !== undefined,
          )
          expect(from[path]).toBe(narrowest ?? 'file')
        }
      }),
    )
  })

  it('reads settings that were signed before a value came, and gives them what held then', () => {
    const { paper: _, maintenance: __, ...older } = FILE_SETTINGS
    expect(settingsSchema.parse(older)).toEqual(FILE_SETTINGS)
    expect(settingsSchema.safeParse({ ...older, sounds: { touches: true } }).success).toBe(false)
    // A layer says no more than it says.
    expect(layerSchema.parse({ maintenance: {} })).toEqual({ maintenance: {} })
  })

  it('knows what differs, and whether money does', () => {
    const before: Layer = { help: { phone: '1' }, copies: { maxCopies: 5 } }
    expect(differenceOf(before, before)).toEqual([])
    const free = differenceOf(before, { copies: { maxCopies: 5, freeCopies: 2 } })
    expect(free).toEqual([
      { path: 'copies.freeCopies', before: undefined, after: 2 },
      { path: 'help.phone', before: '1', after: undefined },
    ])
    expect(changesMoney(free)).toBe(true)
    expect(changesMoney(differenceOf(before, { help: { phone: '2' }, copies: { maxCopies: 6 } }))).toBe(false)
  })

  it('spells the same data in one way', () => {
    expect(canonicalJson({ b: [1, null], a: { d: 'x', c: undefined } })).toBe('{"a":{"d":"x"},"b":[1,null]}')
    expect(canonicalJson({ a: { d: 'x' }, b: [1, null] })).toBe(canonicalJson({ b: [1, null], a: { d: 'x' } }))
  })
})

describe('values that would break the program', () => {
  const refused: readonly (readonly [string, unknown])[] = [
    ['a price below nought', { prices: { zhFen: -1 } }],
    ['a price that is a slip of the pen', { prices: { zhFen: 1e9 } }],
    ['a price in parts of a fen', { prices: { zhFen: 1.5 } }],
    ['a delay of an instant', { delays: { idleSeconds: 0 } }],
    ['a delay of an hour', { delays: { idleSeconds: 3_600 } }],
    ['a margin as long as a payment', { delays: { payMarginSeconds: 60 } }],
    ['a span of closed days of ten thousand years', { hours: { closedDays: [closed('0001-01-01', '9999-12-31')] } }],
    ['a span of closed days of two years', { hours: { closedDays: [closed('2026-01-01', '2027-12-31')] } }],
    ['a span that ends before it begins', { hours: { closedDays: [closed('2026-01-02', '2026-01-01')] } }],
    ['a day that there is not', { hours: { closedDays: [closed('2026-02-30', '2026-02-30')] } }],
    [
      'a closed day without a reason',
      { hours: { closedDays: [{ ...closed('2026-01-01', '2026-01-01'), reason: { zh: '', en: '' } }] } },
    ],
    ['an opening at the end of a day', { hours: { week: week({ opens: '24:00', closes: '10:00' }) } }],
    ['a time that there is not', { hours: { week: week({ opens: '08:60', closes: '10:00' }) } }],
    ['an opening for no time', { hours: { week: week({ opens: '08:00', closes: '08:00' }) } }],
    ['a machine that never opens', { hours: { week: week() } }],
    ['a kind that is offered twice', { documents: { offered: ['transcript', 'transcript'] } }],
    ['no kind at all', { documents: { offered: [] } }],
    ['a notice that nobody can see', { help: { notice: { zh: '\u200b', en: 'x' } } }],
    ['a colour that cannot be read', { look: { accent: '#ffe24a' } }],
    ['a colour that is a script', { look: { accent: 'url(x)' } }],
    ['a logo that is no PNG', { look: { logo: 'PHN2Zz48L3N2Zz4=' } }],
    ['what nobody knows', { hours: { weak: null } }],
  ]
  it.each(refused)('refuses %s', (_, layer) => {
    expect(layerSchema.safeParse(layer).success).toBe(false)
  })

  it.each([
    [{ zhFen: 100_001 }, '¥1000.00 at most'],
    [{ zhFen: -1 }, '¥0.00 at least'],
    [{ zhFen: '3.005' }, 'must be an amount in yuan with two decimals at most, such as 3.00'],
  ])('says in yuan what is wrong with a price: %j', (prices, words) => {
    const read = layerSchema.safeParse({ prices })
    expect(read.success ? [] : problemsOf(read.error)).toMatchObject([{ path: 'prices.zhFen', words: { en: words } }])
  })
})

const closed = (from: string, to: string) => ({ from, to, reason: { zh: '放假', en: 'Holidays' } })
const week = (...monday: { opens: string; closes: string }[]) => ({
  ...{ monday, tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] },
})
