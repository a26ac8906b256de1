import { describe, expect, it } from 'vitest'
import { readValidityNote, validityNote } from './validity-note.ts'

describe('the last day in a seal', () => {
  it.each([
    ['Asia/Shanghai', '2027-05-21T15:59:59.999Z', '2027-05-21T23:59:59+08:00'],
    ['Asia/Kathmandu', '2027-05-21T18:14:59.999Z', '2027-05-21T23:59:59+05:45'],
    ['America/St_Johns', '2027-01-01T03:29:59.999Z', '2026-12-31T23:59:59-03:30'],
    ['UTC', '2027-05-21T23:59:59.999Z', '2027-05-21T23:59:59+00:00'],
  ])('in %s is read back', (timeZone, moment, written) => {
    const note = validityNote(new Date(moment), timeZone)
    expect(note).toBe(`有效期至 Valid until ${written}`)
    expect(readValidityNote(note)).toBe(moment.replace('.999', '.000'))
  })

  it.each([
    null,
    '',
    'Valid until 2027-05-21',
    '有效期至 Valid until tomorrow',
    '有效期至 Valid until 2027-13-41T00:00:00Z',
  ])('is none in %j', reason => expect(readValidityNote(reason)).toBeNull())
})
