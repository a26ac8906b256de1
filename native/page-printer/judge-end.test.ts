import { describe, expect, it } from 'vitest'
import { fault } from '../../src/fault.ts'
import { type End, type EndVerdict, judgeEnd } from './judge-end.ts'

/** Completed, idle, counted in full, at a printer without a life counter, long since. */
const plain: End = {
  word: { kind: 'completed' },
  counted: 'whole',
  life: { kind: 'unknown' },
  lifeMoves: false,
  printer: { state: 'idle', queuedJobs: 0 },
  blocking: null,
  countStoodAtZero: false,
  countFollowed: false,
  stoppedByUs: false,
  toldTooEarly: false,
  quietMs: 60_000,
  graceMs: 8_000,
  uncountedMs: 2_000,
  quietAfterMs: 120_000,
}
const FAILED = { kind: 'failed' } as const
const INSIDE = { kind: 'inside' } as const
const WHOLE = { kind: 'whole' } as const
const PART = { kind: 'part', sheets: 1 } as const
const NONE = { kind: 'none' } as const
const AT_WORK = { state: 'processing', queuedJobs: 0 } as const

const TABLE: readonly (readonly [what: string, verdict: EndVerdict['kind'], end: Partial<End>])[] = [
  ['completed and counted', 'delivered', {}],
  ['completed and counted this moment', 'delivered', { quietMs: 0 }],
  [
    'completed and counted, with the last sheet out of the tray',
    'delivered',
    { printer: { state: 'stopped', queuedJobs: 0 } },
  ],
  ['completed and counted, and a jam just now', 'wait', { blocking: fault('printer-jam'), quietMs: 1_000 }],
  ['completed and counted, and a jam', 'cannot-be-told', { blocking: fault('printer-jam') }],
  [
    'completed and counted, a jam, and all came out by its life',
    'delivered',
    { blocking: fault('printer-jam'), life: WHOLE },
  ],
  ['completed and counted, while the printer goes on', 'wait', { printer: AT_WORK }],
  ['completed and counted, while a job waits in it', 'wait', { printer: { state: 'idle', queuedJobs: 1 } }],
  ['completed and counted, and the printer goes on for ever', 'cannot-be-told', { printer: AT_WORK, quietMs: 120_000 }],
  ['completed and counted, and all came out by its life', 'delivered', { life: WHOLE, printer: AT_WORK }],
  ['completed and counted, and by its life a part came out, just now', 'wait', { life: PART, quietMs: 1_000 }],
  ['completed and counted, and by its life a part came out', 'cannot-be-told', { life: PART }],
  ['completed and counted, and a life counter that moves stands', 'cannot-be-told', { life: NONE, lifeMoves: true }],
  [
    'counted as the sheets came, and a life counter that moves stands so far',
    'wait',
    { life: NONE, lifeMoves: true, countFollowed: true, quietMs: 7_999 },
  ],
  [
    'counted as the sheets came, and a life counter that moves stands for as long as is waited',
    'delivered',
    { life: NONE, lifeMoves: true, countFollowed: true, quietMs: 8_000 },
  ],
  [
    'the same, and a jam',
    'cannot-be-told',
    { life: NONE, lifeMoves: true, countFollowed: true, blocking: fault('printer-jam') },
  ],
  [
    'counted as the sheets came, and by its life a part came out',
    'cannot-be-told',
    { life: PART, countFollowed: true },
  ],
  ['completed and counted, and a life counter that nobody saw move stands', 'delivered', { life: NONE }],
  ['told as completed and counted before the printer began anew', 'cannot-be-told', { toldTooEarly: true }],
  [
    'told as completed before the printer began anew, and all came out by its life',
    'delivered',
    { toldTooEarly: true, life: WHOLE },
  ],
  [
    'told as completed before the printer began anew, and as failed since',
    'failed',
    { toldTooEarly: true, word: FAILED, counted: 'short' },
  ],
  ['told as completed before the printer began anew, just now', 'wait', { toldTooEarly: true, quietMs: 7_999 }],
  ['the same, as long as is waited', 'cannot-be-told', { toldTooEarly: true, quietMs: 8_000 }],
  [
    'completed and counted, and a jam as long as is waited',
    'cannot-be-told',
    { blocking: fault('printer-jam'), quietMs: 8_000 },
  ],
  ['completed and counted, and an open cover', 'cannot-be-told', { blocking: fault('printer-cover-open') }],
  ['completed and counted, and a life counter that moves says nothing', 'delivered', { lifeMoves: true }],
  [
    'completed, nothing counted, and a life counter that moves says nothing',
    'delivered',
    { counted: 'none', lifeMoves: true },
  ],
  [
    'completed, nothing counted, and a life counter that moves stands',
    'cannot-be-told',
    { counted: 'none', life: NONE, lifeMoves: true },
  ],
  [
    'completed, nothing counted, and a life counter that nobody saw move stands',
    'delivered',
    { counted: 'none', life: NONE },
  ],
  [
    'the same, doubted only where something speaks against it',
    'delivered',
    { counted: 'none', life: NONE, quietMs: 2_000 },
  ],
  ['completed, nothing counted, as long as is waited', 'delivered', { counted: 'none', quietMs: 2_000 }],
  ['completed, too few counted, as long as is waited', 'cannot-be-told', { counted: 'short', quietMs: 8_000 }],
  ['told as completed and inside, as long as is waited', 'delivered', { word: INSIDE, quietMs: 8_000 }],
  ['failed, as long as is waited', 'failed', { word: FAILED, counted: 'short', quietMs: 2_000 }],
  ['told as completed, and still inside', 'wait', { word: INSIDE, quietMs: 1_000 }],
  ['told as completed and inside, and idle since', 'delivered', { word: INSIDE }],
  ['told as completed and inside, too few counted', 'cannot-be-told', { word: INSIDE, counted: 'short' }],
  ['completed, too few counted so far', 'wait', { counted: 'short', quietMs: 7_000 }],
  ['completed, too few counted', 'cannot-be-told', { counted: 'short' }],
  ['completed, too few counted, and all came out by its life', 'delivered', { counted: 'short', life: WHOLE }],
  ['completed, nothing counted, just now', 'wait', { counted: 'none', quietMs: 1_000 }],
  ['completed, nothing counted', 'delivered', { counted: 'none' }],
  ['completed, nothing counted, and by its life a part came out', 'cannot-be-told', { counted: 'none', life: PART }],
  ['completed, nothing counted, and a jam', 'cannot-be-told', { counted: 'none', blocking: fault('printer-jam') }],
  [
    'completed, nothing counted, and an empty tray',
    'delivered',
    { counted: 'none', blocking: fault('printer-out-of-paper') },
  ],
  ['failed this moment', 'wait', { word: FAILED, counted: 'short', quietMs: 1_999 }],
  ['failed, nothing counted by anybody', 'failed', { word: FAILED, counted: 'none' }],
  ['failed, though every sheet was counted, just now', 'wait', { word: FAILED, quietMs: 7_999 }],
  ['failed, though every sheet was counted', 'cannot-be-told', { word: FAILED, quietMs: 8_000 }],
  [
    'failed, every sheet counted, and a life counter that nobody saw move stands',
    'cannot-be-told',
    { word: FAILED, life: NONE },
  ],
  ['failed, every sheet counted, and by its life a part came out', 'failed', { word: FAILED, life: PART }],
  [
    'failed, every sheet counted, and a life counter that moves stands',
    'failed',
    { word: FAILED, life: NONE, lifeMoves: true },
  ],
  ['failed, every sheet counted, and a jam', 'failed', { word: FAILED, blocking: fault('printer-jam') }],
  [
    'failed, every sheet counted, and an empty tray',
    'cannot-be-told',
    { word: FAILED, blocking: fault('printer-out-of-paper') },
  ],
  ['stopped by ourselves, every sheet counted', 'failed', { word: FAILED, stoppedByUs: true }],
  [
    'failed, its own count stood at 0, and by its life as much as all came out, just now',
    'wait',
    { word: FAILED, counted: 'short', countStoodAtZero: true, life: WHOLE, quietMs: 7_999 },
  ],
  [
    'failed, its own count stood at 0, and by its life as much as all came out',
    'cannot-be-told',
    { word: FAILED, counted: 'short', countStoodAtZero: true, life: WHOLE },
  ],
  [
    'completed, its own count stood at 0, and all came out by its life',
    'delivered',
    { counted: 'short', countStoodAtZero: true, life: WHOLE },
  ],
  ['failed, while the printer goes on', 'wait', { word: FAILED, printer: AT_WORK }],
  [
    'failed, while the job of somebody else waits',
    'failed',
    { word: FAILED, counted: 'short', printer: { state: 'idle', queuedJobs: 1 } },
  ],
  ['failed, and all came out by its life', 'delivered', { word: FAILED, counted: 'short', life: WHOLE }],
  ['failed, and by its life a part came out', 'failed', { word: FAILED, counted: 'short', life: PART }],
]

describe('what the end of a job is worth', () => {
  it.each(TABLE)('%s: %s', (_, kind, end) => expect(judgeEnd({ ...plain, ...end }).kind).toBe(kind))

  it('names the stronger proof of two', () => {
    expect(judgeEnd({ ...plain, life: WHOLE })).toMatchObject({ proof: 'counted' })
    expect(judgeEnd({ ...plain, life: WHOLE, counted: 'short' })).toMatchObject({ proof: 'life-counter' })
    expect(judgeEnd({ ...plain, life: WHOLE, word: FAILED })).toMatchObject({ proof: 'life-counter' })
    expect(judgeEnd({ ...plain, counted: 'none' })).toMatchObject({ proof: 'job-completed' })
  })

  it('tells that a life counter has stood still beside a full count, whatever follows for the copy', () => {
    const stands = { life: NONE, lifeMoves: true } as const
    expect(judgeEnd({ ...plain, ...stands })).toMatchObject({ kind: 'cannot-be-told', lifeStands: true })
    expect(judgeEnd({ ...plain, ...stands, countFollowed: true })).toMatchObject({ lifeStands: true, proof: 'counted' })
    for (const end of [{ life: PART }, { blocking: fault('printer-jam') }, {}])
      expect(judgeEnd({ ...plain, ...end })).not.toHaveProperty('lifeStands')
  })

  it.each<[Partial<End>, string]>([
    [
      { life: NONE, lifeMoves: true, countFollowed: true },
      'completed, every sheet counted as it came, and the life counter stands still since',
    ],
    [{ life: WHOLE }, 'completed, life counter moved by all'],
    [{}, 'completed, every sheet counted'],
    [{ counted: 'none' }, 'completed, nothing counted'],
    [{ printer: AT_WORK, quietMs: 120_000 }, 'completed, and the printer goes on without moving'],
    [{ toldTooEarly: true }, 'completed, it said, and then it began anew'],
    [{ life: PART }, 'completed and counted, but the life counter moved by 1 sheets'],
    [{ life: NONE, lifeMoves: true }, 'completed and counted, but the life counter moved by none'],
    [{ blocking: fault('printer-jam') }, 'completed and counted, but printer-jam'],
    [{ word: FAILED }, 'failed, it said, and every sheet was counted'],
    [
      { word: FAILED, counted: 'short', countStoodAtZero: true, life: WHOLE },
      'failed, it said, and nothing counted, but the life counter moved by all',
    ],
    [{ counted: 'short' }, 'completed, too few sheets counted, life counter unknown'],
    [{ counted: 'none', life: PART }, 'completed, nothing counted, life counter 1 sheets'],
    [{ counted: 'none', blocking: fault('printer-cover-open') }, 'completed without a count, and printer-cover-open'],
  ])('says what it goes by, for whoever works on the case: %#', (end, evidence) => {
    expect(judgeEnd({ ...plain, ...end })).toMatchObject({ evidence })
  })
})
