import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Campus, startCampus } from '../../../demo/campus/campus.ts'
import type { WecomDouble } from '../../../demo/campus/wecom/wecom.ts'
import { hastyClock } from '../../../demo/wxpay-sim/test-gateway.ts'
import type { Clock } from '../../../src/clock.ts'
import { unwrap } from '../../../src/result.ts'
import type { LoginSecrets, RedirectWay } from '../ways/way.ts'
import { openWecom } from './open-wecom.ts'
import { CALL_LIMIT_MS } from './wecom-call.ts'
import { wecomSettingsSchema } from './wecom-settings.ts'

const MEMBER = '0020210001'
const GUEST = 'oAAAAguest'
const folder = mkdtempSync(join(tmpdir(), 'wecom-'))
const hasty = hastyClock(CALL_LIMIT_MS)
let campus: Campus
let wecom: WecomDouble
let way: RedirectWay
/** Time as the house measures it, and how long it has paused. */
let atMs = 0
let pausesMs: number[] = []
const clock: Clock = {
  now: () => Date.now(),
  monotonic: () => atMs,
  after: (delayMs, run) => {
    if (delayMs < CALL_LIMIT_MS) pausesMs.push(delayMs)
    return hasty.after(delayMs, run)
  },
}

const secret = () => randomBytes(32).toString('base64url')
const newLogin = (): LoginSecrets => ({
  backUrl: 'https://print.example.edu.cn/auth/wecom/back/aB3',
  ...{ state: secret(), nonce: secret(), codeVerifier: secret() },
})

beforeAll(async () => {
  campus = await startCampus({
    people: [{ number: MEMBER, password: 'x', name: { zh: '林知远', en: 'LIN Zhiyuan' } }],
    wecom: {
      apps: [
        { agentId: '1000002', secret: 'of-print', trustedHost: 'print.example.edu.cn' },
        { agentId: '1000003', secret: 'of-another' },
      ],
      outsiders: [{ id: GUEST, name: '访客' }],
    },
  })
  wecom = campus.wecom!
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await campus.close()
})
beforeEach(async () => {
  wecom.reset()
  atMs = 1_000_000
  pausesMs = []
  way = await open()
})

function open(secretText = 'of-print', more: object = {}): Promise<RedirectWay> {
  writeFileSync(join(folder, 'secret.txt'), `${secretText}\n`)
  const settings = { corpId: 'ww00000000000test', agentId: 1000002, secretFile: 'secret.txt', ...more }
  const schema = wecomSettingsSchema(path => join(folder, path))
  return openWecom(schema.parse({ addresses: wecom.addresses(), ...settings }), clock)
}

async function authorized(person: string | null = MEMBER, isInWeCom = true) {
  const login = newLogin()
  const { url } = unwrap(await way.begin(login, { language: 'zh-CN', isInWeCom }))
  return { login, query: new URL(wecom.authorize(url, person)).searchParams }
}

async function finish(person?: string | null) {
  const { login, query } = await authorized(person)
  return way.finish(login, query)
}

async function refusalOf(finishing: Promise<{ ok: boolean; error?: unknown }>) {
  return (await finishing).error
}

describe('a login over WeCom', () => {
  it('proves a member, inside the app and by its page', async () => {
    for (const isInWeCom of [true, false]) {
      const { login, query } = await authorized(MEMBER, isInWeCom)
      expect(unwrap(await way.finish(login, query))).toEqual({
        ...{ subject: MEMBER, attributes: {}, providerSession: null },
      })
    }
  })

  it('asks as WeCom wants it: a state of letters and digits, and the words in their order', async () => {
    const login = newLogin()
    const inApp = unwrap(await way.begin(login, { language: 'en', isInWeCom: true })).url
    const state = Buffer.from(login.state, 'base64url').toString('hex')
    expect(inApp).toBe(
      `${wecom.addresses().inApp}?appid=ww00000000000test&redirect_uri=${encodeURIComponent(login.backUrl)}` +
        `&response_type=code&scope=snsapi_base&state=${state}&agentid=1000002#wechat_redirect`,
    )
    const panel = new URL(unwrap(await way.begin(login, { language: 'en', isInWeCom: false })).url)
    expect(Object.fromEntries(panel.searchParams)).toEqual({
      ...{ login_type: 'CorpApp', appid: 'ww00000000000test', agentid: '1000002', redirect_uri: login.backUrl },
      ...{ state, lang: 'en' },
    })
    expect(unwrap(await way.begin(login, { language: 'zh-CN', isInWeCom: false })).url).toContain('&lang=zh')
    expect(way.way).toBe('wecom')
  })

  it('refuses who is no member', async () => {
    expect(await refusalOf(finish(GUEST))).toEqual({ reason: 'refused', detail: 'not a member' })
  })

  it('ends in words for who said no', async () => {
    expect(await refusalOf(finish(null))).toEqual({ reason: 'declined', detail: 'no code' })
    expect(wecom.calls()).toEqual({ gettoken: 0, getuserinfo: 0 })
  })

  it.each<[string, (query: URLSearchParams) => void]>([
    ['the state of another login', query => query.set('state', newLogin().state)],
    ['no state', query => query.delete('state')],
    ['two states', query => query.append('state', 'x')],
    ['two codes', query => query.append('code', 'x')],
    ['an empty code', query => query.set('code', '')],
    ['a code beyond measure', query => query.set('code', 'x'.repeat(513))],
    ['a code with a line in it', query => query.set('code', 'x\ny')],
  ])('with %s asks nobody', async (_, spoil) => {
    const { login, query } = await authorized()
    spoil(query)
    expect(await refusalOf(way.finish(login, query))).toMatchObject({ reason: 'lying' })
    expect(wecom.calls()).toEqual({ gettoken: 0, getuserinfo: 0 })
  })

  it('takes a code once, and none that is old', async () => {
    const { login, query } = await authorized()
    unwrap(await way.finish(login, query))
    const used = { reason: 'refused', detail: 'errcode 40029' }
    expect(await refusalOf(way.finish(login, query))).toEqual(used)
    const late = await authorized()
    wecom.advance(5 * 60_000)
    expect(await refusalOf(way.finish(late.login, late.query))).toEqual(used)
  })

  it('does not take the code of another application', async () => {
    const { login, query } = await authorized()
    const other = await open('of-another', { agentId: '1000003' })
    expect(await refusalOf(other.finish(login, query))).toEqual({ reason: 'misconfigured', detail: 'errcode 50001' })
  })

  it.each([
    ['a wrong secret', 'wrong', {}, 'errcode 40001'],
    ['another corporation', 'of-print', { corpId: 'wwelse' }, 'errcode 40013'],
  ])('names %s as a matter for the university', async (_, secretText, more, detail) => {
    const { login, query } = await authorized()
    const wrong = await open(secretText, more)
    expect(await refusalOf(wrong.finish(login, query))).toEqual({ reason: 'misconfigured', detail })
  })
})

describe('a code of WeCom', () => {
  it.each([
    [40029, 'refused', 1],
    [50001, 'misconfigured', 1],
    [40001, 'misconfigured', 1],
    [40091, 'misconfigured', 1],
    [40013, 'misconfigured', 1],
    [60020, 'misconfigured', 1],
    [40014, 'away', 2],
    [42001, 'away', 2],
    [45009, 'away', 1],
    [-1, 'away', 4],
    [99999, 'refused', 1],
  ])('%i: %s', async (errcode, reason, asked) => {
    wecom.faults([{ on: 'getuserinfo', kind: 'errcode', errcode, times: 'always' }])
    expect(await refusalOf(finish())).toMatchObject({ reason })
    expect(wecom.calls().getuserinfo).toBe(asked)
  })

  it.each([
    [40001, 'misconfigured', 1],
    [42001, 'lying', 1],
    [45009, 'away', 1],
    [-1, 'away', 4],
    [99999, 'refused', 1],
  ])('%i instead of a token: %s', async (errcode, reason, asked) => {
    wecom.faults([{ on: 'gettoken', kind: 'errcode', errcode, times: 'always' }])
    expect(await refusalOf(finish())).toMatchObject({ reason })
    expect(wecom.calls()).toEqual({ gettoken: asked, getuserinfo: 0 })
  })

  it('is repeated after longer and longer pauses while it says busy, and goes on as soon as it does not', async () => {
    wecom.faults([{ on: 'getuserinfo', kind: 'errcode', errcode: -1, times: 3 }])
    expect(await finish()).toMatchObject({ ok: true })
    expect(pausesMs).toEqual([200, 400, 800])
  })

  it('45009 stops every question for a minute, then for two', async () => {
    wecom.faults([{ on: 'getuserinfo', kind: 'errcode', errcode: 45009, times: 2 }])
    const waiting = await authorized()
    const resting = { reason: 'away', detail: 'resting after errcode 45009' }
    await finish()
    expect(await refusalOf(way.begin(newLogin(), { language: 'en', isInWeCom: true }))).toEqual(resting)
    expect(await refusalOf(way.finish(waiting.login, waiting.query))).toEqual(resting)
    atMs += 60_000
    expect(await refusalOf(finish())).toEqual({ reason: 'away', detail: 'errcode 45009' })
    atMs += 119_999
    expect(await refusalOf(way.finish(waiting.login, waiting.query))).toEqual(resting)
    atMs += 1
    // Its code was never spent.
    expect(await way.finish(waiting.login, waiting.query)).toMatchObject({ ok: true })
    expect(wecom.calls()).toEqual({ gettoken: 1, getuserinfo: 3 })
    // It answered since: the next rest is a short one again.
    wecom.faults([{ on: 'getuserinfo', kind: 'errcode', errcode: 45009 }])
    await finish()
    atMs += 60_000
    expect(await finish()).toMatchObject({ ok: true })
  })
})

describe('the access token', () => {
  it('is fetched once for fifty logins at once', async () => {
    const all = await Promise.all(Array.from({ length: 50 }, () => finish()))
    expect(all.every(({ ok }) => ok)).toBe(true)
    expect(wecom.calls()).toEqual({ gettoken: 1, getuserinfo: 50 })
  })

  it('is renewed at four fifths of its life', async () => {
    unwrap(await finish())
    atMs += 7_200_000 * 0.8 - 1
    unwrap(await finish())
    expect(wecom.calls().gettoken).toBe(1)
    atMs += 1
    unwrap(await finish())
    expect(wecom.calls().gettoken).toBe(2)
  })

  it('that is alive goes on while no other can be had', async () => {
    unwrap(await finish())
    wecom.faults([{ on: 'gettoken', kind: 'http502', times: 'always' }])
    atMs += 7_199_999
    unwrap(await finish())
    atMs += 1
    expect(await refusalOf(finish())).toEqual({ reason: 'away', detail: 'HTTP_502' })
  })

  it.each<[string, () => void]>([
    ['was taken back', () => wecom.revokeTokens()],
    ['has run out for WeCom', () => wecom.advance(7_200_000)],
  ])('that %s is renewed once for all who have it, and their codes are good', async (_, end) => {
    unwrap(await finish())
    end()
    const all = await Promise.all(Array.from({ length: 20 }, () => finish()))
    expect(all.filter(({ ok }) => !ok)).toEqual([])
    expect(wecom.calls().gettoken).toBe(2)
  })
})

describe('WeCom that misbehaves', () => {
  it.each([
    ['down', 'unknown', 'BROKE_OFF'],
    ['http502', 'unknown', 'HTTP_502'],
    ['redirect', 'lying', 'HTTP_302'],
    ['malformed', 'lying', 'a reply without errcode'],
    ['oversize', 'lying', 'REPLY_TOO_LONG'],
    ['empty', 'lying', 'a reply of another form'],
  ] as const)('by %s, asked for a member: %s, and never asked again', async (kind, reason, detail) => {
    wecom.faults([{ on: 'getuserinfo', kind }])
    expect(await refusalOf(finish())).toEqual({ reason, detail })
    expect(wecom.calls().getuserinfo).toBe(1)
  })

  it.each([
    ['down', 'away', 'BROKE_OFF'],
    ['http502', 'away', 'HTTP_502'],
    ['redirect', 'lying', 'HTTP_302'],
    ['malformed', 'lying', 'a reply without errcode'],
    ['oversize', 'lying', 'REPLY_TOO_LONG'],
    ['empty', 'lying', 'a reply of another form'],
  ] as const)('by %s, asked for a token: %s, and the code is good afterwards', async (kind, reason, detail) => {
    wecom.faults([{ on: 'gettoken', kind }])
    const { login, query } = await authorized()
    expect(await refusalOf(way.finish(login, query))).toEqual({ reason, detail })
    expect(await way.finish(login, query)).toMatchObject({ ok: true })
  })

  it('by silence is given up after ten seconds: the code may be spent', async () => {
    wecom.faults([{ on: 'getuserinfo', kind: 'hang' }])
    const came = wecom.nextCall('getuserinfo')
    const finishing = finish()
    await came
    hasty.expire()
    expect(await refusalOf(finishing)).toEqual({ reason: 'unknown', detail: 'TIMEOUT' })
    expect(wecom.calls().getuserinfo).toBe(1)
  })

  it('that nobody is at has heard nothing', async () => {
    const { login, query } = await authorized()
    const nowhere = await open('of-print', { addresses: { ...wecom.addresses(), api: 'http://127.0.0.1:2' } })
    expect(await refusalOf(nowhere.finish(login, query))).toEqual({ reason: 'away', detail: 'ECONNREFUSED' })
  })
})

describe('the settings of WeCom', () => {
  const usual = { corpId: 'ww1', agentId: 1000002, secretFile: 'wecom.txt' }
  const schema = wecomSettingsSchema(path => `/site/${path}`)
  it('lead to the public one', () => {
    expect(schema.parse(usual)).toEqual({
      ...{ corpId: 'ww1', agentId: '1000002', secretFile: '/site/wecom.txt' },
      addresses: {
        inApp: 'https://open.weixin.qq.com/connect/oauth2/authorize',
        panel: 'https://login.work.weixin.qq.com/wwlogin/sso/login',
        api: 'https://qyapi.weixin.qq.com',
      },
    })
  })

  it('lead to another one, whatever slash stands at its end', () => {
    const addresses = { api: 'https://wecom.example.edu.cn/proxy//' }
    expect(schema.parse({ ...usual, addresses }).addresses.api).toBe('https://wecom.example.edu.cn/proxy')
  })

  it.each([
    ['an address that others can read', { addresses: { api: 'http://wecom.example' } }],
    ['an address with a query', { addresses: { panel: 'https://wecom.example/?x=1' } }],
    ['an application without number', { agentId: 'print' }],
    ['an application of more than a number', { agentId: '1a' }],
    ['an application behind something', { agentId: 'a1' }],
    ['a corporation with a slash', { corpId: 'ww/1' }],
    ['a corporation with a blank', { corpId: 'ww 1' }],
    ['a corporation with a line behind it', { corpId: 'ww1\n' }],
    ['a secret in the file itself', { secret: 'x' }],
  ])('refuse %s', (_, more) => {
    expect(schema.safeParse({ ...usual, ...more }).success).toBe(false)
  })
})
