import { expect, it } from 'vitest'
import type { Serving } from '../../../src/rules/serving.ts'
import { type OpenAlert, WELL_FOR_MS } from './judge-alerts.ts'
import { judgeNotices, type Notice } from './judge-notices.ts'

const NOW = 1_800_000_000_000
const WELL: Serving = { kind: 'can', sinceMs: 0, lacks: [] }
const one = (truth: Serving = WELL) => [{ terminalId: 'a', siteId: 'main', truth }]
const notice = (state: Notice['state'], kind: Notice['kind'] = 'drifted'): Notice => ({
  ...{ terminalId: 'a', kind, state, sinceMs: NOW, said: null },
})
const told = (wellSinceMs: number | null = null): OpenAlert => ({
  ...{ alertId: 'of-a', kind: 'drifted', siteId: 'main', terminalId: 'a', wellSinceMs },
})
const counts = (verdicts: ReturnType<typeof judgeNotices<OpenAlert>>) =>
  Object.fromEntries(Object.entries(verdicts).flatMap(([name, list]) => (list.length > 0 ? [[name, list.length]] : [])))
const judge = (all: ReturnType<typeof one>, notices: readonly Notice[], open: readonly OpenAlert[]) =>
  counts(judgeNotices(all, notices, open, NOW))

it('begins once, and each kind beside the others', () => {
  expect(judge(one(), [notice('on')], [])).toEqual({ begin: 1 })
  expect(judge(one(), [notice('on')], [told()])).toEqual({})
  expect(judge(one(), [notice('on'), notice('on', 'paper-low')], [told()])).toEqual({ begin: 1 })
})

it('is over when it has been well for a minute, and not because nobody tells any more', () => {
  expect(judge(one(), [notice('off')], [told()])).toEqual({ well: 1 })
  expect(judge(one(), [notice('off')], [told(NOW - WELL_FOR_MS + 1)])).toEqual({})
  expect(judge(one(), [notice('off')], [told(NOW - WELL_FOR_MS)])).toEqual({ end: 1 })
  expect(judge(one(), [notice('on')], [told(NOW - 5)])).toEqual({ notWell: 1 })
  expect(judge(one(), [notice('unknown')], [told(NOW - WELL_FOR_MS)])).toEqual({})
  expect(judge(one(), [], [told(NOW - WELL_FOR_MS)])).toEqual({})
})

it('is told of nobody whom staff have taken out, and goes on in the night', () => {
  expect(judge(one({ kind: 'taken-out', sinceMs: 0 }), [notice('on')], [])).toEqual({})
  expect(judge(one({ kind: 'taken-out', sinceMs: 0 }), [notice('on')], [told()])).toEqual({ drop: 1 })
  expect(judge([], [], [told()])).toEqual({ drop: 1 })
  expect(judge(one({ kind: 'closed' }), [notice('on')], [told()])).toEqual({})
})
