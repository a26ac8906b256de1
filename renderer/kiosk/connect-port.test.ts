import { describe, expect, it } from 'vitest'
import { portOverMessagePort } from '../../src/transport/message-port.ts'
import { PORT_MESSAGE } from '../../src/transport/page-link.ts'
import { bridgePorts, takeToken, webSocketPorts } from './connect-port.ts'

/** A window to which a shell hands ports. */
function shellWindow() {
  const page = new EventTarget()
  let asked = 0
  const offer = (data: unknown = PORT_MESSAGE) => {
    const { port1, port2 } = new MessageChannel()
    page.dispatchEvent(Object.assign(new Event('message'), { data, ports: [port2] }))
    return portOverMessagePort(port1)
  }
  return { page: page as unknown as Window, bridge: { connect: () => void asked++ }, offer, asked: () => asked }
}

describe('ports from the Electron shell', () => {
  it('are asked for and taken from the window', async () => {
    const shell = shellWindow()
    const ports = bridgePorts(shell.bridge, shell.page)
    const next = ports.next()
    expect(shell.asked()).toBe(1)
    const far = shell.offer()
    const near = await next
    const heard = new Promise(resolve => near.onMessage(resolve))
    far.post({ hello: 1 })
    expect(await heard).toEqual({ hello: 1 })
    near.close()
  })

  it('are not taken from messages that say something else', async () => {
    const shell = shellWindow()
    const next = bridgePorts(shell.bridge, shell.page).next()
    shell.offer('another-port').close()
    const far = shell.offer()
    expect(await Promise.race([next.then(() => 'taken'), Promise.resolve('still waiting')])).toBe('still waiting')
    expect(await next).toBeDefined()
    far.close()
  })

  it('are replaced when the shell offers another of its own accord', async () => {
    const shell = shellWindow()
    const ports = bridgePorts(shell.bridge, shell.page)
    const next = ports.next()
    shell.offer()
    const first = await next
    const ended = new Promise<void>(resolve => first.onClose(resolve))
    const far = shell.offer()
    await ended
    const second = await ports.next()
    expect(shell.asked()).toBe(1)
    const heard = new Promise(resolve => far.onMessage(resolve))
    second.post('here')
    expect(await heard).toBe('here')
    second.close()
  })
})

describe('ports from the browser shell', () => {
  const opened = async (address: string, token: string | null) => {
    const calls: [string, string[]][] = []
    const socket = { readyState: 0, send() {}, close() {}, addEventListener() {} }
    await webSocketPorts(address, token, (url, protocols) => {
      calls.push([url, protocols])
      return socket
    }).next()
    return calls
  }

  it('go to the page’s own host with the token as a subprotocol', async () => {
    expect(await opened('http://127.0.0.1:4711/kiosk/index.html?x=1#y', 'abc')).toEqual([
      ['ws://127.0.0.1:4711/kiosk-port', ['yinzheng.abc']],
    ])
  })

  it('are encrypted when the page is', async () => {
    expect(await opened('https://kiosk.example/', null)).toEqual([['wss://kiosk.example/kiosk-port', []]])
  })
})

describe('token', () => {
  const place = (hash: string, state: unknown = null) => {
    const history = {
      state,
      url: '',
      replaceState(next: unknown, _: string, url: string) {
        history.state = next
        history.url = url
      },
    }
    return { location: { hash, pathname: '/index.html', search: '' }, history }
  }

  it('is taken from the fragment, which is cleared', () => {
    const at = place('#token=s3cret')
    expect(takeToken(at)).toBe('s3cret')
    expect(at.history.url).toBe('/index.html')
  })

  it('is still known after a reload', () => {
    const at = place('#token=s3cret')
    takeToken(at)
    expect(takeToken(place('', at.history.state))).toBe('s3cret')
  })

  it.each([[null], [7], [{ token: 7 }], [{ other: 'x' }]])('is not made up from a history state of %j', state => {
    expect(takeToken(place('', state))).toBeNull()
  })
})
