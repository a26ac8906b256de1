import fastify from 'fastify'
import { describe, expect, it } from 'vitest'
import type { PageFiles } from '../ground/pages/page-files.ts'
import { registerPortalPage } from './page-routes.ts'

const BUILT = ['index.html', 'below.html', 'icon.svg', 'assets/index-abc.js']

const files: PageFiles = {
  file: async path =>
    BUILT.includes(path)
      ? {
          body: Buffer.from(path),
          brotli: null,
          type: 'text/plain',
          isForEver: path.startsWith('assets/'),
          styleHashes: [],
        }
      : null,
}

async function ask(path: string, built: PageFiles | null = files) {
  const app = fastify()
  registerPortalPage(app, built)
  const { statusCode, body, headers } = await app.inject(path)
  await app.close()
  return { statusCode, body, headers }
}

describe("the portal's page", () => {
  it.each([
    ['/p/', 'index.html'],
    ['/p/apply', 'index.html'],
    ['/p/records', 'index.html'],
    ['/p/sessions?from=letter', 'index.html'],
    ['/p/a/Zk3vQ9s_LmT1-aB7xYcD0e', 'below.html'],
    ['/p/r/Zk3vQ9s_LmT1-aB7xYcD0e', 'below.html'],
    ['/p/icon.svg', 'icon.svg'],
    ['/p/assets/index-abc.js', 'assets/index-abc.js'],
  ])('answers %s with %s', async (path, file) => {
    const { statusCode, body, headers } = await ask(path)
    expect([statusCode, body]).toEqual([200, file])
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(headers['cache-control']).toMatch(file.startsWith('assets/') ? /immutable/ : /no-cache/)
  })

  it.each(['/p/favicon.ico', '/p/assets/gone.js', '/p/a/b/c', '/p/other/place', '/p/a/..%2f..%2fpackage.json'])(
    'has nothing at %s',
    async path => {
      expect((await ask(path)).statusCode).toBe(404)
    },
  )

  it('lets in the style sheet that a page carries itself, and no other', async () => {
    const carrying: PageFiles = {
      file: async () => ({
        ...{ body: Buffer.from('<style>a{}</style>'), brotli: null, type: 'text/html', isForEver: false },
        styleHashes: ["'sha256-abc='"],
      }),
    }
    const { headers } = await ask('/p/', carrying)
    expect(headers['content-security-policy']).toContain("; style-src 'self' 'sha256-abc='; ")
    expect((await ask('/p/')).headers['content-security-policy']).toContain("; style-src 'self'; ")
  })

  it('leads to itself from its name alone, wherever the server stands', async () => {
    const { statusCode, headers } = await ask('/p')
    expect([statusCode, headers.location]).toEqual([301, 'p/'])
  })

  it('is not there when it was not built', async () => {
    expect((await ask('/p/', null)).statusCode).toBe(404)
  })
})
