import type { FastifyInstance } from 'fastify'
import pino from 'pino'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { TerminalId } from '../../../src/contract/ids.ts'
import { type RouteTable, route, staff } from '../../../src/contract/routes.ts'
import { fault } from '../../../src/fault.ts'
import { err, ok } from '../../../src/result.ts'
import type { StaffCaller } from '../callers.ts'
import { plan } from '../room.ts'
import { postgresPool } from '../store/postgres-pool.ts'
import type { Authenticators } from './authenticators.ts'
import { refuseUndeclared } from './declared-routes.ts'
import { createHttpServer } from './http-server.ts'
import { mount } from './mount.ts'
import { Refused } from './refusals.ts'

const ROUTES = {
  greet: route({
    method: 'GET',
    path: '/hall/:name',
    caller: 'anyone',
    summary: 'Greets',
    input: z.object({ name: z.string().max(8), loud: z.enum(['yes', 'no']).default('no') }),
    output: z.object({ said: z.string(), ip: z.string(), bearer: z.string().nullable() }),
  }),
  picture: route({
    method: 'GET',
    path: '/hall/:name/picture',
    caller: 'visitor',
    summary: 'A picture',
    input: z.object({ name: z.string() }),
    output: { mediaType: 'application/pdf', maxBytes: 1_000 },
    reasons: { 'sold-out': 410, 'too-often': 429 },
  }),
  decide: route({
    method: 'POST',
    path: '/hall/decide',
    caller: staff('hall.decide'),
    summary: 'Decides',
    input: z.object({ answer: z.string() }),
    output: z.object({ by: z.string(), afterSeconds: z.int() }),
    statusOf: ({ afterSeconds }) => (afterSeconds > 0 ? 429 : 200),
  }),
  tell: route({
    method: 'POST',
    path: '/hall/tell',
    caller: 'terminal',
    summary: 'Tells',
    input: z.object({ heard: z.array(z.string()) }),
    output: z.object({ heard: z.array(z.string()) }),
  }),
} as const satisfies RouteTable
const HALL = plan({
  name: 'hall',
  routes: ROUTES,
  pages: [{ method: 'GET', path: '/hall', summary: 'A page' }],
  permissions: ['hall.decide'],
})

const forbidden = new Refused(403, fault('terminal-refused', 'not yours'))
const AUTHENTICATORS: Authenticators = {
  visitor: async (_request, any) => ({
    ...any,
    personId: any.bearer ?? 'nobody',
    personIds: [],
    hasChosen: true,
    sessionKey: '',
    proofs: [],
  }),
  terminal: async (_request, any) => ({ ...any, terminalId: 'kiosk-1' as TerminalId }),
  staff: async (request, any, permission): Promise<StaffCaller> => {
    if (request.headers['x-holds'] !== permission) throw forbidden
    return { ...any, staffId: 'registrar-1', role: 'registrar', sites: ['*'], sessionKey: 'one', steppedUpAtMs: 0 }
  },
}

/** A database at a port where nobody listens. */
const nowhere = postgresPool({ connectionString: 'postgres://nobody@127.0.0.1:1/none' })
afterAll(() => nowhere.end())

let app: FastifyInstance
async function hall(authenticators = AUTHENTICATORS, allow = async (_who: string) => true): Promise<FastifyInstance> {
  app = await createHttpServer({ log: pino({ level: 'silent' }), trustedProxies: [] })
  mount(
    app,
    HALL,
    {
      handlers: {
        greet: async ({ name, loud }, { ip, bearer }) => {
          if (name === 'nobody') return err(fault('card-unknown'))
          if (name === 'busy') return err(fault('server-busy'))
          if (name === 'away') await nowhere.query('select 1')
          return ok({ said: loud === 'yes' ? name.toUpperCase() : name, ip, bearer })
        },
        picture: async ({ name }, { personId }) => {
          if (name === 'gone') return err('sold-out')
          if (name === 'often') return err('too-often')
          return ok({ bytes: new TextEncoder().encode(personId), fileName: `${name}.png` })
        },
        tell: async ({ heard }) => ok({ heard }),
        decide: async ({ answer }, { staffId }) => ok({ by: staffId, afterSeconds: answer === 'later' ? 7 : 0 }),
      },
      limits: { greet: { allow }, decide: { allow } },
    },
    authenticators,
  )
  return app
}
afterEach(() => app?.close())

describe('a mounted room', () => {
  it('is told what was said, in path and query, and who said it', async () => {
    const answer = await (await hall()).inject({
      url: '/hall/anna?loud=yes',
      headers: { authorization: 'Bearer abc-1' },
    })
    expect(answer.json()).toEqual({ said: 'ANNA', ip: '127.0.0.1', bearer: 'abc-1' })
    expect(answer.headers['cache-control']).toBe('no-store')
    const odd = await app.inject({ url: '/hall/anna', headers: { authorization: `Bearer ${'x'.repeat(401)}` } })
    expect(odd.json()).toMatchObject({ said: 'anna', bearer: null })
  })

  it('asks its limits before anything is read of a body, and says when to come back', async () => {
    const asked: string[] = []
    await hall(AUTHENTICATORS, async who => {
      asked.push(who)
      return false
    })
    const refusal = { fault: { code: 'server-busy', detail: 'asked too often' } }
    const often = await app.inject({ url: '/hall/much-too-long', remoteAddress: '192.0.2.7' })
    expect([often.statusCode, often.headers['retry-after'], often.json()]).toEqual([429, '60', refusal])
    const headers = { 'content-type': 'application/json' }
    const broken = await app.inject({ method: 'POST', url: '/hall/decide', payload: '{', headers })
    expect([broken.statusCode, broken.json()]).toEqual([429, refusal])
    expect(asked).toEqual(['192.0.2.7', '127.0.0.1'])
    expect((await app.inject({ url: '/hall/anna/picture', headers: { authorization: 'Bearer a' } })).statusCode).toBe(
      200,
    )
  })

  it('refuses what breaks the contract before its handler hears of it', async () => {
    const long = await (await hall()).inject({ url: '/hall/much-too-long' })
    expect([long.statusCode, long.json()]).toMatchObject([400, { fault: { code: 'server-nonsense' } }])
  })

  it.each(['/hall/a%00b', '/hall/anna?loud=%00', '/hall/anna?other=%00'])(
    'refuses a NUL in %s, which no database keeps',
    async url => {
      const answer = await (await hall()).inject({ url })
      expect([answer.statusCode, answer.json().fault.code]).toEqual([400, 'server-nonsense'])
    },
  )

  it.each(['a\0b', 'a\ud800b'])('refuses the text %j in a body', async text => {
    const headers = { 'x-holds': 'hall.decide' }
    const ask = (answer: string) => app.inject({ method: 'POST', url: '/hall/decide', headers, payload: { answer } })
    await hall()
    expect((await ask(text)).statusCode).toBe(400)
    expect((await ask('a𠮷b')).statusCode).toBe(200)
  })

  it('takes what a terminal has heard, without what is no text', async () => {
    const payload = { heard: ['jam\0', 'half \ud800', 'whole 𠮷'] }
    const answer = await (await hall()).inject({ method: 'POST', url: '/hall/tell', payload })
    expect([answer.statusCode, answer.json().heard]).toEqual([200, ['jam\u{fffd}', 'half \u{fffd}', 'whole 𠮷']])
  })

  it.each(['/hall/%', '/hall/%zz', `/hall/${'x'.repeat(101)}`])(
    'answers %s with a refusal of the contract',
    async url => {
      const answer = await (await hall()).inject({ url })
      expect([answer.statusCode, answer.headers['content-type'], Object.keys(answer.json())]).toEqual([
        expect.toSatisfy((status: number) => status === 400 || status === 414),
        'application/json; charset=utf-8',
        ['fault'],
      ])
      expect(answer.json().fault.code).toBe('server-nonsense')
    },
  )

  it('answers faults under their status, and its own reasons under theirs', async () => {
    const fault = await (await hall()).inject({ url: '/hall/nobody' })
    expect([fault.statusCode, fault.json()]).toEqual([404, { fault: { code: 'card-unknown' } }])
    const gone = await app.inject({ url: '/hall/gone/picture' })
    expect([gone.statusCode, gone.json()]).toEqual([410, { reason: 'sold-out' }])
    const often = await app.inject({ url: '/hall/often/picture' })
    expect([often.statusCode, often.headers['retry-after']]).toEqual([429, '60'])
    const busy = await app.inject({ url: '/hall/busy' })
    expect([busy.statusCode, busy.headers['retry-after']]).toEqual([429, '60'])
  })

  it('says when to ask again while the database is away, and that nothing was wrong with the question', async () => {
    const away = await (await hall()).inject({ url: '/hall/away' })
    expect([away.statusCode, away.headers['retry-after'], away.json().fault.code]).toEqual([
      ...[503, '10', 'server-unreachable'],
    ])
  })

  it('describes itself to nobody where that is not asked for', async () => {
    expect((await (await hall()).inject({ url: '/v1/openapi.json' })).statusCode).toBe(404)
  })

  it('gives files with their type and name', async () => {
    const headers = { authorization: 'Bearer p-7' }
    const file = await (await hall()).inject({ url: '/hall/anna/picture', headers })
    expect([file.headers['content-type'], file.headers['content-disposition'], file.body]).toEqual([
      'application/pdf',
      'attachment; filename="anna.png"',
      'p-7',
    ])
  })

  it('lets staff in by the permission that the route names, and sends answers that wait under 429', async () => {
    const ask = (answer: string, headers = {}) =>
      app.inject({ method: 'POST', url: '/hall/decide', headers, payload: { answer } })
    await hall()
    const stranger = await ask('now')
    expect([stranger.statusCode, stranger.json()]).toMatchObject([403, { fault: { code: 'terminal-refused' } }])
    expect((await ask('now', { 'x-holds': 'hall.read' })).statusCode).toBe(403)
    expect((await ask('now', { 'x-holds': 'hall.decide' })).json()).toEqual({ by: 'registrar-1', afterSeconds: 0 })
    const later = await ask('later', { 'x-holds': 'hall.decide' })
    expect([later.statusCode, later.headers['retry-after']]).toEqual([429, '7'])
  })

  it('does not start where nobody can say who may call a route', async () => {
    await expect(hall({})).rejects.toThrow('nobody can say who may call hall.picture')
    const { visitor } = AUTHENTICATORS
    await expect(hall(visitor ? { visitor } : {})).rejects.toThrow('nobody can say who may call hall.decide')
  })
})

describe('a server of declared rooms', () => {
  it('takes what a plan declares, with its HEAD, and nothing else', async () => {
    let refuseSilent = () => {}
    app = await createHttpServer({
      ...{ log: pino({ level: 'silent' }), trustedProxies: [] },
      onCreated: made => {
        refuseSilent = refuseUndeclared(made, [HALL, API])
      },
    })
    const handler = async (_: unknown, reply: { send(text: string): unknown }) => reply.send('{}')
    app.get('/hall', handler)
    expect(() => app.get('/cellar', handler)).toThrow('no plan declares GET /cellar')
    expect(() => app.post('/hall', handler)).toThrow('no plan declares POST /hall')
    expect((await app.inject({ method: 'HEAD', url: '/hall' })).statusCode).toBe(200)
    expect(refuseSilent).toThrow(/declared, and answered by nobody: GET \/hall\/:name, /)
  })
})

const API = plan({ name: 'api', pages: [{ method: 'GET', path: '/v1/openapi.json', summary: 'The description' }] })
