import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { ChildEnd } from '../supervisor/supervised-child.ts'
import { findChromium, type Machine, openChromium } from './chromium.ts'
import { listenOnLoopback } from './listen.ts'

const machine = (platform: string, env: Machine['env'], ...files: string[]): Machine => ({
  platform,
  env,
  exists: path => files.includes(path),
})

describe('finding a Chromium', () => {
  it('looks along the path and prefers Chromium to its relatives in the same folder', () => {
    const linux = machine('linux', { PATH: '/a:/b' }, join('/b', 'google-chrome'), join('/b', 'chromium'))
    expect(findChromium(linux)).toBe(join('/b', 'chromium'))
  })

  it('finds Edge where Windows keeps it', () => {
    const edge = join('C:/Program Files (x86)', 'Microsoft/Edge/Application/msedge.exe')
    const env = { ProgramFiles: 'C:/Program Files', 'ProgramFiles(x86)': 'C:/Program Files (x86)' }
    expect(findChromium(machine('win32', env, edge))).toBe(edge)
  })

  it('finds Chrome among the applications of a Mac', () => {
    const chrome = join('/Applications', 'Google Chrome.app/Contents/MacOS/Google Chrome')
    expect(findChromium(machine('darwin', { HOME: '/Users/x' }, chrome))).toBe(chrome)
  })

  it('takes the one that is named, or none if that is not there', () => {
    const files = ['/opt/c', join('/b', 'chromium')]
    expect(findChromium(machine('linux', { PATH: '/b', YINZHENG_CHROMIUM: '/opt/c' }, ...files))).toBe('/opt/c')
    expect(findChromium(machine('linux', { PATH: '/b', YINZHENG_CHROMIUM: '/opt/gone' }, ...files))).toBeNull()
  })

  it('says that there is none', () => {
    expect(findChromium(machine('linux', {}))).toBeNull()
    expect(findChromium(machine('win32', {}))).toBeNull()
  })
})

const binary = findChromium()

describe.skipIf(!binary)(`opening the machine's Chromium${binary ? '' : ' (no Chromium here)'}`, () => {
  let cleanUp = () => {}
  afterEach(() => cleanUp())

  it('shows the page, ends when asked and leaves no profile behind', async () => {
    const server = createServer()
    const asked = new Promise<string | undefined>(resolve => {
      server.on('request', (request, response) => {
        response.end('<!doctype html><title>kiosk</title>')
        resolve(request.url)
      })
    })
    const port = await listenOnLoopback(server, 0)
    const chromium = openChromium(`http://127.0.0.1:${port}/page`, {
      binary: binary!,
      kiosk: true,
      extraFlags: ['--headless=new'],
    })
    const ended = new Promise<ChildEnd>(resolve => chromium.onEnd(resolve))
    cleanUp = () => {
      chromium.kill()
      server.close()
      server.closeAllConnections()
    }
    expect(await asked).toBe('/page')
    expect(existsSync(chromium.profile)).toBe(true)
    chromium.terminate()
    await ended
    expect(existsSync(chromium.profile)).toBe(false)
  })

  it('that can not be started counts as ended', async () => {
    const chromium = openChromium('http://127.0.0.1:1/', { binary: '/nowhere/chromium', kiosk: false })
    expect(await new Promise(resolve => chromium.onEnd(resolve))).toEqual({ code: null, signal: null })
    expect(existsSync(chromium.profile)).toBe(false)
  })
})
