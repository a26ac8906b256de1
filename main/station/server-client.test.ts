import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ANSWER_SIGNATURE_HEADER, answerText } from '../../src/contract/answer-signature.ts'
import { jobIdSchema } from '../../src/contract/ids.ts'
import { textToSign } from '../../src/contract/request-signature.ts'
import { TERMINAL_ROUTES } from '../../src/contract/terminal-api.ts'
import { fakeClock } from '../../src/fake-clock.ts'
import { createCarry } from './carry.ts'
import { createServerClient, type ServerClient } from './server-client.ts'
import { openTerminalKeys, type TerminalKey } from './terminal-key.ts'

interface Heard {
  readonly request: IncomingMessage
  readonly body: string
}

let folder: string
let key: TerminalKey
let heard: Heard[]
let answer: (response: ServerResponse) => void
/** Signs answers of the server as the server does; false for a stranger. */
let signs: boolean
const serverKeys = generateKeyPairSync('ed25519')
const serverKey = serverKeys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
let server: ReturnType<typeof createServer>
let client: ServerClient
let clientThatWaits: (timeoutMs: number) => ServerClient

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'client-'))
  key = openTerminalKeys(folder).current
  heard = []
  signs = true
  server = createServer((request, response) => {
    let body = ''
    request.on('data', chunk => {
      body += chunk
    })
    request.on('end', () => {
      heard.push({ request, body })
      if (signs) signAnswer(request, body, response)
      answer(response)
    })
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  clientThatWaits = timeoutMs =>
    createServerClient({
      baseUrl: `http://127.0.0.1:${port}/`,
      timeoutMs,
      carry: createCarry({ kind: 'system' }),
      serverKey,
      key,
      terminalId: 'terminal-1',
      clock: fakeClock(),
    })
  // Longer than a busy machine takes: only who is to hear silence waits for less.
  client = clientThatWaits(15_000)
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Puts the signature of the server on what is answered with one `end`. */
function signAnswer({ method = '', url = '', headers }: IncomingMessage, said: string, response: ServerResponse): void {
  const of = (name: string) => String(headers[`yinzheng-${name}`] ?? '')
  const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex')
  const asked = { method, target: url, timeMs: of('time'), nonce: of('nonce'), terminalId: of('terminal') }
  const request = textToSign({ ...asked, bodySha256: sha256(said) })
  const { end, writeHead } = response
  response.writeHead = ((code: number, more: Record<string, string> = {}) => {
    response.statusCode = code
    for (const [name, value] of Object.entries(more)) response.setHeader(name, value)
    return response
  }) as ServerResponse['writeHead']
  response.end = ((bytes: string | Uint8Array = '') => {
    const text = answerText({ status: response.statusCode, bodySha256: sha256(bytes), request })
    const signature = sign(null, Buffer.from(text), serverKeys.privateKey).toString('base64')
    response.setHeader(ANSWER_SIGNATURE_HEADER, signature)
    Object.assign(response, { end, writeHead })
    return response.end(bytes)
  }) as ServerResponse['end']
}

const json = (status: number, value: unknown) => (response: ServerResponse) => {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(value))
}
const visitId = 'visit-0001' as never

describe('a request of the terminal', () => {
  it('carries a signature over method, target, time, nonce and body', async () => {
    answer = json(200, {})
    expect((await client.call(TERMINAL_ROUTES.endVisit, { visitId })).ok).toBe(true)
    const { request, body } = heard[0]!
    expect([request.method, request.url, body]).toEqual(['POST', '/v1/visits/visit-0001/end', '{}'])
    const header = (name: string) => String(request.headers[`yinzheng-${name}`])
    const text = textToSign({
      method: 'POST',
      target: request.url!,
      timeMs: header('time'),
      nonce: header('nonce'),
      bodySha256: createHash('sha256').update(body).digest('hex'),
      terminalId: header('terminal'),
    })
    const publicKey = createPublicKey({ key: Buffer.from(key.publicKey, 'base64'), format: 'der', type: 'spki' })
    expect(verify(null, Buffer.from(text), publicKey, Buffer.from(header('signature'), 'base64'))).toBe(true)
  })

  it('is signed anew each time', async () => {
    answer = json(200, {})
    for (let i = 0; i < 3; i++) await client.call(TERMINAL_ROUTES.endVisit, { visitId })
    expect(new Set(heard.map(({ request }) => request.headers['yinzheng-nonce'])).size).toBe(3)
  })

  it('puts path parameters into the path, escaped', async () => {
    answer = json(404, { fault: { code: 'order-conflict' } })
    const refused = await client.call(TERMINAL_ROUTES.order, { jobId: jobIdSchema.parse('job-000001') })
    expect(heard[0]!.request.url).toBe('/v1/orders/job-000001')
    expect(refused).toEqual({ ok: false, error: { fault: { code: 'order-conflict' }, status: 404 } })
  })

  it.each([
    ['an answer that breaks the contract', json(200, { freeCopies: 'many' }), 'server-nonsense', 200],
    ['something that is not JSON', (r: ServerResponse) => r.end('<html>'), 'server-nonsense', 200],
    ['a server that is not itself', json(502, 'bad gateway'), 'server-unreachable', 502],
    ['a line that breaks', (r: ServerResponse) => r.destroy(), 'server-unreachable', null],
    ['an answer without end', (r: ServerResponse) => r.end(Buffer.alloc(3_000_000, 0x20)), 'server-nonsense', null],
    [
      'a redirect to elsewhere',
      (r: ServerResponse) => r.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
      'server-nonsense',
      302,
    ],
  ])('turns %s into a fault', async (_, behave, code, status) => {
    answer = behave
    const refused = await client.call(TERMINAL_ROUTES.settings, {})
    expect(refused).toMatchObject({ ok: false, error: { fault: { code }, status } })
  })

  it.each([
    ['a proxy that has lost its server', json(502, 'bad gateway')],
    ['a captive portal', (r: ServerResponse) => r.end('<title>Sign in to the network</title>')],
    ['a stranger who refuses', json(404, { fault: { code: 'order-unknown' } })],
    ['a stranger who shuts the terminal out', json(403, { fault: { code: 'terminal-refused' } })],
    ['a stranger who agrees', json(200, {})],
  ])('takes %s for no answer at all', async (_, behave) => {
    signs = false
    answer = behave
    const refused = await client.call(TERMINAL_ROUTES.endVisit, { visitId })
    expect(refused).toMatchObject({ ok: false, error: { fault: { code: 'server-unreachable' }, status: null } })
  })

  it('turns silence into a fault', async () => {
    answer = () => {}
    const refused = await clientThatWaits(300).call(TERMINAL_ROUTES.settings, {})
    expect(refused).toMatchObject({ ok: false, error: { fault: { code: 'server-slow' }, status: null } })
  })

  it('fetches a file, but not one that is larger than allowed', async () => {
    answer = response => response.end(Buffer.from('%PDF-'))
    expect(await client.file('document-1', 5)).toEqual({ ok: true, value: Buffer.from('%PDF-') })
    expect(await client.file('document-1', 4)).toMatchObject({
      ok: false,
      error: { fault: { code: 'server-nonsense' } },
    })
  })

  it('is not made by a terminal that is not enrolled', async () => {
    const stranger = createServerClient({
      baseUrl: 'http://127.0.0.1:1',
      timeoutMs: 300,
      carry: createCarry({ kind: 'system' }),
      serverKey,
      key,
      terminalId: null,
      clock: fakeClock(),
    })
    expect(await stranger.call(TERMINAL_ROUTES.settings, {})).toMatchObject({
      ok: false,
      error: { fault: { code: 'terminal-refused' } },
    })
  })

  it('keeps the terminal its key over a restart', () => {
    expect(openTerminalKeys(folder).current.publicKey).toBe(key.publicKey)
  })
})
