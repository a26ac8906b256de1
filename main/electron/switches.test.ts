import { describe, expect, it } from 'vitest'
import { configArgument, refusedSwitches } from './switches.ts'

const has =
  (...names: string[]) =>
  (name: string) =>
    names.includes(name)

describe('refused switches', () => {
  it.each([
    'remote-debugging-port',
    'remote-debugging-pipe',
    'inspect',
    'inspect-brk',
    'js-flags',
    'load-extension',
    'proxy-server',
    'host-resolver-rules',
    'disable-web-security',
    'user-data-dir',
    'no-sandbox',
  ])('a release names %s', name => {
    expect(refusedSwitches(has(name), false)).toEqual([name])
  })

  it('let a clean command line pass', () => {
    expect(refusedSwitches(has('config', 'lang'), false)).toEqual([])
  })

  it('let a test driver into a build for tests, and nothing else', () => {
    const switches = has('remote-debugging-port', 'inspect', 'user-data-dir', 'no-sandbox', 'proxy-server', 'js-flags')
    expect(refusedSwitches(switches, true)).toEqual(['js-flags', 'proxy-server'])
  })
})

describe('the configuration on the command line', () => {
  it.each([
    [['yinzheng', '--config', '/etc/kiosk.yaml'], '/etc/kiosk.yaml'],
    [['electron', '.', '--config=/etc/kiosk.yaml', '--lang=zh'], '/etc/kiosk.yaml'],
    [['yinzheng'], null],
    [['yinzheng', '--config'], null],
    [['yinzheng', '--config='], null],
    [['yinzheng', '--configure', 'x'], null],
  ])('%j', (argv, file) => {
    expect(configArgument(argv)).toBe(file)
  })
})
