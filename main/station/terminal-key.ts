import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A terminal's own key: made here, never leaves. */
export interface TerminalKey {
  /** base64 of the SubjectPublicKeyInfo, as the server stores it. */
  readonly publicKey: string
  /** base64 Ed25519 signature (RFC 8032) of a text's UTF-8. */
  sign(text: string): string
}

/** The key that the terminal has, and the one that may take its place. */
export interface TerminalKeys {
  /** Signs with the key of now, also once another has taken its place. */
  readonly current: TerminalKey
  /** The key that was made to take its place and has not yet; null where there is none, and where a broken disk has left none of it. */
  next(): TerminalKey | null
  /** The same; made where there is none, and on the disk before it is told of. */
  makeNext(): TerminalKey
  /** The next key is the current one from now on. */
  takeNext(): void
}

export const TERMINAL_KEY_FILE = 'terminal-key.pem'

/** Reads the keys in `dataDir`, or makes one at the first start. */
export function openTerminalKeys(dataDir: string): TerminalKeys {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const file = join(dataDir, TERMINAL_KEY_FILE)
  const nextFile = join(dataDir, 'terminal-key.next.pem')
  let key = keyOf(existsSync(file) ? readKey(file) : makeKey(file))
  const next = () => {
    const bytes = existsSync(nextFile) ? readFileSync(nextFile) : null
    const whole = bytes && wholeKey(bytes)
    return whole && keyOf(whole)
  }
  return {
    current: {
      get publicKey() {
        return key.publicKey
      },
      sign: text => key.sign(text),
    },
    next,
    makeNext: () => next() ?? keyOf(makeKey(nextFile)),
    takeNext: () => {
      const taken = keyOf(readKey(nextFile))
      renameSync(nextFile, file)
      key = taken
    },
  }
}

const keyOf = (key: KeyObject): TerminalKey => ({
  publicKey: createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64'),
  sign: text => sign(null, Buffer.from(text, 'utf8'), key).toString('base64'),
})

const readKey = (file: string): KeyObject => createPrivateKey(readFileSync(file))

function makeKey(file: string): KeyObject {
  const { privateKey } = generateKeyPairSync('ed25519')
  // Beside it and renamed: a power cut leaves a whole key or none. An existing one is never overwritten, for its public half is what the
  // server knows this terminal by.
  writeFileSync(`${file}.new`, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flush: true })
  renameSync(`${file}.new`, file)
  keepNames(dirname(file))
  return privateKey
}

/** Null for bytes that are no key. */
function wholeKey(bytes: Buffer): KeyObject | null {
  try {
    return createPrivateKey(bytes)
  } catch {
    return null
  }
}

/** A name is on the disk once its folder is (fsync(2)): the server may hear of no key that a power cut can take away. Windows has no such call. */
function keepNames(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
