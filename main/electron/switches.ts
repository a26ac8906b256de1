/**
 * What may stand on the command line of a release. Chromium and Node know some thousand switches, among them debuggers, other
 * programs in place of its own (`gpu-launcher`), no sandbox, logs of TLS keys; more come with each version, and no fuse of Electron
 * covers them. So none passes that is not named here, and the first statement of the shell looks.
 */
const ALLOWED: ReadonlySet<string> = new Set([
  'config',
  // What a screen may need.
  'lang',
  'force-device-scale-factor',
  'touch-events',
  'touch-devices',
  'ozone-platform',
  'ozone-platform-hint',
  'disable-gpu',
  'disable-dev-shm-usage',
])

/** What a test driver and a developer bring along. Only a build made for tests lets it pass. */
const FOR_TESTS: ReadonlySet<string> = new Set([
  'remote-debugging-port',
  'remote-debugging-pipe',
  'inspect',
  'inspect-brk',
  'user-data-dir',
  'no-sandbox',
  'enable-logging',
  'windowed',
])

/**
 * The names of the switches on a command line that are not allowed; the shell must not start if there is any. `slashes`: a switch may
 * begin with a slash too, as on Windows. What stands behind `--` counts as well.
 */
export function refusedSwitches(argv: readonly string[], forTests: boolean, slashes: boolean): readonly string[] {
  const prefix = slashes ? /^(?:-+|\/)/ : /^-+/
  return argv
    .slice(1)
    .filter(argument => prefix.test(argument))
    .map(argument => argument.replace(prefix, '').split('=')[0]!)
    .filter(name => !ALLOWED.has(name) && !(forTests && FOR_TESTS.has(name)))
}

/** The configuration file that the command line names, `--config FILE` or `--config=FILE`; null if there is none. */
export function configArgument(argv: readonly string[]): string | null {
  const at = argv.findIndex(argument => argument === '--config' || argument.startsWith('--config='))
  if (at < 0) return null
  const value = argv[at] === '--config' ? argv[at + 1] : argv[at]!.slice('--config='.length)
  return value || null
}
