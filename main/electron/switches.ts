/**
 * Command-line switches that would open the kiosk: debuggers, other code, other networks, no sandbox. No fuse of Electron
 * covers Chromium's own switches, so the first statement of the shell looks for them.
 * (`allow-file-access-from-files` can't be in the list: Electron sets it itself. No page of the shell has a file address.)
 */
const REFUSED = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-allow-origins',
  'inspect',
  'inspect-brk',
  'inspect-wait',
  'inspect-port',
  'inspect-publish-uid',
  'js-flags',
  'load-extension',
  'proxy-server',
  'proxy-pac-url',
  'proxy-bypass-list',
  'host-rules',
  'host-resolver-rules',
  'disable-web-security',
  'ignore-certificate-errors',
  'unsafely-treat-insecure-origin-as-secure',
  'user-data-dir',
  'no-sandbox',
  'disable-gpu-sandbox',
  'single-process',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'log-net-log',
  'enable-logging',
] as const

/** What a test driver brings along. Only a build made for tests lets it pass. */
const FOR_TESTS: ReadonlySet<string> = new Set([
  'remote-debugging-port',
  'remote-debugging-pipe',
  'inspect',
  'inspect-brk',
  'user-data-dir',
  'no-sandbox',
  'enable-logging',
])

/** The refused switches that are on the command line; the shell must not start if there is any. */
export function refusedSwitches(hasSwitch: (name: string) => boolean, forTests: boolean): readonly string[] {
  return REFUSED.filter(name => hasSwitch(name) && !(forTests && FOR_TESTS.has(name)))
}

/** The configuration file that the command line names, `--config FILE` or `--config=FILE`; null if there is none. */
export function configArgument(argv: readonly string[]): string | null {
  const at = argv.findIndex(argument => argument === '--config' || argument.startsWith('--config='))
  if (at < 0) return null
  const value = argv[at] === '--config' ? argv[at + 1] : argv[at]!.slice('--config='.length)
  return value || null
}
