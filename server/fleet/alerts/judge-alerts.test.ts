import { expect, it } from 'vitest'
import type { Serving } from '../../../src/rules/serving.ts'
import { type Judged, judgeAlerts, type OpenAlert, type Times, WELL_FOR_MS } from './judge-alerts.ts'

const NOW = 1_800_000_000_000
const MINUTE = 60_000
const times = (more: Partial<Times> = {}): Times => ({
  ...{ nowMs: NOW, listeningSinceMs: NOW - 24 * 60 * MINUTE, silentAfterMs: 3 * MINUTE, cannotAfterMs: 2 * MINUTE },
  ...more,
})
const judged = (terminalId: string, truth: Serving, heardAgoMs: number | null, siteId = 'main'): Judged => ({
  ...{ terminalId, siteId, truth, heardAtMs: heardAgoMs === null ? null : NOW - heardAgoMs, openSinceMs: null },
})
const silent = (id: string, agoMs: number, siteId?: string) =>
  judged(id, { kind: 'silent', sinceMs: NOW - agoMs }, agoMs, siteId)
const well = (id: string, siteId?: string) => judged(id, { kind: 'can', sinceMs: 0, lacks: [] }, 10_000, siteId)
const missing = { part: 'page-printer', code: 'printer-jam' }
const broken = (id: string, sinceAgoMs: number) =>
  judged(id, { kind: 'cannot', sinceMs: NOW - sinceAgoMs, missing, lacks: [] }, 10_000)
const alertOf = (terminalId: string | null, more: Partial<OpenAlert> = {}): OpenAlert => ({
  ...{ alertId: `of-${terminalId}`, kind: 'silent', siteId: 'main', terminalId, wellSinceMs: null },
  ...more,
})
const begun = (all: readonly Judged[], open: readonly OpenAlert[] = [], more: Partial<Times> = {}) =>
  judgeAlerts(all, open, times(more)).begin.map(({ kind, terminalId, siteId, isTold }) => [
    kind,
    terminalId ?? siteId,
    isTold,
  ])

it('rings for a terminal that is silent for three minutes, and for one that cannot serve, and for no other', () => {
  expect(begun([silent('a', 3 * MINUTE), well('b')])).toEqual([['silent', 'a', false]])
  expect(begun([silent('a', 3 * MINUTE - 1), well('b')])).toEqual([])
  expect(begun([broken('a', 2 * MINUTE)])).toEqual([['cannot', 'a', false]])
  expect(begun([broken('a', 2 * MINUTE - 1)])).toEqual([])
  expect(begun([judged('a', { kind: 'never-heard' }, null), judged('b', { kind: 'closed' }, 10 * MINUTE)])).toEqual([])
  const out = judged('a', { kind: 'taken-out', sinceMs: 0 }, 10 * MINUTE)
  expect(begun([out, judged('b', { kind: 'shut-out', letIn: 'suspended' }, 10 * MINUTE)])).toEqual([])
})

it('waits as long as is set for a terminal', () => {
  expect(begun([{ ...broken('a', 10 * MINUTE), callAfterMs: 10 * MINUTE }])).toEqual([['cannot', 'a', false]])
  expect(begun([{ ...broken('a', 10 * MINUTE - 1), callAfterMs: 10 * MINUTE }])).toEqual([])
})

it('rings for one that the house has shut out by itself', () => {
  expect(begun([judged('a', { kind: 'shut-out', letIn: 'quarantined' }, 10 * MINUTE)])).toEqual([
    ['cannot', 'a', false],
  ])
})

it('rings for nobody who had no chance to speak since the server is back', () => {
  const all = [silent('a', 60 * MINUTE), well('b')]
  expect(begun(all, [], { listeningSinceMs: NOW - 3 * MINUTE + 1 })).toEqual([])
  expect(begun(all, [], { listeningSinceMs: NOW - 3 * MINUTE })).toEqual([['silent', 'a', false]])
  expect(begun([broken('a', 60 * MINUTE)], [], { listeningSinceMs: NOW - 5_000 })).toEqual([])
})

it('counts from the opening of the doors', () => {
  const opened = { ...silent('a', 600 * MINUTE), openSinceMs: NOW - 2 * MINUTE }
  expect(begun([opened, well('b')])).toEqual([])
  expect(begun([{ ...opened, openSinceMs: NOW - 3 * MINUTE }, well('b')])).toEqual([['silent', 'a', false]])
})

it('rings once for a whole site', () => {
  expect(begun([silent('a', 4 * MINUTE), silent('b', 3 * MINUTE), well('c', 'north')])).toEqual([
    ['site-silent', 'main', false],
  ])
  // The first is three minutes late and the others are on their way: a moment is waited for them.
  expect(begun([silent('a', 3 * MINUTE + 10_000), silent('b', 2 * MINUTE)])).toEqual([])
  expect(begun([silent('a', 4 * MINUTE), silent('b', 4 * MINUTE)], [alertOf(null, { kind: 'site-silent' })])).toEqual(
    [],
  )
  expect(begun([silent('alone', 4 * MINUTE)])).toEqual([['silent', 'alone', false]])
})

it('rings once as long as it lasts, whatever else becomes of it', () => {
  expect(begun([silent('a', 600 * MINUTE), well('b')], [alertOf('a')])).toEqual([])
  expect(begun([broken('a', 600 * MINUTE)], [alertOf('a')])).toEqual([])
})

it('tells that it is well when that has lasted', () => {
  const first = judgeAlerts([well('a')], [alertOf('a')], times())
  expect([first.end, first.well.length]).toEqual([[], 1])
  const lasted = judgeAlerts([well('a')], [alertOf('a', { wellSinceMs: NOW - WELL_FOR_MS })], times())
  expect(lasted.end).toHaveLength(1)
  const again = judgeAlerts([broken('a', 5_000)], [alertOf('a', { wellSinceMs: NOW - 30_000 })], times())
  expect([again.end, again.notWell.length]).toEqual([[], 1])
})

it('says no more of what staff have taken out meanwhile', () => {
  const { drop, end } = judgeAlerts([judged('a', { kind: 'taken-out', sinceMs: 0 }, 5)], [alertOf('a')], times())
  expect([drop.length, end.length]).toEqual([1, 0])
  expect(judgeAlerts([], [alertOf('gone')], times()).drop).toHaveLength(1)
})

it('of a site that is heard again tells which terminals are not, and rings for these no more', () => {
  const site = alertOf(null, { kind: 'site-silent', wellSinceMs: NOW - WELL_FOR_MS })
  const { begin, end } = judgeAlerts([well('a'), silent('b', 60 * MINUTE)], [site], times())
  expect(end).toEqual([site])
  expect(begin).toMatchObject([{ kind: 'silent', terminalId: 'b', isTold: true }])
})
