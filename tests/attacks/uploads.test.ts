import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rawConnections, statusOf } from './raw-http.ts'

const MEGABYTE = 1_024 * 1_024
/** What the server may grow by, in MB, whoever holds what. */
const GROWS_MB_MAX = 200
const { open, say, closeAll } = rawConnections()

/** The head of an upload that says how long it is. */
const uploadHead = (bytes: number, from: string, more = '') =>
  `POST /v/plain/file HTTP/1.1\r\nhost: x\r\nx-forwarded-for: ${from}\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: ${bytes}\r\n${more}\r\n`
const part = Buffer.alloc(10 * MEGABYTE, 'x')

describe('a server under uploads and connections that are held open', () => {
  let child: ChildProcess
  let base: string
  let pdf: Buffer<ArrayBuffer>
  let startMb: number
  const mb = async () => {
    const answer = once(child, 'message') as Promise<[{ mb: number }]>
    child.send('how much?')
    return (await answer)[0].mb
  }
  const upload = async (from: string) => {
    const form = new FormData()
    form.append('file', new Blob([pdf], { type: 'application/pdf' }), 'a.pdf')
    const headers = { 'x-forwarded-for': from }
    const response = await fetch(`${base}/v/plain/file`, { method: 'POST', body: form, headers })
    return { status: response.status, html: await response.text() }
  }

  beforeAll(async () => {
    child = fork(new URL('./upload-house.ts', import.meta.url), { execArgv: ['--expose-gc'] })
    const [told] = (await once(child, 'message')) as [{ base: string; pdf: string }]
    base = told.base
    pdf = Buffer.from(told.pdf, 'base64')
    // What the first requests bring along is no one's attack.
    expect((await upload('192.0.2.250')).status).toBe(200)
    startMb = await mb()
  })
  afterAll(async () => {
    await closeAll()
    child.kill()
    await once(child, 'exit')
  })

  it('reads eight of sixty at once, tells the others before their bodies when to come back, and keeps nothing', async () => {
    const froms = Array.from({ length: 60 }, (_, at) => `198.51.100.${at}`)
    const uploads = await Promise.all(froms.map(from => say(base, uploadHead(12 * MEGABYTE - 1, from))))
    for (const { socket } of uploads) socket.write(part)
    await until(() => uploads.filter(one => one.said() !== '').length === 52)
    await expect.poll(mb).toBeLessThan(startMb + GROWS_MB_MAX)
    const heads = uploads.filter(one => one.said() !== '').map(one => one.said().toLowerCase())
    for (const head of heads) {
      expect(statusOf(head)).toBe(503)
      expect(head).toMatch(/retry-after: 10\r\n/)
      expect(head).toContain('many files are being checked')
    }
    // They fall silent: those that hold a place lose it, and the places are free again.
    await Promise.all(uploads.filter(one => one.said() === '').map(one => one.closed()))
    const after = await upload('192.0.2.1')
    expect(after).toMatchObject({ status: 200, html: expect.stringContaining('verdict valid') })
    await closeAll()
    await expect.poll(mb).toBeLessThan(startMb + GROWS_MB_MAX)
  })

  it('reads three at once of one address group, and others are served beside', async () => {
    const froms = ['2001:db8:7::1', '2001:db8:7::2', '2001:db8:7::3', '2001:db8:7::4']
    const uploads = []
    for (const from of froms) uploads.push(await say(base, uploadHead(MEGABYTE, from)))
    const head = await uploads[3]!.head()
    expect(statusOf(head)).toBe(429)
    expect(head).toMatch(/retry-after: 60/)
    expect((await upload('192.0.2.2')).status).toBe(200)
    await closeAll()
  })

  it('refuses at the head what is too large or says no length, whatever was to follow', async () => {
    const large = await say(base, uploadHead(5_000_000_000, '192.0.2.3'))
    expect(statusOf(await large.closed())).toBe(413)
    const unsaid = await say(
      base,
      uploadHead(0, '192.0.2.4').replace(/content-length: 0/, 'transfer-encoding: chunked'),
    )
    expect(statusOf(await unsaid.head())).toBe(411)
    await closeAll()
  })

  it('holds a thousand connections, idle, half a head and half a body, under 200 MB, and answers beside', async () => {
    const halves = [
      '',
      'GET /v/ HTTP/1.1\r\nhost: x\r\nx-a: ',
      `POST /v1/verification/files HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 65000\r\n\r\n${'x'.repeat(60_000)}`,
    ]
    await Promise.all(Array.from({ length: 1_000 }, (_, at) => say(base, halves[at % 3]!)))
    expect((await fetch(`${base}/healthz`)).status).toBe(200)
    const grownMb = (await mb()) - startMb
    expect(open.filter(({ socket }) => !socket.destroyed).length).toBe(1_000)
    expect(grownMb).toBeLessThan(GROWS_MB_MAX)
    console.log(`1,000 held connections cost ${Math.round(grownMb)} MB`)
    await closeAll()
  })
})

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(resolve => setImmediate(resolve))
}
