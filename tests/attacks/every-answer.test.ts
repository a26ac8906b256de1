import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refusalSchema } from '../../src/contract/refusal.ts'
import { openHouseStore } from '../peers/house-store.ts'
import { startVerificationWorld, type VerificationWorld } from '../peers/verification-world.ts'
import { rawConnections, statusOf } from './raw-http.ts'

const { say, closeAll } = rawConnections()

/** A request that is whole, on a connection that ends with its answer. */
const whole = (line: string, headers: Readonly<Record<string, string>> = {}, body = '') => {
  const all = { host: 'x', connection: 'close', ...headers }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`)
  return `${line} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`
}
const json = (body: string, length = body.length) => ({
  'content-type': 'application/json',
  'content-length': `${length}`,
})
const FILES = 'POST /v1/verification/files'
const UPLOAD = 'POST /v/plain/file'

/** What the HTTP parser, the framework, a route and a page answer by themselves, each with its own code. */
const REFUSED: readonly (readonly [name: string, text: string, status: number])[] = [
  ['no HTTP at all', 'hello\r\n\r\n', 400],
  ['another HTTP', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
  ['no host', 'GET /v/ HTTP/1.1\r\n\r\n', 400],
  ['a method that is none', 'BREW / HTTP/1.1\r\nhost: x\r\n\r\n', 400],
  ['two lengths', whole(FILES, { 'content-length': '1\r\ncontent-length: 2' }, 'xx'), 400],
  ['a chunk that is none', whole(FILES, { ...chunked(), 'content-type': 'application/json' }, 'zz\r\n'), 400],
  ['a head that is too large', `GET / HTTP/1.1\r\nhost: x\r\na: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ['an expectation that nobody meets', whole(FILES, { expect: 'tea', ...json('{}') }, '{}'), 417],
  ['an address that is none', whole('GET /v/%zz'), 400],
  ['an address with too long a name', whole(`GET /v/${'x'.repeat(101)}`), 414],
  ['an address that is not there', whole('GET /nowhere'), 404],
  ['a method that the address does not take', whole('DELETE /v/plain'), 404],
  ['a method of others', whole('PROPFIND /v/'), 404],
  ['a question for what may be asked', whole('OPTIONS /v/plain/file'), 404],
  ['a question for what the server can', whole('OPTIONS *'), 404],
  ['a body that is no JSON', whole(FILES, json('{'), '{'), 400],
  ['a body of another type', whole(FILES, { 'content-type': 'text/plain', 'content-length': '1' }, 'x'), 415],
  ['a body of a type that is none', whole(FILES, { 'content-type': '/', 'content-length': '1' }, 'x'), 415],
  ['a body that is too large', whole(FILES, json('', 10_000_000)), 413],
  ['what breaks the contract', whole(FILES, json('{}'), '{}'), 400],
]

const PAGES: readonly (readonly [name: string, text: string, status: number])[] = [
  ['the page', whole('GET /v/'), 200],
  ['the page without its body', whole('HEAD /v/'), 200],
  ['a way to the page', whole('GET /'), 302],
  ['a picture that is not there', whole('GET /v/favicon.ico'), 404],
  ['a file of the page that is not there', whole('GET /v/assets/none.js'), 404],
  ['a script that is not there', whole('GET /v/sw-old.js'), 404],
  ['the forms', whole('GET /v/plain'), 200],
  ['an upload without a length', whole(UPLOAD, { ...chunked(), 'content-type': 'multipart/form-data' }), 411],
  [
    'an upload that is too large',
    whole(UPLOAD, { 'content-type': 'multipart/form-data', 'content-length': '900000000' }),
    413,
  ],
  ['an upload of another type', whole(UPLOAD, json('{}'), '{}'), 415],
  ['a form that is too large', whole('POST /v/plain/code', { ...form(), 'content-length': '10000000' }), 413],
  ['half a form', whole('POST /v/plain/code', { ...form(), 'content-length': '1' }, 'a'), 400],
  ['forms asked for without a host', 'GET /v/plain HTTP/1.1\r\nconnection: close\r\n\r\n', 400],
  ['health', whole('GET /healthz'), 200],
]

function chunked() {
  return { 'transfer-encoding': 'chunked' }
}

function form() {
  return { 'content-type': 'application/x-www-form-urlencoded' }
}

describe('whatever is said on a connection', () => {
  let world: VerificationWorld
  let closeStore: () => Promise<void>
  const pageFolder = mkdtempSync(join(tmpdir(), 'yinzheng-page-'))
  beforeAll(async () => {
    mkdirSync(join(pageFolder, 'assets'))
    writeFileSync(join(pageFolder, 'index.html'), '<!doctype html><title>page</title>')
    const store = await openHouseStore({ kind: 'memory' })
    closeStore = store.close
    world = await startVerificationWorld(store, { publicBaseUrl: 'https://print.example', pageFolder })
  })
  afterAll(async () => {
    await closeAll()
    await world?.close()
    await closeStore?.()
    rmSync(pageFolder, { recursive: true, force: true })
  })

  const answered = async (text: string) => {
    const said = await (await say(world.base, text)).closed()
    const [head = '', ...body] = said.split('\r\n\r\n')
    return { status: statusOf(head), head: head.toLowerCase(), body: body.join('\r\n\r\n') }
  }
  /** What stands in every head, once. */
  const guarded = (head: string) => {
    const lines = head.split('\r\n')
    return ['x-content-type-options: nosniff', 'strict-transport-security: max-age=31536000'].map(
      wanted => lines.filter(line => line === wanted).length,
    )
  }

  it.each(REFUSED)('%s is refused as everything is', async (_, text, status) => {
    const { head, body, ...said } = await answered(text)
    expect([said.status, guarded(head)]).toEqual([status, [1, 1]])
    expect(head).toContain('\r\ncontent-type: application/json')
    const refusal = refusalSchema.parse(JSON.parse(body))
    expect(refusal.fault.code).toBe('server-nonsense')
    // In words of the house: which framework is behind it is nobody's affair.
    expect(refusal.fault.detail).toMatch(/^[a-z][A-Za-z0-9/.' ]+$/)
  })

  it.each(PAGES)('%s has the same guards as every page', async (_, text, status) => {
    const { head, body, ...said } = await answered(text)
    expect([said.status, guarded(head)]).toEqual([status, [1, 1]])
    expect(body).not.toMatch(/FST_|fastify/i)
  })
})
