import fastify from 'fastify'
import { describe, expect, it } from 'vitest'
import type { PageFiles } from '../ground/pages/page-files.ts'
import { registerConsolePage } from './page-routes.ts'

const PAGE =
  '<meta name="home" content="./"><meta property="csp-nonce" nonce="__STYLE_NONCE__"><script src="./assets/a.js">'
const BUILT: Readonly<Record<string, string>> = {
  'index.html': PAGE,
  'icon.svg': '<svg/>',
  'assets/index-abc.js': 'let a',
}

const files: PageFiles = {
  file: async path => {
    const body = BUILT[path]
    if (body === undefined) return null
    const more = { brotli: null, isForEver: path.startsWith('assets/'), styleHashes: [] }
    return { body: Buffer.from(body), type: 'text/plain', ...more }
  },
}

async function ask(path: string, built: PageFiles | null = files) {
  const app = fastify()
  registerConsolePage(app, built)
  const { statusCode, body, headers } = await app.inject(path)
  await app.close()
  return { statusCode, body, headers, policy: String(headers['content-security-policy']) }
}

describe("the console's page", () => {
  it.each([
    ['/console/', './'],
    ['/console/orders', './'],
    ['/console/orders?state=paid', './'],
    ['/console/orders/Zk3vQ9s_LmT1', './../'],
    ['/console/terminals/a1/history', './../../'],
  ])('is the same at %s, with its files at %s', async (path, home) => {
    const { statusCode, body, headers } = await ask(path)
    expect(statusCode).toBe(200)
    expect(body).toContain(`content="${home}"`)
    expect(body).toContain(`src="${home}assets/a.js"`)
    expect(headers['cache-control']).toBe('no-store')
  })

  it('lets in style sheets by a nonce that is another one each time, and no script of its own', async () => {
    const [first, second] = [await ask('/console/'), await ask('/console/')]
    const nonceOf = ({ policy }: { policy: string }) => /style-src 'self' 'nonce-([\w-]{22})';/.exec(policy)?.[1]
    expect(first.body).toContain(`nonce="${nonceOf(first)}"`)
    expect(nonceOf(first)).not.toBe(nonceOf(second))
    expect(first.policy).toContain("script-src 'self';")
    expect(first.policy).not.toContain('unsafe')
  })

  it.each([
    ['/console/icon.svg', '<svg/>', 'no-cache'],
    ['/console/assets/index-abc.js', 'let a', 'immutable'],
  ])('has its file %s', async (path, body, cache) => {
    const answer = await ask(path)
    expect([answer.statusCode, answer.body]).toEqual([200, body])
    expect(answer.headers['cache-control']).toContain(cache)
  })

  it('gives its page without a nonce under no name', async () => {
    expect((await ask('/console/index.html')).body).not.toContain('__STYLE_NONCE__')
  })

  it.each(['/console/favicon.ico', '/console/assets/gone.js', '/console/a/..%2f..%2fpackage.json'])(
    'has nothing at %s',
    async path => expect((await ask(path)).statusCode).toBe(404),
  )

  it('leads to itself from its name alone, wherever the server stands', async () => {
    const { statusCode, headers } = await ask('/console')
    expect([statusCode, headers.location]).toEqual([301, 'console/'])
  })

  it('is not there when it was not built', async () => {
    expect((await ask('/console/', null)).statusCode).toBe(404)
  })
})
