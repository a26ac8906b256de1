import { describe, expect, it } from 'vitest'
import { isoOfPdfDate } from './pdf-date.ts'

describe('PDF dates', () => {
  it.each([
    ['D:20261122120000Z', '2026-11-22T12:00:00Z'],
    ["D:20261122120000+08'00'", '2026-11-22T12:00:00+08:00'],
    ["D:20261122120000-05'30", '2026-11-22T12:00:00-05:30'],
    ['D:2026', '2026-01-01T00:00:00Z'],
  ])('reads %s', (text, iso) => {
    expect(isoOfPdfDate(text)).toBe(iso)
  })

  it.each(['20261122', 'D:20261322', 'D:2026112212000', 'today'])('does not take %s', text => {
    expect(isoOfPdfDate(text)).toBeNull()
  })
})
