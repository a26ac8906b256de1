import { expect, it } from 'vitest'
import { cursorOf, readCursor } from './keyset.ts'

const place = { at: new Date('2026-11-22T08:00:00.123Z'), id: 'x-1' }
const said = (text: string) => readCursor(Buffer.from(text).toString('base64url'))

it('reads the place that it has written', () => {
  expect(readCursor(cursorOf(place))).toEqual(place)
  expect(readCursor(undefined)).toBeNull()
})

it.each([
  ...['0000-01-01T00:00:00.000Z x', '-000001-01-01T00:00:00.000Z x', '+275760-09-13T00:00:00.000Z x'],
  ...['2026-02-30T00:00:00.000Z x', '2026-11-22T08:00:00Z x', '2026-11-22T08:00:00.000Z a b', '[1,2]', '\0', ''],
])('takes %j for no place: no database has such a moment, or none of ours wrote it', text => {
  expect(said(text)).toBeNull()
})
