import { describe, expect, it, vi } from 'vitest'
import { portOverWebSocket, type WebSocketLike } from './web-socket-port.ts'

/** A socket that does what the test says. */
class FakeSocket implements WebSocketLike {
  readyState = 0
  readonly sent: string[] = []
  readonly closed: (number | undefined)[] = []
  private readonly listeners: Record<string, (event: { data: unknown }) => void> = {}
  send(text: string) {
    this.sent.push(text)
  }
  close(code?: number) {
    this.closed.push(code)
  }
  addEventListener(type: string, listener: (event: { data: unknown }) => void) {
    this.listeners[type] = listener
  }
  happen(type: string, data?: unknown) {
    if (type === 'open') this.readyState = 1
    if (type === 'close') this.readyState = 3
    this.listeners[type]!({ data })
  }
}

describe('a port over a WebSocket', () => {
  it('keeps what is posted before the socket is open', () => {
    const socket = new FakeSocket()
    const port = portOverWebSocket(socket)
    port.post(1)
    expect(socket.sent).toEqual([])
    socket.happen('open')
    port.post(2)
    expect(socket.sent).toEqual(['1', '2'])
  })

  it('ends on a text that is too long, and says why', () => {
    const socket = new FakeSocket()
    const port = portOverWebSocket(socket, { maxCharacters: 10 })
    const [onMessage, onClose] = [vi.fn(), vi.fn()]
    port.onMessage(onMessage)
    port.onClose(onClose)
    socket.happen('open')
    socket.happen('message', '"12345678"')
    socket.happen('message', '"123456789"')
    expect(onMessage.mock.calls).toEqual([['12345678']])
    expect(socket.closed).toEqual([1009])
    expect(onClose).toHaveBeenCalledTimes(1)
  })

  it('throws where a message that is too long is posted: that is a bug of the sender', () => {
    const socket = new FakeSocket()
    const port = portOverWebSocket(socket, { maxCharacters: 10 })
    socket.happen('open')
    expect(() => port.post('123456789')).toThrow(RangeError)
    expect(socket.sent).toEqual([])
  })

  it('drops what is no text and what is no JSON', () => {
    const socket = new FakeSocket()
    const onMessage = vi.fn()
    portOverWebSocket(socket).onMessage(onMessage)
    socket.happen('open')
    for (const data of [new ArrayBuffer(4), undefined, '', '{', '{"$bytes":1}']) socket.happen('message', data)
    socket.happen('error')
    socket.happen('message', '"still here"')
    expect(onMessage.mock.calls).toEqual([['still here']])
  })

  it('is silent once the socket is gone', () => {
    const socket = new FakeSocket()
    const port = portOverWebSocket(socket)
    socket.happen('open')
    socket.happen('close')
    port.post(1)
    port.close()
    expect([socket.sent, socket.closed]).toEqual([[], []])
  })
})
