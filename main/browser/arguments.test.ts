import { describe, expect, it } from 'vitest'
import { browserShellArguments } from './arguments.ts'

describe('the arguments of the browser shell', () => {
  it('need only a configuration', () => {
    expect(browserShellArguments(['--config', 'kiosk.yaml'])).toEqual({
      ok: true,
      value: {
        config: 'kiosk.yaml',
        policies: false,
        headless: false,
        windowed: false,
        port: 0,
        station: undefined,
        site: undefined,
      },
    })
  })

  it('can name everything', () => {
    const args = ['--config', 'k', '--headless', '--windowed', '--port', '8080', '--station', 's.ts', '--site', 'd']
    expect(browserShellArguments(args)).toEqual({
      ok: true,
      value: { config: 'k', policies: false, headless: true, windowed: true, port: 8080, station: 's.ts', site: 'd' },
    })
  })

  it('need no configuration to name the policies of a port', () => {
    expect(browserShellArguments(['--policies', '--port', '7807'])).toMatchObject({
      ok: true,
      value: { policies: true, port: 7807 },
    })
  })

  it.each([
    [[], /--config/],
    [['--config'], /--config/],
    [['--config', 'k', '--port', 'http'], /--port http/],
    [['--config', 'k', '--port', '70000'], /--port 70000/],
    [['--config', 'k', '--port', '1.5'], /--port/],
    [['--config', 'k', '--port', '0x1f90'], /--port/],
    [['--config', 'k', '--port', ''], /--port/],
    [['--policies'], /--port N/],
    [['--config', 'k', '--frobnicate'], /frobnicate/],
    [['--config', 'k', 'stray'], /stray/],
  ])('%j are refused', (args, why) => {
    const parsed = browserShellArguments(args)
    expect(parsed.ok ? '' : parsed.error).toMatch(why)
  })
})
