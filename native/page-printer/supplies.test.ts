import { describe, expect, it } from 'vitest'
import { suppliesSchema } from '../../src/contract/heartbeat-api.ts'
import type { IppValue } from '../ipp/message.ts'
import { readSupplies } from './supplies.ts'

const integers = (...values: number[]): IppValue[] => values.map(value => ({ kind: 'integer', value }))
const names = (...values: string[]): IppValue[] => values.map(value => ({ kind: 'name', value }))
const octets = (text: string): IppValue => ({ kind: 'octetString', bytes: new TextEncoder().encode(text) })
const tray = (level: number, capacity = 250) =>
  octets(`mediafeed=297000;mediaxfeed=210000;maxcapacity=${capacity};level=${level};unit=sheets;name=tray-1;`)
const levelOf = (level: IppValue[]) => readSupplies(new Map([['marker-levels', level]])).markers[0]?.level

describe('supplies', () => {
  it.each([
    [70, { kind: 'known', value: 70 }],
    [0, { kind: 'known', value: 0 }],
    [100, { kind: 'known', value: 100 }],
    [-1, { kind: 'unknown' }],
    [-2, { kind: 'unknown' }],
    [-3, { kind: 'some' }],
    [-4, { kind: 'unknown' }],
    [101, { kind: 'unknown' }],
    [2_147_483_647, { kind: 'unknown' }],
  ] as const)('a level of %i is what it says, and never empty or full by guess', (said, level) => {
    expect(levelOf(integers(said))).toEqual(level)
  })

  it('are unknown where nothing is told', () => {
    expect(readSupplies(new Map())).toEqual({ markers: [], trays: [], sources: null, reasons: [] })
    const named = readSupplies(new Map([['marker-names', names('Black toner')]]))
    expect(named.markers).toEqual([{ name: 'Black toner', kind: '', color: '', level: { kind: 'unknown' } }])
    expect(levelOf([{ kind: 'no-value' }])).toEqual({ kind: 'unknown' })
  })

  it('come in lists whose places belong together', () => {
    const said = new Map([
      ['marker-names', names('Black', 'Waste')],
      ['marker-types', names('toner', 'waste-toner')],
      ['marker-colors', names('#000000', 'none')],
      ['marker-levels', integers(40, -3)],
      ['printer-input-tray', [tray(120), tray(-2, -2), tray(-3)]],
      ['printer-state-reasons', names('media-low-warning')],
    ])
    const read = readSupplies(said)
    expect(read.markers).toEqual([
      { name: 'Black', kind: 'toner', color: '#000000', level: { kind: 'known', value: 40 } },
      { name: 'Waste', kind: 'waste-toner', color: 'none', level: { kind: 'some' } },
    ])
    expect(read.trays.map(({ level, maxSheets, sizeMm }) => [level.kind, maxSheets, sizeMm])).toEqual([
      ['known', 250, [210, 297]],
      ['unknown', null, [210, 297]],
      ['some', 250, [210, 297]],
    ])
    expect(read.reasons).toEqual(['media-low-warning'])
  })

  it('fit what is sent, whatever a printer says', () => {
    const long = '\ud800\u0000'.repeat(400)
    const said = new Map([
      ['marker-names', names(...Array.from({ length: 200 }, () => long))],
      ['marker-levels', integers(...Array.from({ length: 300 }, () => 5))],
      ['printer-input-tray', Array.from({ length: 90 }, () => tray(2_000_000_000, 2_000_000_000))],
      ['printer-state-reasons', names(...Array.from({ length: 90 }, () => long))],
    ])
    const sent = suppliesSchema.parse(readSupplies(said))
    expect(JSON.stringify(sent)).not.toMatch(/\\u0000|\\ud800/)
  })
})
