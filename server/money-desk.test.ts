import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { caseWholeSchema } from '../src/contract/cases-desk-api.ts'
import { monthOfBooksSchema } from '../src/contract/money-api.ts'
import { reportTableSchema } from '../src/contract/reports-api.ts'
import { type ServerWorld, startServerWorld } from '../tests/peers/server-world.ts'
import type { StaffBrowser } from '../tests/peers/staff-browser.ts'
import { createStaffPeople } from '../tests/peers/staff-people.ts'

const PUBLIC = 'https://print.example.edu.cn'
const STAFF = '/v1/staff'

/** Orders, cases, bills, books and reports as they are asked for over the line: what nobody would type, too. */
describe('the desks of money, over HTTP', () => {
  let world: ServerWorld
  let finance: StaffBrowser
  let north: StaffBrowser
  beforeAll(async () => {
    world = await startServerWorld(null)
    const people = createStaffPeople(world, PUBLIC)
    finance = await (await people.invited('finance', ['*'])).loggedIn()
    north = await (await people.invited('operator', ['north'])).loggedIn()
  })
  afterAll(() => world?.close())

  const get = async (path: string, by = finance) => {
    const { status, text } = await by.open(`${STAFF}/${path}`)
    return { status, json: text.startsWith('{') ? (JSON.parse(text) as unknown) : text }
  }

  it('answer by their contracts where there is nothing', async () => {
    expect(await get('orders')).toEqual({ status: 200, json: { rows: [], next: null } })
    expect(await get('cases')).toMatchObject({ status: 200, json: { rows: [], next: null } })
    expect(await get('reconciliation/days')).toEqual({ status: 200, json: { rows: [], next: null } })
    expect(await get('reconciliation/days/2026-11-28')).toMatchObject({ status: 200 })
    const month = new Date(world.clock.now()).toISOString().slice(0, 7)
    expect(monthOfBooksSchema.parse((await get(`books/months/${month}`)).json).ties).toBe(true)
    for (const of of ['money', 'paper', 'visits', 'steps', 'availability', 'peaks', 'forecast'])
      for (const by of ['day', 'hour', 'terminal', 'site', 'kind']) {
        const { status, json } = await get(`reports/figures?of=${of}&by=${by}&from=2026-11-01&until=2026-11-30`)
        expect(status, `${of} by ${by}`).toBe(200)
        reportTableSchema.parse(json)
      }
    expect((await finance.open(`${STAFF}/reports/table?of=money&from=2026-11-01&until=2026-11-30`)).status).toBe(200)
  })

  it.each([
    ...['orders?search=%27%20or%20true--', `orders?search=${'9'.repeat(100)}`, 'orders?search=%F0%9F%98%80'],
    ...['orders?search=%25', 'cases?search=%5Cx', 'orders?from=2999-12-31&until=2000-01-01', 'orders?search='],
  ])('find nothing, and do not break, by what nobody would type: %s', async path => {
    expect(await get(path)).toMatchObject({ status: 200, json: { rows: [], next: null } })
  })

  it.each([
    ...[
      'orders?limit=0',
      'orders?limit=201',
      'orders?limit=abc',
      'orders?after=%27',
      'orders?from=2026-02-31',
      'orders?state=gone',
    ],
    ...[
      'orders?from=0001-01-01',
      'orders?terminalId=%00',
      'orders?siteId=A',
      `orders?search=${'9'.repeat(101)}`,
      'cases?state=x',
    ],
    ...['orders?search=%00', 'cases?search=%00', 'orders/%00', 'cases/%00'],
    ...['books/months/2026-13', 'reconciliation/days/2026-02-30', 'reports/figures?of=money&from=2026-11-01'],
    ...['reports/figures?of=nothing&from=2026-11-01&until=2026-11-02', 'cases?olderThanDays=-1'],
  ])('refuse what breaks the contract: %s', async path => {
    expect((await get(path)).status).toBe(400)
  })

  it('refuse days that are none, and a place of no list', async () => {
    expect((await get('reports/figures?of=money&from=2026-11-02&until=2026-11-01')).status).toBe(409)
    expect((await get('reports/figures?of=money&from=2020-01-01&until=2026-11-01')).status).toBe(409)
    expect((await get('orders?after=1_x')).status).toBe(409)
    expect((await get('cases?after=nonsense')).status).toBe(409)
  })

  it('say of what is not there that it is not there', async () => {
    for (const path of ['orders/261129-7KQ4MXA', 'cases/C-261129-7KQ4'])
      expect((await get(path)).status, path).toBe(404)
  })

  it('show a case that belongs to no kiosk to who counts everywhere alone, and let nobody act on it who may not see it', async () => {
    const { cases } = world.server().doors
    expect(cases.actsOf('bill-differs')).toBeDefined()
    const answer = await north.postJson(`${STAFF}/cases/C-261129-7KQ4/agree`, { seen: '1' })
    expect(answer.status).toBe(403)
    const acted = await north.postJson(`${STAFF}/cases/C-261129-7KQ4/act`, { seen: '1', isPreview: true, act: 'close' })
    expect(acted.status).toBe(404)
    expect(caseWholeSchema.shape.seen.safeParse('1; drop').success).toBe(false)
  })

  it('of the whole house are closed to who is in charge of some sites', async () => {
    for (const path of ['books/months/2026-11', 'reconciliation/days'])
      expect((await get(path, north)).status).toBe(403)
    expect((await get('reports/figures?of=money&from=2026-11-01&until=2026-11-02', north)).status).toBe(200)
  })

  it('look for a person by a number that stands in no address', async () => {
    const answer = await finance.postJson(`${STAFF}/orders/of-person`, { number: '2023089001', limit: 50 })
    expect(answer.status).toBe(200)
    expect(world.logged.join('\n')).not.toContain('2023089001')
    for (const number of ['', ' ', '\u0000', 'x'.repeat(41)])
      expect((await finance.postJson(`${STAFF}/orders/of-person`, { number })).status, JSON.stringify(number)).toBe(400)
  })
})
