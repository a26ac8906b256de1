import { expect, it } from 'vitest'
import { heartbeatSchema } from '../../../src/contract/heartbeat-api.ts'
import { fakeClock } from '../../../src/fake-clock.ts'
import { type Fault, fault } from '../../../src/fault.ts'
import { freeSession, READY } from '../../../src/session/fixtures.ts'
import type { Session } from '../../../src/session/state.ts'
import type { Devices } from '../devices.ts'
import { createHeartbeats } from './compose-heartbeat.ts'

function world() {
  const clock = fakeClock()
  const now: { printer: Fault | null; warnings: Fault[]; session: Session } = {
    ...{ printer: null, warnings: [], session: freeSession() },
  }
  const device = (why: () => Fault | null) => ({ fault: why })
  const devices = {
    ...{ cardReader: device(() => null), idCardReader: null, codeScanner: null },
    receiptPrinter: device(() => fault('receipt-printer-away', 'x'.repeat(5_000))),
    pagePrinter: {
      ...device(() => now.printer),
      ...{ warnings: () => now.warnings, supplies: () => ({ markers: [], trays: [], reasons: [] }) },
    },
  } as unknown as Devices
  const debts = { open: 2, oldestBegunAtMs: clock.now() + 5_000 }
  const beats = createHeartbeats({
    ...{ clock, devices, ledger: { debts: () => debts }, session: () => now.session, settingsVersion: () => null },
    ...{ start: 'start-of-test', version: '0.1.0', disk: () => null },
  })
  return { clock, now, beats }
}

it('is one that the server takes, whatever the devices say', () => {
  const { beats, now } = world()
  now.printer = fault('printer-jam', '\u0000')
  now.warnings = Array.from({ length: 30 }, () => fault('printer-toner-low'))
  const said = heartbeatSchema.parse(JSON.parse(JSON.stringify(beats.next())))
  expect(said).toMatchObject({ nth: 1, standing: 'idle', blockedBy: [], jobs: { open: 2, oldestSeconds: 0 } })
  expect(said.devices.map(({ kind, state }) => [kind, state])).toEqual([
    ['page-printer', 'fails'],
    ['campus-card-reader', 'works'],
    ['receipt-printer', 'fails'],
    ['storage', 'works'],
  ])
})

it('counts, and says since when a device is as it is by a clock that nobody sets', async () => {
  const { beats, now, clock } = world()
  beats.next()
  await clock.advance(30_000)
  now.printer = fault('printer-jam')
  expect(beats.next()).toMatchObject({
    nth: 2,
    devices: [{ kind: 'page-printer', forSeconds: 0 }, { forSeconds: 30 }, {}, {}],
  })
  await clock.advance(30_000)
  expect(beats.next().devices[0]).toMatchObject({ state: 'fails', forSeconds: 30 })
})

it('has a mark that changes with what somebody should know at once, and not with a visit', () => {
  const { beats, now } = world()
  const before = beats.mark()
  now.session = { ...now.session, touches: 9, stage: { kind: 'attract', started: true, fault: null } }
  expect(beats.mark()).toBe(before)
  now.session = { ...now.session, readiness: { ...READY, printer: fault('printer-jam') } }
  expect(beats.mark()).not.toBe(before)
  expect(beats.next().blockedBy).toEqual([{ code: 'printer-jam' }])
})
