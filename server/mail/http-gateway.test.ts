import { createServer, type IncomingHttpHeaders } from 'node:http'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openHouseStore } from '../../tests/peers/house-store.ts'
import { type MailWorld, openMailWorld } from '../../tests/peers/mail-world.ts'
import type { Store } from '../ground/store/store.ts'
import { createHttpGateway } from './http-gateway.ts'
import { smsSchema } from './mail-config.ts'

let answer: { status: number; body: string; headers?: Record<string, string> } | 'cut' | 'silent' = {
  status: 200,
  body: '',
}
const asked: { headers: IncomingHttpHeaders; method: string | undefined; body: unknown }[] = []
const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', chunk => chunks.push(chunk))
  request.on('end', () => {
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString())
    asked.push({ headers: request.headers, method: request.method, body })
    if (answer === 'cut') return void request.socket.destroy()
    if (answer === 'silent') return
    response.writeHead(answer.status, answer.headers).end(answer.body)
  })
})
let url = ''
let store: Store
beforeAll(async () => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/send`
  store = await openHouseStore({ kind: 'memory' })
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise(resolve => server.close(resolve))
  await store.close()
})
const worlds: MailWorld[] = []
afterEach(async () => {
  asked.splice(0)
  for (const world of worlds.splice(0)) await world.close()
  await store.db.deleteFrom('message').execute()
})

const section = (more: object = {}) => ({
  ...{ url, body: { mobile: '{phone}', params: ['{text}', { code: '{code}' }], sign: '印证' } },
  success: { status: [200], field: 'result.code', is: ['0', 'OK'], laterIs: ['BUSY'] },
  ...more,
})
const config = (more: object = {}) => {
  const read = smsSchema(path => path).parse(section(more))
  if (!read) throw new Error('no section')
  return read
}
const TEXT = { phone: '13800138000', text: '您的"验证码"是\\{code}', code: '123456', id: 'abc' }
const never = () => new AbortController().signal
const sent = (more: object = {}) => createHttpGateway(config(more), async () => 'Bearer s3cret').send(TEXT, never())

describe('a gateway over HTTP', () => {
  it('is told what its template says, with texts in the places of texts, and the secret in its header', async () => {
    answer = { status: 200, body: '{"result":{"code":0}}' }
    expect(await sent({ secretHeader: { name: 'Authorization', file: 'x' } })).toMatchObject({ kind: 'accepted' })
    expect(asked).toMatchObject([
      {
        method: 'POST',
        headers: { authorization: 'Bearer s3cret', 'content-type': 'application/json' },
        body: { mobile: '13800138000', params: ['您的"验证码"是\\{code}', { code: '123456' }], sign: '印证' },
      },
    ])
  })

  it.each([
    [{ status: 200, body: '{"result":{"code":"OK"}}' }, 'accepted'],
    [{ status: 200, body: '{"result":{"code":"BAD"}}' }, 'refused'],
    [{ status: 200, body: '{"result":{"code":"BUSY"}}' }, 'later'],
    [{ status: 400, body: '{"result":{"code":"BUSY"}}' }, 'later'],
    [{ status: 400, body: '' }, 'refused'],
    [{ status: 429, body: '' }, 'later'],
    [{ status: 503, body: '' }, 'later'],
    [{ status: 401, body: '' }, 'later'],
    [{ status: 302, body: '', headers: { Location: 'http://127.0.0.1:1/' } }, 'later'],
    [{ status: 500, body: '' }, 'unknown'],
    [{ status: 200, body: 'no JSON' }, 'unknown'],
    [{ status: 200, body: '{"result":{}}' }, 'unknown'],
    [{ status: 200, body: `{"result":{"code":"OK"},"x":"${'x'.repeat(100_000)}"}` }, 'unknown'],
    ['cut', 'unknown'],
  ] as const)('%o is %s', async (one, kind) => {
    answer = one
    const outcome = await sent()
    expect(outcome.kind).toBe(kind)
    expect(JSON.stringify(outcome)).not.toMatch(/13800138000|123456|s3cret/)
  })

  it('whose address nobody answers has taken nothing', async () => {
    const other = createServer()
    await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve))
    const address = other.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    await new Promise(resolve => other.close(resolve))
    expect(await sent({ url: `http://127.0.0.1:${port}/` })).toMatchObject({ kind: 'later', ofAll: true })
  })

  it('that says nothing when the server ends: nobody knows', async () => {
    answer = 'silent'
    const ending = new AbortController()
    const outcome = createHttpGateway(config(), async () => null).send(TEXT, ending.signal)
    await expect.poll(() => asked.length).toBe(1)
    ending.abort()
    expect(await outcome).toMatchObject({ kind: 'unknown' })
  })

  it.each([
    [{ body: { x: 1 } }],
    [{ url: 'http://sms.example.edu.cn/' }],
    [{ success: { field: 'a' } }],
    [{ secretHeader: { name: 'A: b', file: 'x' } }],
  ])('%o is no section', more => expect(smsSchema(path => path).safeParse(section(more)).success).toBe(false))
})

describe('texts', () => {
  const world = async (more: object = {}) => {
    const one = await openMailWorld(store, { mail: null, sms: section(more) })
    worlds.push(one)
    return one
  }

  it('are sent once', async () => {
    answer = { status: 200, body: '{"result":{"code":"OK"}}' }
    const mail = await world()
    const id = await mail.text()
    await mail.sweep('texts')
    await mail.sweep('texts')
    expect(await mail.desk.stateOf(id)).toMatchObject({ state: 'sent' })
    expect(asked).toHaveLength(1)
    expect(mail.logged.join('')).not.toMatch(/13800138000|123456/)
  })

  it('of which nobody knows are not sent again where the gateway could not tell', async () => {
    answer = 'cut'
    const mail = await world()
    const id = await mail.text()
    await mail.sweep('texts')
    expect(await mail.desk.stateOf(id)).toMatchObject({ state: 'given-up', mayHaveArrived: true })
  })

  it('of which nobody knows are sent again under the same id where the gateway knows it', async () => {
    answer = 'cut'
    const mail = await world({ body: { to: '{phone}', id: '{id}' } })
    const id = await mail.text()
    await mail.sweep('texts')
    expect(await mail.desk.stateOf(id)).toMatchObject({ state: 'delayed', tries: 1 })
    answer = { status: 200, body: '{"result":{"code":"OK"}}' }
    await mail.clock.advance(60_000)
    await mail.sweep('texts')
    expect(await mail.desk.stateOf(id)).toMatchObject({ state: 'sent' })
    expect(asked[1]?.body).toEqual(asked[0]?.body)
  })

  it('that a killed server had begun are given up where the gateway could not tell', async () => {
    answer = { status: 200, body: '{"result":{"code":"OK"}}' }
    const mail = await world()
    const id = await mail.text()
    const { claimMessage } = await import('./claim-message.ts')
    await claimMessage(store.db, { kind: 'text', leaseMs: 1_000, ratePerMinute: 9 }, new Date(mail.clock.now()))
    await mail.clock.advance(60_000)
    await mail.sweep('texts')
    expect(await mail.desk.stateOf(id)).toMatchObject({ state: 'given-up', mayHaveArrived: true })
    expect(asked).toEqual([])
  })
})
