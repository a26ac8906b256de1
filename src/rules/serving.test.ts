import { describe, expect, it } from 'vitest'
import { type Known, SILENT_AFTER_MS, type Spoken, servingOf, spokenOf } from './serving.ts'

const device = (kind: string, state: 'works' | 'warns' | 'fails', code?: string) => ({
  ...{ kind, state, faults: code === undefined ? [] : [{ code }] },
})
const CAN: Spoken = { kind: 'can', lacks: [] }
const NOW = 1_800_000_000_000
const known = (more: Partial<Known> = {}): Known => ({
  ...{ nowMs: NOW, letIn: 'active', takenOutSinceMs: null, isOpen: null },
  last: { heardAtMs: NOW - 10_000, spoken: CAN, sinceMs: NOW - 600_000 },
  clockOff: null,
  ...more,
})

describe('what a terminal says of itself', () => {
  it('is that it can, with what fails and stops nobody', () => {
    const devices = [
      device('page-printer', 'warns', 'printer-paper-low'),
      device('receipt-printer', 'fails', 'receipt-printer-failed'),
    ]
    expect(spokenOf({ blockedBy: [], devices })).toEqual({
      ...{ kind: 'can', lacks: [{ part: 'receipt-printer', code: 'receipt-printer-failed' }] },
    })
  })

  it.each([
    ['printer-jam', 'page-printer'],
    ['disk-full', 'storage'],
    ['server-unreachable', 'server'],
    ['reader-lost', 'card-readers'],
    ['taken-out', 'staff'],
    ['outside-hours', 'hours'],
    ['something-of-tomorrow', 'station'],
  ])('is that it cannot, by %s of the %s', (code, part) => {
    expect(spokenOf({ blockedBy: [{ code }], devices: [] })).toMatchObject({ kind: 'cannot', missing: { part, code } })
  })

  it('is not believed against its own printer, nor for a device of which nobody has heard', () => {
    const jammed = [device('page-printer', 'fails', 'printer-jam')]
    expect(spokenOf({ blockedBy: [], devices: jammed })).toMatchObject({
      kind: 'cannot',
      missing: { code: 'printer-jam' },
    })
    expect(spokenOf({ blockedBy: [], devices: [device('stapler', 'fails')] })).toMatchObject({ kind: 'can' })
  })
})

describe('whether it can serve now', () => {
  it('is by its last word while that is fresh', () => {
    expect(servingOf(known())).toEqual({ kind: 'can', sinceMs: NOW - 600_000, lacks: [] })
    const heardAtMs = NOW - SILENT_AFTER_MS
    expect(servingOf(known({ last: { heardAtMs, spoken: CAN, sinceMs: 0 } })).kind).toBe('can')
  })

  it('is never well by a word that is old, or by none', () => {
    const heardAtMs = NOW - SILENT_AFTER_MS - 1
    expect(servingOf(known({ last: { heardAtMs, spoken: CAN, sinceMs: 0 } }))).toEqual({
      kind: 'silent',
      sinceMs: heardAtMs,
    })
    expect(servingOf(known({ last: null }))).toEqual({ kind: 'never-heard' })
  })

  it('is that its clock is off, where it still speaks and is refused for that alone', () => {
    const heardAtMs = NOW - 600_000
    const last = { heardAtMs, spoken: CAN, sinceMs: 0 }
    const clockOff = { atMs: NOW - 3_000, sinceMs: NOW - 580_000, aheadMs: -7 * 60_000 - 4_000 }
    const off = { kind: 'cannot', sinceMs: NOW - 580_000, lacks: [], missing: expect.anything() }
    const missing = { part: 'clock', code: 'clock-off', minutesAhead: -7 }
    expect(servingOf(known({ last, clockOff }))).toEqual({ ...off, missing })
    expect(servingOf(known({ last: null, clockOff }))).toEqual({ ...off, missing })
    // Set right again, or itself silent since.
    expect(servingOf(known({ clockOff })).kind).toBe('can')
    const old = { ...clockOff, atMs: NOW - SILENT_AFTER_MS - 1 }
    expect(servingOf(known({ last, clockOff: old })).kind).toBe('silent')
  })

  it('is what staff have said before anything else', () => {
    expect(servingOf(known({ letIn: 'suspended' }))).toEqual({ kind: 'shut-out', letIn: 'suspended' })
    expect(servingOf(known({ takenOutSinceMs: 5 }))).toEqual({ kind: 'taken-out', sinceMs: 5 })
    expect(servingOf(known({ isOpen: false, last: null }))).toEqual({ kind: 'closed' })
    expect(servingOf(known({ isOpen: true })).kind).toBe('can')
  })
})
