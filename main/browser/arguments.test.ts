import { describe, expect, it } from 'vitest'
import { browserShellArguments } from './arguments.ts'

describe('the arguments of the browser shell', () => {
  it('need only a configuration', () => {
    expect(browserShellArguments(['--config', 'kiosk.yaml'])).toEqual({
      ok: true,
      value: { config: 'kiosk.yaml', headless: false, windowed: false, port: 0, station: undefined, site: undefined },
    })
  })

  it('can name everything', () => {
    const args = ['--config', 'k', '--headless', '--windowed', '--port', '8080', '--station', 's.ts', '--site', 'd']
    expect(browserShellArguments(args)).toEqual({
      ok: true,
      value: { config: 'k', headless: true, windowed: true, port: 8080, station: 's.ts', site: 'd' },
    })
  })

  it.each([
    [[], /--config/],
    [['--config'], /--config/],
    [['--config', 'k', '--port', 'http'], /--port http/],
    [['--config', 'k', '--port', '70000'], /--port 70000/],
    [['--config', 'k', '--port', '1.5'], /--port/],
    [['--config', 'k', '--frobnicate'], /frobnicate/],
    [['--config', 'k', 'stray'], /stray/],
  ])('%j are refused', (args, why) => {
    const parsed = browserShellArguments(args)
    expect(parsed.ok ? '' : parsed.error).toMatch(why)
  })
})
