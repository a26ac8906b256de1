import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { publicFiles } from '../shell/public-files.ts'
import { isOwnAddress, type SchemeProtocol, schemeAnswer, serveScheme } from './scheme.ts'

const site = mkdtempSync(join(tmpdir(), 'scheme-'))
writeFileSync(join(site, 'index.html'), '<!doctype html>')
const files = publicFiles(site)
afterAll(() => rmSync(site, { recursive: true }))

it.each([
  ['kiosk://app/', true],
  ['kiosk://app/assets/main.js?x#y', true],
  ['kiosk://app', true],
  ['kiosk://app:80/', false],
  ['kiosk://app.kiosk.example/', false],
  ['kiosk://other/', false],
  ['kiosk://user@app/', false],
  ['kiosk:app', false],
  ['https://app/', false],
  ['file:///app/', false],
  ['data:text/html,kiosk://app/', false],
  ['', false],
  ['about:blank', false],
])('%s is ours: %s', (address, own) => {
  expect(isOwnAddress(address)).toBe(own)
})

describe('the scheme answers', () => {
  it('a GET of a public file with its type and the policy', async () => {
    const answer = await schemeAnswer(files, 'GET', 'kiosk://app/?x')
    expect(answer.status).toBe(200)
    expect(answer.headers).toMatchObject({
      'Content-Type': 'text/html; charset=utf-8',
      'X-Content-Type-Options': 'nosniff',
    })
    expect(answer.headers['Content-Security-Policy']).toContain("default-src 'none'")
    expect(new TextDecoder().decode(answer.body)).toBe('<!doctype html>')
  })

  it.each([
    ['POST', 'kiosk://app/'],
    ['GET', 'kiosk://other/'],
    ['GET', 'kiosk://app/nothing.html'],
    ['GET', 'nonsense'],
  ])('%s %s with nothing', async (method, address) => {
    const answer = await schemeAnswer(files, method, address)
    expect([answer.status, answer.body.length]).toEqual([404, 0])
  })

  it('through the newer call where Electron has it', async () => {
    let handler: ((request: Request) => Promise<Response>) | undefined
    serveScheme(
      { handle: (_scheme: string, handle: typeof handler) => (handler = handle) } as unknown as SchemeProtocol,
      files,
    )
    const answer = await handler!({ method: 'GET', url: 'kiosk://app/index.html' } as Request)
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      200,
      'text/html; charset=utf-8',
      '<!doctype html>',
    ])
  })
})
