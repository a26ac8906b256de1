import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Programs and fonts that the tests use as real peers, and the Debian package each comes in. */
const PEERS: readonly { program: string; places: readonly string[]; debian: string }[] = [
  { program: 'chromium', places: ['/usr/bin/chromium'], debian: 'chromium' },
  { program: 'ippeveprinter', places: ['/usr/sbin/ippeveprinter', '/usr/bin/ippeveprinter'], debian: 'cups-ipp-utils' },
  { program: 'dbus-daemon', places: ['/usr/bin/dbus-daemon'], debian: 'dbus' },
  { program: 'avahi-daemon', places: ['/usr/sbin/avahi-daemon'], debian: 'avahi-daemon' },
  { program: 'socat', places: ['/usr/bin/socat'], debian: 'socat' },
  { program: 'pdftoppm', places: ['/usr/bin/pdftoppm'], debian: 'poppler-utils' },
  { program: 'openssl', places: ['/usr/bin/openssl'], debian: 'openssl' },
  { program: 'softhsm2-util', places: ['/usr/bin/softhsm2-util'], debian: 'softhsm2' },
  { program: 'mvn', places: ['/usr/bin/mvn', '/usr/local/bin/mvn'], debian: 'maven' },
  { program: 'pkcs11-tool', places: ['/usr/bin/pkcs11-tool'], debian: 'opensc' },
  {
    program: 'the font HanaMinB',
    places: ['/usr/share/fonts/truetype/hanazono/HanaMinB.ttf'],
    debian: 'fonts-hanazono',
  },
  { program: 'Xvfb', places: ['/usr/bin/Xvfb'], debian: 'xvfb' },
  { program: 'openbox', places: ['/usr/bin/openbox'], debian: 'openbox' },
  { program: 'xdotool', places: ['/usr/bin/xdotool'], debian: 'xdotool' },
  { program: 'xauth', places: ['/usr/bin/xauth'], debian: 'xauth' },
]

/** Every Debian package that the tests have a use for. */
export const DEBIAN_PACKAGES: readonly string[] = PEERS.map(peer => peer.debian)

const LOCK_WAIT_SECONDS = 600

/** The Debian packages whose programs are missing on this machine. */
export function missingPackages(): string[] {
  return PEERS.filter(peer => !peer.places.some(existsSync)).map(peer => peer.debian)
}

/** Installs what is missing where that can be done without asking: on Debian, as root. Otherwise prints the line to run. */
export function installSystemPackages(): void {
  const missing = missingPackages()
  if (missing.length === 0) return
  // Another installation may be under way, as on a machine that has just been switched on: its lock is waited for.
  const apt = `apt-get -o DPkg::Lock::Timeout=${LOCK_WAIT_SECONDS}`
  const line = `${apt} update && ${apt} install -y --no-install-recommends ${missing.join(' ')}`
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    console.log(`Some tests need programs that are not here. To have them: sudo sh -c '${line}'`)
    return
  }
  console.log(`Installing ${missing.join(', ')}.`)
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'] as ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }
  const done = spawnSync('sh', ['-c', line], options)
  if (done.status !== 0) console.log('Not everything could be installed; the tests that need it are skipped by name.')
}
