import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PublicFiles, publicFiles } from './public-files.ts'

let folder: string
let files: PublicFiles
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'public-files-'))
  const site = join(folder, 'site')
  mkdirSync(join(site, 'assets'), { recursive: true })
  writeFileSync(join(site, 'index.html'), '<!doctype html>')
  writeFileSync(join(site, 'assets', 'main.js'), '1')
  writeFileSync(join(site, 'assets', 'a name.PNG'), 'png')
  writeFileSync(join(site, 'assets', 'main.js.map'), '{}')
  writeFileSync(join(site, '.env'), 'secret')
  writeFileSync(join(folder, 'main.js'), 'secret')
  symlinkSync(join(folder, 'main.js'), join(site, 'link.js'))
  symlinkSync(folder, join(site, 'up'))
  files = publicFiles(site)
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('the public files', () => {
  it.each([
    ['/', 'text/html; charset=utf-8', '<!doctype html>'],
    ['/index.html', 'text/html; charset=utf-8', '<!doctype html>'],
    ['/assets/main.js', 'text/javascript; charset=utf-8', '1'],
    ['/assets/a%20name.PNG', 'image/png', 'png'],
  ])('hold %s', async (path, contentType, text) => {
    const file = files.find(path)
    expect(file?.contentType).toBe(contentType)
    expect(new TextDecoder().decode(await file?.read())).toBe(text)
  })

  it.each([
    '',
    '/nothing.js',
    '/assets',
    '/assets/',
    '/assets/main.js.map',
    '/.env',
    '/link.js',
    '/up/main.js',
    '/../main.js',
    '/assets/../../main.js',
    '/%2e%2e/main.js',
    '/..%2fmain.js',
    '/..%5cmain.js',
    '/assets/%2e%2e/index.html',
    '//assets/main.js',
    '/\\assets\\main.js',
    '/index.html%00',
    '/index.html%00.js',
    '/%',
    '/%ff',
    'index.html',
    '/etc/passwd',
    '//server/share/main.js',
    `/${'a'.repeat(100_000)}`,
    '/INDEX.HTML',
    '/__proto__',
    '/constructor',
  ])('do not hold %.60j', path => {
    expect(files.find(path)).toBeNull()
  })
})
