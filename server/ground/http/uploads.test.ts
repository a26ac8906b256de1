import type { IncomingMessage } from 'node:http'
import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { fakeClock } from '../../../src/fake-clock.ts'
import { readUpload } from './uploads.ts'

/** An upload of so many bytes, of which every two seconds so many arrive; resolves with what came of it, and after how long. */
async function upload(bytes: number, bytesEveryTwoSeconds: number) {
  const clock = fakeClock()
  const request = Object.assign(new PassThrough(), { headers: { 'content-length': String(bytes) } })
  let result: unknown = null
  const read = readUpload(request as unknown as IncomingMessage, { clock, maxBytes: 12_000_000 })
  void read.then(one => {
    result = one.ok ? one.value.length : one.error
  })
  const beganMs = clock.monotonic()
  for (let sent = 0; result === null; ) {
    const part = Math.min(bytesEveryTwoSeconds, bytes - sent)
    sent += part
    if (part > 0) request.write(Buffer.alloc(part))
    if (sent === bytes) request.end()
    await new Promise(resolve => setImmediate(resolve))
    if (result === null) await clock.advance(2_000)
    await new Promise(resolve => setImmediate(resolve))
  }
  return { result, seconds: (clock.monotonic() - beganMs) / 1_000, timersLeft: clock.pending() }
}

it.each([
  ['that comes at once is read', 300_000, 300_000, 300_000, 0],
  ['on a slow line is read', 300_000, 12_000, 300_000, 48],
  ['that ends with a little is read', 90_100, 10_000, 90_100, 18],
  ['that drips loses its place', 11_000_000, 1, 'too-slow', 10],
  ['that says nothing loses its place', 11_000_000, 0, 'too-slow', 10],
  ['that would take minutes is ended', 11_000_000, 20_000, 'too-slow', 60],
])('an upload %s', async (_, bytes, each, result, seconds) => {
  expect(await upload(bytes, each)).toEqual({ result, seconds, timersLeft: 0 })
})
