import { createServer, type RequestListener, type Server } from 'node:http'
import { afterEach, expect, it } from 'vitest'
import { exchange } from './http-exchange.ts'

let server: Server | undefined
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

async function serve(listener: RequestListener): Promise<string> {
  const made = createServer(listener)
  server = made
  await new Promise<void>(resolve => made.listen(0, '127.0.0.1', resolve))
  const address = made.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return `http://127.0.0.1:${address.port}/`
}
const get = (url: string, timeoutMs = 2000) => exchange({ url, method: 'GET', timeoutMs, maxBytes: 1000 })

it('sends a body and reads the answer', async () => {
  const url = await serve(async (request, response) => {
    let said = ''
    for await (const part of request) said += part
    response.writeHead(201, { 'content-type': 'text/plain' }).end(`${request.method} ${request.headers['x-a']} ${said}`)
  })
  const body = new TextEncoder().encode('hello')
  const answer = await exchange({ url, method: 'POST', headers: { 'x-a': 'b' }, body, timeoutMs: 2000, maxBytes: 1000 })
  expect(answer).toMatchObject({ ok: true, value: { status: 201, headers: { 'content-type': 'text/plain' } } })
  expect(answer.ok && new TextDecoder().decode(answer.value.body)).toBe('POST b hello')
})

it('gives up on who is silent, who drips, who breaks off and who floods', async () => {
  expect(await get(await serve(() => undefined), 80)).toMatchObject({ error: { kind: 'slow' } })
  const drip = await serve((_, response) => {
    const timer = setInterval(() => response.write('.'), 10)
    response.on('close', () => clearInterval(timer))
  })
  expect(await get(drip, 80)).toMatchObject({ error: { kind: 'slow' } })
  const torn = await serve((_, response) => {
    response.writeHead(200, { 'content-length': 100 })
    response.write('half', () => response.destroy())
  })
  expect(await get(torn)).toMatchObject({ error: { kind: 'unreachable' } })
  const flood = await serve((_, response) => response.end('x'.repeat(1001)))
  expect(await get(flood)).toMatchObject({ error: { kind: 'too-large' } })
})

it('follows nobody elsewhere, and says when nobody is there', async () => {
  let asked = 0
  const url = await serve((_, response) => {
    asked++
    response.writeHead(302, { location: '/elsewhere' }).end()
  })
  expect(await get(url)).toMatchObject({ ok: true, value: { status: 302 } })
  expect(asked).toBe(1)
  server?.close()
  server?.closeAllConnections()
  await new Promise(resolve => setImmediate(resolve))
  expect(await get(url)).toMatchObject({ error: { kind: 'unreachable', detail: 'ECONNREFUSED' } })
})
