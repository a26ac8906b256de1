import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitSheets, heightOf } from './fit-sheets.ts'

const room = { width: 960, height: 700, gap: 8, copyGap: 24, label: 30, labelWidth: 0 }

describe('sheets on the screen', () => {
  it('are as large as allowed when there are few', () => {
    expect(fitSheets(1, 1, room, 240)).toEqual({ sheetWidth: 240, columns: 1 })
    expect(fitSheets(3, 1, room, 240).sheetWidth).toBe(240)
  })

  it('keep the sheets of a copy beside each other while that is large enough', () => {
    expect(fitSheets(3, 2, room, 240).columns).toBe(2)
  })

  it('break a copy into rows when one row would make them tiny', () => {
    expect(fitSheets(1, 24, room, 240).columns).toBeLessThan(24)
    expect(fitSheets(1, 24, room, 240).sheetWidth).toBeGreaterThan(80)
  })

  it('still can be told apart when there are sixty', () => {
    for (const [copies, sheets] of [
      [60, 1],
      [30, 2],
      [12, 5],
      [1, 60],
    ] as const) {
      expect(fitSheets(copies, sheets, room, 240).sheetWidth).toBeGreaterThan(40)
    }
  })

  it('leave room for a label that is wider than the sheets under it', () => {
    const wide = { ...room, labelWidth: 300 }
    const fit = fitSheets(9, 2, wide, 240)
    expect(Math.ceil(9 / 3) * (30 + (fit.sheetWidth * 297) / 210 + 24) - 24).toBeLessThanOrEqual(room.height)
    expect(fitSheets(9, 2, room, 240).sheetWidth).toBeGreaterThanOrEqual(fit.sheetWidth)
  })

  it('never exceed the room', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 8 }), (copies, sheets) => {
        const fit = fitSheets(copies, sheets, room, 240)
        expect(heightOf(copies, sheets, room, fit)).toBeLessThanOrEqual(room.height)
        expect(fit.columns * (fit.sheetWidth + room.gap) - room.gap).toBeLessThanOrEqual(room.width)
      }),
    )
  })
})
