import { afterAll, beforeAll, expect, it } from 'vitest'
import { beatOf } from '../peers/fleet-world.ts'
import { ask, enrolKiosk, type KioskDouble, type ServerWorld, startServerWorld } from '../peers/server-world.ts'
import { createTerminalDouble } from '../peers/terminal-double.ts'

const TARGET = '/v1/terminal/heartbeat'
const JSON_TYPE = { 'content-type': 'application/json' }
const HOUR_MS = 3_600_000

let world: ServerWorld
let kiosk: KioskDouble
let nth = 0
beforeAll(async () => {
  world = await startServerWorld(null)
  kiosk = await enrolKiosk(world)
})
afterAll(() => world?.close())

const beat = (more: object = {}) => ({ ...beatOf({ nth: ++nth }), ...more })
const post = (body: string, headers: Record<string, string>) =>
  ask(world.base(), 'POST', TARGET, { ...JSON_TYPE, ...headers }, body)
const signed = (body: string, more: { timeMs?: number; double?: KioskDouble['double'] } = {}) => {
  const { timeMs = world.clock.now(), double = kiosk.double } = more
  return double.headers({ terminalId: kiosk.terminalId, method: 'POST', target: TARGET, body, timeMs })
}

it('a heartbeat is taken once: the same again is refused, whoever sends it', async () => {
  const body = JSON.stringify(beat())
  const headers = signed(body)
  expect((await post(body, headers)).status).toBe(200)
  expect((await post(body, headers)).status).toBe(401)
})

it('a forged one is refused, and one that was changed on its way', async () => {
  const body = JSON.stringify(beat())
  expect((await post(body, {})).status).toBe(401)
  expect((await post(body, signed(body, { double: createTerminalDouble() }))).status).toBe(401)
  const changed = body.replace('"idle"', '"out-of-service"')
  expect((await post(changed, signed(body))).status).toBe(401)
})

it('one of a clock that is an hour off is no evidence, and the terminal is not shown as heard', async () => {
  const stranger = await enrolKiosk(world)
  const body = JSON.stringify(beat())
  for (const offMs of [-HOUR_MS, HOUR_MS]) {
    const timeMs = world.clock.now() + offMs
    const { terminalId, double } = stranger
    const headers = double.headers({ terminalId, method: 'POST', target: TARGET, body, timeMs })
    const answer = await post(body, headers)
    expect([answer.status, JSON.stringify(answer.json)]).toEqual([401, expect.stringContaining('3600 s')])
  }
})

it('one of ten megabytes is not read', async () => {
  const body = JSON.stringify(beat({ version: 'x'.repeat(10_000_000) }))
  const status = await post(body, signed(body)).then(
    answer => answer.status,
    () => 'cut off',
  )
  expect([413, 'cut off']).toContain(status)
  expect((await kiosk.post(TARGET, beat())).status).toBe(200)
})

it.each([
  ['more devices than a machine has', { devices: Array.from({ length: 25 }, (_, at) => device(`d-${at}`)) }],
  ['a device twice', { devices: [device('page-printer'), device('page-printer')] }],
  ['a kind that is no name', { devices: [device('<script>')] }],
  ['a kind that every object has', { devices: [device('__proto__')] }],
  ['an age that is none', { upSeconds: -1 }],
  ['a state of tomorrow', { standing: 'asleep' }],
  ['a level below nothing', { supplies: supplies({ kind: 'known', value: -2 }) }],
  ['a number for an age that no clock has', { jobs: { open: 1, oldestSeconds: 'NaN' } }],
  ['nothing', null],
])('one with %s is refused and changes nothing', async (_, more) => {
  const answer = await kiosk.post(TARGET, more === null ? null : beat(more))
  expect(answer.status).toBe(400)
})

it.each([
  ['devices of unknown kinds', { devices: [device('stapler'), device('constructor')] }],
  [
    'words that no table takes',
    { version: 'a\u0000b\ud800c\u202e', supplies: supplies({ kind: 'some' }, '\u0000\udfff') },
  ],
  ['parts that nobody knows yet', { temperature: 21, devices: [{ ...device('page-printer'), humidity: 3 }] }],
])('one with %s is taken and breaks nothing', async (_, more) => {
  expect((await kiosk.post(TARGET, beat(more))).status).toBe(200)
  expect(world.logged.filter(line => line.includes('"level":50') && line.includes('heartbeat'))).toEqual([])
})

it('a terminal that flaps each second is told to wait, and is heard again', async () => {
  const flapping = await enrolKiosk(world)
  const statuses: number[] = []
  for (let at = 0; at < 40; at++) {
    const state = at % 2 === 0 ? 'fails' : 'works'
    const body = { ...beatOf({ nth: at + 1 }), devices: [{ ...device('page-printer'), state }] }
    statuses.push((await flapping.post(TARGET, body)).status)
  }
  expect(statuses.filter(status => status === 200)).toHaveLength(30)
  expect(statuses.at(-1)).toBe(429)
  await world.clock.advance(60_000)
  expect((await flapping.post(TARGET, beatOf({ nth: 99 }))).status).toBe(200)
})

function device(kind: string) {
  return { kind, state: 'works', forSeconds: 1, faults: [] as object[] }
}
function supplies(level: object, name = 'Black') {
  return { markers: [{ name, kind: 'toner', color: '', level }], trays: [], reasons: [] }
}
