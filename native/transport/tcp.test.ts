import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { Worker } from 'node:worker_threads'
import { afterEach, describe, expect, it } from 'vitest'
import { openTcp } from './tcp.ts'

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

const listen = async (onSocket: (socket: Socket) => void) => {
  const server = createServer(onSocket)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  cleanUps.push(() => server.close())
  return (server.address() as AddressInfo).port
}

describe('TCP transport', () => {
  it('carries bytes both ways and ends without a word when it is closed', async () => {
    const port = await listen(socket => socket.on('data', bytes => socket.write(Buffer.from(bytes).reverse())))
    const transport = await openTcp({ host: '127.0.0.1', port })()
    const lost: string[] = []
    transport.onLost(reason => lost.push(reason))
    const answer = new Promise<Uint8Array>(resolve => transport.onBytes(resolve))
    await transport.write(Uint8Array.of(1, 2, 3))
    expect([...(await answer)]).toEqual([3, 2, 1])
    await transport.close()
    await transport.close()
    await expect(transport.write(Uint8Array.of(4))).rejects.toThrow('the transport is closed')
    expect(lost).toEqual([])
  })

  it('keeps the bytes that come before anybody listens', async () => {
    const port = await listen(socket => socket.write('early'))
    const transport = await openTcp({ host: '127.0.0.1', port })()
    cleanUps.push(() => transport.close())
    const other = connect(port, '127.0.0.1')
    // Both connections get the same greeting: when the second one has it, so has the first.
    await new Promise(resolve => other.once('data', resolve))
    other.destroy()
    const early = await new Promise<Uint8Array>(resolve => transport.onBytes(resolve))
    expect(Buffer.from(early).toString()).toBe('early')
  })

  it.each([
    ['closes', (socket: Socket) => socket.end()],
    ['is torn away', (socket: Socket) => socket.resetAndDestroy()],
  ])('says so once when the other side %s', async (_, end) => {
    const port = await listen(socket => socket.on('data', () => end(socket)))
    const transport = await openTcp({ host: '127.0.0.1', port })()
    const reasons: string[] = []
    const lost = new Promise<void>(resolve =>
      transport.onLost(reason => {
        reasons.push(reason)
        resolve()
      }),
    )
    await transport.write(Uint8Array.of(1))
    await lost
    await expect(transport.write(Uint8Array.of(2))).rejects.toThrow()
    await transport.close()
    expect(reasons).toHaveLength(1)
    expect(reasons[0]).toMatch(/closed by the other side|ECONNRESET/)
  })

  it('rejects when nobody listens', async () => {
    const port = await listen(() => {})
    await cleanUps.pop()?.()
    await expect(openTcp({ host: '127.0.0.1', port })()).rejects.toThrow('ECONNREFUSED')
  })

  it('rejects when the connection does not stand in time', async () => {
    // A listener whose queue is full lets further connections wait. Its thread sleeps, so it takes none from the queue.
    const worker = new Worker(
      `const { parentPort } = require('node:worker_threads')
       const server = require('node:net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
         parentPort.postMessage(server.address().port)
         setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0))
       })`,
      { eval: true },
    )
    cleanUps.push(() => worker.terminate())
    const port = await new Promise<number>(resolve => worker.once('message', resolve))
    const fillers = Array.from({ length: 4 }, () => connect(port, '127.0.0.1').on('error', () => {}))
    cleanUps.push(() => {
      for (const filler of fillers) filler.destroy()
    })
    await new Promise(resolve => fillers[0]?.once('connect', resolve))
    await new Promise(resolve => fillers[1]?.once('connect', resolve))
    const open = openTcp({ host: '127.0.0.1', port, connectTimeoutMs: 100 })
    await expect(open()).rejects.toThrow(`no connection to 127.0.0.1:${port} within 100 ms`)
  })
})
