import type { Faults } from './faults.ts'
import { Killed, type Life } from './life.ts'
import type { GivenAnswer, SimulatedServer } from './server.ts'
import type { VirtualClock } from './virtual-clock.ts'

/** What goes wrong on the line between a kiosk and the server. The words are those of a story. */
export const LINE_FAULTS = [
  ...([
    [3, 'the request is lost'],
    [3, 'no connection'],
    [3, '2 s late'],
    [2, '30 s late'],
    [2, 'half-open'],
  ] as const),
  ...([
    [4, 'the answer is lost'],
    [2, 'sent twice'],
    [2, 'repeated by a proxy'],
    [2, '502'],
    [1, '502, and yet done'],
  ] as const),
  ...([
    [1, '503'],
    [1, 'a stranger says 401'],
    [1, 'a stranger says 403'],
    [1, 'a captive portal answers'],
  ] as const),
] as const
export type LineFault = (typeof LINE_FAULTS)[number][1]

/** A signed request on its way, and the way of its answer. */
export interface Line {
  /** As `fetch`: rejects where no answer comes. */
  fetch(url: string, init: RequestInit): Promise<Response>
}

export interface LineParts {
  readonly name: string
  readonly time: VirtualClock
  readonly faults: Faults
  readonly server: SimulatedServer
  /** The kiosk's present run; null while it is off. */
  readonly life: () => Life | null
  /** Told before a request leaves and when its answer has come: a good moment for a power cut. */
  readonly passing: (when: 'before' | 'after', path: string) => void
}

const ONE_WAY_MS = 15

export function createLine({ name, time, faults, server, life, passing }: LineParts): Line {
  const where = `line of ${name}`
  const pause = (ms: number) => new Promise<void>(resolve => time.after(ms, resolve))
  const lost = (code: string) => new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) })

  const carry = async (url: URL, init: RequestInit): Promise<Response> => {
    const request = {
      method: init.method ?? 'GET',
      target: `${url.pathname}${url.search}`,
      headers: Object.fromEntries(Object.entries(init.headers as Record<string, string>)),
      body: typeof init.body === 'string' ? init.body : '',
    }
    const ask = async () => {
      if (!server.isUp()) throw lost('ECONNREFUSED')
      return server.ask(request).catch((error: unknown) => {
        if (error instanceof Killed) throw lost('ECONNRESET')
        throw error
      })
    }
    const done = ({ status, bytes, headers }: GivenAnswer) => responseOf(status, bytes, headers)
    const fault = faults.at(where, LINE_FAULTS)
    await pause(fault === '2 s late' ? 2_000 : fault === '30 s late' ? 30_000 : ONE_WAY_MS)
    switch (fault) {
      case 'no connection':
        throw lost('ECONNREFUSED')
      case 'the request is lost':
        return new Promise(() => undefined)
      case 'half-open':
        await ask()
        return new Promise(() => undefined)
      case 'the answer is lost':
        await ask()
        throw lost('ECONNRESET')
      case 'sent twice': {
        const first = ask()
        const second = ask()
        await Promise.allSettled([first, second])
        return done(await first)
      }
      case 'repeated by a proxy':
        await ask()
        await pause(1_000)
        return done(await ask())
      case '502, and yet done':
        await ask()
        return page(502)
      case '502':
        return page(502)
      case '503':
        return page(503)
      case 'a stranger says 401':
        return page(401)
      case 'a stranger says 403':
        return page(403)
      case 'a captive portal answers':
        return page(200)
      default: {
        const answer = await ask()
        await pause(ONE_WAY_MS)
        return done(answer)
      }
    }
  }

  return {
    fetch: (url, init) => {
      const own = life()
      if (!own || own.isOver()) return new Promise(() => undefined)
      const { pathname } = new URL(url)
      passing('before', pathname)
      const answer = new Promise<Response>((resolve, reject) => {
        init.signal?.addEventListener('abort', () => reject(init.signal?.reason))
        carry(new URL(url), init).then(resolve, reject)
      })
      return own.held(answer).then(response => {
        passing('after', pathname)
        return own.isOver() ? new Promise(() => undefined) : response
      })
    },
  }
}

/** As much of a response as a station reads. */
const responseOf = (status: number, bytes: Uint8Array, headers: Readonly<Record<string, string>> = {}): Response =>
  ({ status, ok: status === 200, body: [bytes], headers: new Headers(headers) }) as unknown as Response

const page = (status: number): Response =>
  responseOf(status, new TextEncoder().encode(`<html><h1>${status}</h1></html>`))
