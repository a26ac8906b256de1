import { setImmediate as turn } from 'node:timers/promises'
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import pino from 'pino'
import { beforeEach, describe, expect, it } from 'vitest'
import { type FakeClock, fakeClock } from '../../src/fake-clock.ts'
import { createHttpServer } from './http/http-server.ts'
import { createOutage, type Outage } from './outage.ts'
import type { Tables } from './store/tables.ts'

const GONE = Object.assign(new Error('terminating connection due to administrator command'), { code: '57P01' })

let clock: FakeClock
let lines: { level: number; msg: string; failures?: number; lastedMs?: number }[]
let isAway: boolean
let outage: Outage
const log = pino({ base: null }, { write: line => void lines.push(JSON.parse(line)) })

/** A database that answers nothing, and nothing at all while it is away. */
class Driver extends DummyDriver {
  override async acquireConnection() {
    if (isAway) throw GONE
    return super.acquireConnection()
  }
}
const db = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new Driver(),
    createIntrospector: one => new PostgresIntrospector(one),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

beforeEach(() => {
  clock = fakeClock()
  lines = []
  isAway = true
  outage = createOutage({ db, clock, log })
})
const pass = async (forMs: number) => {
  for (let passed = 0; passed < forMs; passed += 1_000) {
    await clock.advance(1_000)
    await turn()
  }
}

describe('while the database is away', () => {
  it('the log says so once, and once more when it is back, with how much failed and how long', async () => {
    for (let n = 0; n < 500; n++) expect(outage.tell(GONE)).toBe(true)
    await pass(60_000)
    expect(outage.tell(GONE)).toBe(true)
    isAway = false
    await pass(4_000)
    expect(lines.map(({ msg }) => msg)).toEqual([
      'the database is away; what fails because of it is counted until it is there again',
      'the database is there again',
    ])
    expect(lines[1]).toMatchObject({ failures: 501, lastedMs: expect.toSatisfy(ms => ms >= 60_000 && ms <= 64_000) })
    expect(clock.pending()).toBe(0)
    outage.tell(GONE)
    expect(lines).toHaveLength(3)
    outage.stop()
    expect(clock.pending()).toBe(0)
  })

  it('requests are answered 503, and none is logged with a stack; a bug still is', async () => {
    const app = await createHttpServer({ log, trustedProxies: [], isOutage: outage.tell })
    app.get('/away', { schema: {} }, () => Promise.reject(GONE))
    app.get('/bug', { schema: {} }, () => Promise.reject(new Error('a bug')))
    for (let n = 0; n < 20; n++) expect((await app.inject('/away')).statusCode).toBe(503)
    expect((await app.inject('/bug')).statusCode).toBe(500)
    const errors = lines.filter(({ level }) => level >= 50)
    expect(errors.map(({ msg }) => msg)).toEqual([expect.stringContaining('the database is away'), 'a request failed'])
    expect(errors.map(one => 'stack' in one)).toEqual([false, true])
    outage.stop()
    await app.close()
  })

  it('another failure is none of it', () => {
    expect(outage.tell(new Error('a bug'))).toBe(false)
    expect([lines, clock.pending()]).toEqual([[], 0])
  })
})
