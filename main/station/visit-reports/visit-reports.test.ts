import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { expect, it } from 'vitest'
import { type VisitReport, visitReportSchema } from '../../../src/contract/reports-api.ts'
import { fakeClock } from '../../../src/fake-clock.ts'
import { fault } from '../../../src/fault.ts'
import { err, ok } from '../../../src/result.ts'
import type { Stage } from '../../../src/session/state.ts'
import type { ServerClient } from '../server-client.ts'
import { tellVisits } from './tell-visits.ts'
import { KEPT_VISITS, visitShelf } from './visit-shelf.ts'
import { createVisitWatch } from './visit-watch.ts'

/** Of a stage only what is looked at: its kind, and how it ends. */
const at = (kind: Stage['kind'], more: object = {}) =>
  ({ kind, visitor: null, fault: null, ...more }) as unknown as Stage
const JAM = fault('printer-jam')
const ID = 'x'.repeat(22)

async function told(stages: readonly Stage[]): Promise<VisitReport[]> {
  const clock = fakeClock()
  const reports: VisitReport[] = []
  const watch = createVisitWatch(
    clock,
    () => ID,
    report => void reports.push(report),
  )
  for (const stage of stages) {
    watch.see(stage)
    await clock.advance(1_000)
  }
  for (const report of reports) expect(visitReportSchema.safeParse(report).success).toBe(true)
  return reports
}

it('a visit is told of once, when nobody is served any more, with the time of each step', async () => {
  const way = [
    'identifying',
    'choosing',
    'preparing',
    'previewing',
    'paying',
    'printing',
    'finished',
    'attract',
  ] as const
  const reports = await told([at('attract'), ...way.map(kind => at(kind)), at('attract')])
  expect(reports).toHaveLength(1)
  expect(reports[0]).toMatchObject({ outcome: 'completed', step: 'collect', fault: null })
  expect(reports[0]?.tookMs).toEqual({
    identify: 1_000,
    choose: 1_000,
    preview: 2_000,
    pay: 1_000,
    print: 1_000,
    collect: 1_000,
  })
})

it('what was given up says at which step, and what failed says why', async () => {
  const [givenUp] = await told([at('identifying'), at('choosing'), at('paying'), at('attract')])
  expect(givenUp).toMatchObject({ outcome: 'given-up', step: 'pay' })
  const [failed] = await told([at('choosing'), at('printing'), at('finished', { fault: JAM }), at('attract')])
  expect(failed).toMatchObject({ outcome: 'failed', step: 'collect', fault: 'printer-jam' })
  const [unknown] = await told([at('refused', { fault: fault('card-unknown') }), at('out-of-service')])
  expect(unknown).toMatchObject({ outcome: 'failed', step: 'identify', fault: 'card-unknown' })
})

it('who has one paper and leaves at the choice of another has got it', async () => {
  const [report] = await told([at('choosing'), at('finished'), at('choosing'), at('attract')])
  expect(report).toMatchObject({ outcome: 'completed', step: 'choose' })
})

it('nothing is told of a screen that nobody touches', async () => {
  expect(await told([at('attract'), at('out-of-service'), at('attract')])).toEqual([])
})

function world(folder: string) {
  const clock = fakeClock()
  const state = { away: true }
  const heard: string[] = []
  const call = async (_: unknown, { reports }: { reports: VisitReport[] }) => {
    if (state.away) return err({ fault: fault('server-unreachable'), status: null })
    heard.push(...reports.map(({ reportId }) => reportId))
    return ok({})
  }
  const client = { call } as unknown as ServerClient
  const log = pino({ level: 'silent' })
  const start = () => tellVisits({ clock, client, log }, visitShelf(folder), () => false)
  return { clock, state, heard, start }
}
const reportOf = (nth: number): VisitReport => ({
  ...{
    reportId: String(nth).padStart(22, '0'),
    beganAt: '2026-11-29T06:02:11.000Z',
    outcome: 'completed',
    step: 'collect',
  },
  ...{ fault: null, tookMs: {} },
})

it('what the server has not heard survives a restart, and each is heard once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'yinzheng-visits-'))
  const { clock, state, heard, start } = world(folder)
  const first = start()
  for (let nth = 0; nth < 150; nth++) first.tell(reportOf(nth))
  await clock.advance(60_000)
  expect(heard).toEqual([])
  state.away = false
  const second = start()
  await second.begin()
  expect(heard).toHaveLength(150)
  expect(visitShelf(folder).read()).toEqual([])
  rmSync(folder, { recursive: true })
})

it('keeps the newest, and begins anew where the file makes no sense', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'yinzheng-visits-'))
  writeFileSync(join(folder, 'visit-reports.json'), '{"half')
  const { start } = world(folder)
  expect(visitShelf(folder).read()).toEqual([])
  visitShelf(folder).write(Array.from({ length: KEPT_VISITS + 4 }, (_, nth) => reportOf(nth)))
  start().tell(reportOf(KEPT_VISITS + 4))
  const kept = visitShelf(folder).read()
  expect(kept).toHaveLength(KEPT_VISITS)
  expect(kept[0]?.reportId).toBe(reportOf(5).reportId)
  rmSync(folder, { recursive: true })
})

it('a disk that takes nothing costs no visit', async () => {
  const clock = fakeClock()
  const heard: string[] = []
  const call = async (_: unknown, { reports }: { reports: VisitReport[] }) => {
    heard.push(...reports.map(({ reportId }) => reportId))
    return ok({})
  }
  const full = {
    read: () => [],
    write: () => {
      throw new Error('ENOSPC')
    },
  }
  const parts = { clock, client: { call } as unknown as ServerClient, log: pino({ level: 'silent' }) }
  tellVisits(parts, full, () => false).tell(reportOf(1))
  await clock.advance(1_000)
  expect(heard).toHaveLength(1)
})
