import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { plainBrowser } from '../../../tests/peers/plain-browser.ts'
import { type Campus, startCampus } from '../campus.ts'
import type { WecomDouble } from './wecom.ts'

const BACK = 'http://127.0.0.1:9/back'
let campus: Campus
let wecom: WecomDouble

beforeAll(async () => {
  campus = await startCampus({
    people: [
      { number: 'lin', password: 'x', name: { zh: '<林知远>', en: 'LIN Zhiyuan' } },
      { number: 'shen', password: 'x', name: { zh: '沈若兰', en: 'SHEN Ruolan' } },
    ],
    wecom: {
      apps: [{ agentId: '1000002', secret: 'one', trustedHost: '127.0.0.1' }],
      outsiders: [{ id: 'guest', name: '访客' }],
    },
  })
  wecom = campus.wecom!
})
afterAll(() => campus.close())
beforeEach(() => wecom.reset())

const common = { appid: 'ww00000000000test', agentid: '1000002', redirect_uri: BACK, state: 'aB3' }
const inApp = (more: object = {}) =>
  `${wecom.addresses().inApp}?${new URLSearchParams({ ...common, response_type: 'code', scope: 'snsapi_base', ...more })}`
const panel = () => `${wecom.addresses().panel}?${new URLSearchParams({ ...common, login_type: 'CorpApp' })}`

async function api(path: string, query: Record<string, string>): Promise<Record<string, unknown>> {
  const reply = await fetch(`${wecom.addresses().api}/cgi-bin/${path}?${new URLSearchParams(query)}`)
  expect(reply.status).toBe(200)
  return (await reply.json()) as Record<string, unknown>
}

async function whoHas(back: string): Promise<Record<string, unknown>> {
  const { access_token } = await api('gettoken', { corpid: 'ww00000000000test', corpsecret: 'one' })
  const code = new URL(back).searchParams.get('code') ?? ''
  return api('auth/getuserinfo', { access_token: String(access_token), code })
}

describe('WeCom beside the demo', () => {
  it('lets one of two phones in by its page, or none', async () => {
    const browser = plainBrowser()
    for (const [address, answer, userid] of [
      [inApp(), '1', 'lin'],
      [panel(), '2', 'shen'],
    ] as const) {
      const page = await browser.open(address, '')
      expect(page.page).toContain('&lt;林知远&gt;')
      const back = await browser.send(page, { answer }, BACK)
      expect(back.url).toContain('state=aB3')
      expect(await whoHas(back.url)).toMatchObject({ errcode: 0, userid })
    }
    const no = await browser.send(await browser.open(panel(), ''), { answer: 'no' }, BACK)
    expect(no.url).toBe(`${BACK}?state=aB3`)
  })

  it('lets a browser that is a phone through at once inside the app, and asks it on the page', async () => {
    const phone = plainBrowser()
    const own = `${wecom.addresses().api}/phone`
    expect((await phone.open(`${own}/2`, '')).page).toContain('沈若兰')
    expect(await whoHas((await phone.open(inApp(), BACK)).url)).toMatchObject({ userid: 'shen' })
    expect((await phone.open(panel(), BACK)).page).toContain('沈若兰')
    await phone.open(`${own}/none`, '')
    expect((await phone.open(inApp(), BACK)).page).toContain('沈若兰')
  })

  it('lets somebody else log in on a phone, also who is no member', async () => {
    const phone = plainBrowser()
    const page = await phone.open(`${wecom.addresses().api}/phone/1`, '')
    await phone.send(page, { person: 'guest' })
    expect(wecom.phones()).toEqual({ '1': 'guest', '2': 'shen' })
    const { url } = await phone.open(inApp(), BACK)
    expect(await whoHas(url)).toMatchObject({ errcode: 0, openid: 'guest' })
    await phone.send(page, { person: '' })
    expect((await phone.open(inApp(), BACK)).url).toBe(`${BACK}?state=aB3`)
  })

  it.each([
    ['another corporation', { appid: 'ww2' }],
    ['an application that is not there', { agentid: '7' }],
    ['a host that the application does not trust', { redirect_uri: 'https://elsewhere.example/' }],
    ['a state of other letters', { state: 'a-b' }],
    ['another scope', { scope: 'snsapi_privateinfo' }],
  ])('shows an error for %s', async (_, more) => {
    const reply = await fetch(inApp(more), { redirect: 'manual' })
    expect(reply.status).toBe(400)
    expect(() => wecom.authorize(inApp(more), 'lin')).toThrow()
  })

  it('answers a question twice with the same token until it is taken back', async () => {
    const asked = { corpid: 'ww00000000000test', corpsecret: 'one' }
    const [first, again] = [await api('gettoken', asked), await api('gettoken', asked)]
    expect(again.access_token).toBe(first.access_token)
    wecom.revokeTokens()
    expect(await api('auth/getuserinfo', { access_token: String(first.access_token), code: 'x' })).toMatchObject({
      errcode: 40014,
    })
    expect((await api('gettoken', asked)).access_token).not.toBe(first.access_token)
  })
})

it('is pulled by its strings over HTTP', async () => {
  const control = async (method: string, name: string, body?: object) => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) }
    const reply = await fetch(`${campus.baseUrl}/_sim/wecom/${name}`, { method, ...sent })
    return { status: reply.status, body: await reply.json() }
  }
  await control('PUT', 'phone', { phone: '1', person: 'guest' })
  expect((await control('PUT', 'phone', { phone: '2', person: 'nobody' })).body).toMatchObject({
    error: expect.stringContaining('nobody'),
  })
  await control('PUT', 'faults', [{ on: 'gettoken', kind: 'errcode', errcode: -1 }])
  expect(await control('PUT', 'faults', [{ on: 'gettoken', kind: 'nonsense' }])).toMatchObject({ status: 400 })
  expect(await api('gettoken', {})).toMatchObject({ errcode: -1 })
  expect((await control('GET', 'faults')).body).toMatchObject([{ struck: 1 }])
  expect((await control('GET', 'state')).body).toEqual({
    ...{ phones: { '1': 'guest', '2': 'shen' }, calls: { gettoken: 1, getuserinfo: 0 } },
  })
  const { body } = await control('POST', 'authorize', { url: inApp(), person: 'lin' })
  await control('POST', 'advance', { ms: 300_000 })
  expect(await whoHas((body as { location: string }).location)).toMatchObject({ errcode: 40029 })
  expect((await control('POST', 'authorize', { url: inApp({ state: '-' }), person: 'lin' })).body).toMatchObject({
    error: expect.stringContaining('state'),
  })
  expect((await control('POST', 'revoke')).status).toBe(200)
  await control('POST', 'reset')
  expect((await control('GET', 'state')).body).toEqual({
    ...{ phones: { '1': 'lin', '2': 'shen' }, calls: { gettoken: 0, getuserinfo: 0 } },
  })
})
