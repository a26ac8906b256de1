import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { WAIT_AT_MOST_MS } from '../patience.ts'

/** SoftHSM2, a PKCS#11 token in software, and OpenSC's program that speaks to it; both are packages of Debian. */
const MODULES = [
  '/usr/lib/softhsm/libsofthsm2.so',
  '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so',
  '/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so',
]

const run = promisify(execFile)

/** The PKCS#11 library, or null where the packages softhsm2 and opensc are not installed. */
export async function findSoftHsm(): Promise<string | null> {
  const module = MODULES.find(path => existsSync(path)) ?? null
  const isThere = (program: string, ...args: string[]) =>
    run(program, args, { timeout: WAIT_AT_MOST_MS }).then(
      () => true,
      error => error.code !== 'ENOENT',
    )
  const programs = await Promise.all([isThere('softhsm2-util', '--version'), isThere('pkcs11-tool', '--help')])
  return programs.every(Boolean) ? module : null
}

/** OpenSC of Debian 12 cannot read a P-384 public key back. */
export type TokenKeyType = 'EC:prime256v1' | 'rsa:3072'

export interface SoftHsmToken {
  readonly module: string
  readonly label: string
  readonly pin: string
  /** Makes a key pair in the token; gives the public key in PEM. */
  makeKey(keyId: string, type: TokenKeyType): Promise<string>
  remove(): Promise<void>
}

/**
 * Makes an empty token in a folder of its own. The library finds it through the environment of this process, which is set
 * until `remove`.
 */
export async function makeToken(module: string): Promise<SoftHsmToken> {
  const folder = await mkdtemp(join(tmpdir(), 'yinzheng-softhsm-'))
  await mkdir(join(folder, 'tokens'))
  const configFile = join(folder, 'softhsm2.conf')
  await writeFile(
    configFile,
    `directories.tokendir = ${folder}/tokens\nobjectstore.backend = file\nlog.level = ERROR\n`,
  )
  const before = process.env.SOFTHSM2_CONF
  process.env.SOFTHSM2_CONF = configFile
  const [label, pin] = ['yinzheng-seal', '482913']
  const call = (program: string, ...args: string[]) =>
    run(program, args, { timeout: WAIT_AT_MOST_MS, encoding: 'buffer' })
  await call('softhsm2-util', '--init-token', '--free', '--label', label, '--so-pin', '73519246', '--pin', pin)
  const place = ['--module', module, '--token-label', label]
  return {
    module,
    label,
    pin,
    makeKey: async (keyId, type) => {
      await call('pkcs11-tool', ...place, '--login', '--pin', pin, '--keypairgen', '--key-type', type, '--id', keyId)
      const { stdout } = await call('pkcs11-tool', ...place, '--read-object', '--type', 'pubkey', '--id', keyId)
      return `-----BEGIN PUBLIC KEY-----\n${stdout.toString('base64')}\n-----END PUBLIC KEY-----\n`
    },
    remove: async () => {
      if (before === undefined) delete process.env.SOFTHSM2_CONF
      else process.env.SOFTHSM2_CONF = before
      await rm(folder, { recursive: true, force: true })
    },
  }
}
