import { describe, expect, it } from 'vitest'
import { configArgument, refusedSwitches } from './switches.ts'

const CONFIG = ['--config', '/etc/kiosk.yaml']
const refused = (...switches: string[]) => refusedSwitches(['yinzheng', ...switches, ...CONFIG], false, false)

describe('a release', () => {
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
    'gpu-launcher',
    'browser-subprocess-path',
    'renderer-cmd-prefix',
    'ssl-key-log-file',
    'disable-seccomp-filter-sandbox',
    'disable-namespace-sandbox',
    'in-process-gpu',
    'enable-blink-features',
    'enable-features',
    'mojo-core-library-path',
    'gtk-module',
    'windowed',
    'a-switch-of-the-year-2030',
  ])('does not start with --%s', name => {
    expect(refused(`--${name}`)).toEqual([name])
    expect(refused(`--${name}=/tmp/x`)).toEqual([name])
  })

  it('starts with what a screen may need', () => {
    expect(refused('--lang=zh-CN', '--force-device-scale-factor=1.5', '--disable-gpu')).toEqual([])
  })

  it.each([
    ['one hyphen', ['-no-sandbox'], ['no-sandbox']],
    ['capitals, which are another name', ['--No-Sandbox'], ['No-Sandbox']],
    ['behind the end of the switches', ['--', '--inspect'], ['', 'inspect']],
    ['a word of another one', ['--config-dir=/tmp'], ['config-dir']],
  ])('is not fooled by %s', (_, switches, names) => {
    expect(refused(...switches)).toEqual(names)
  })

  it('knows the slashes of Windows, and paths elsewhere', () => {
    const argv = ['yinzheng.exe', '/no-sandbox', ...CONFIG.slice(0, 1), 'C:\\kiosk.yaml']
    expect(refusedSwitches(argv, false, true)).toEqual(['no-sandbox'])
    expect(refusedSwitches(argv, false, false)).toEqual([])
  })
})

describe('a build for tests', () => {
  it('lets a test driver in, and nothing else', () => {
    const switches = [
      '--remote-debugging-port=0',
      '--inspect=0',
      '--user-data-dir=/tmp/x',
      '--no-sandbox',
      '--windowed',
    ]
    expect(
      refusedSwitches(['electron', ...switches, '--js-flags=--x', '--proxy-server=x', 'app'], true, false),
    ).toEqual(['js-flags', 'proxy-server'])
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
