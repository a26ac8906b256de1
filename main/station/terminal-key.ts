import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The terminal's own key: made here, never leaves. */
export interface TerminalKey {
  /** base64 of the SubjectPublicKeyInfo, as the server stores it. */
  readonly publicKey: string
  /** base64 Ed25519 signature (RFC 8032) of a text's UTF-8. */
  sign(text: string): string
}

/** Reads the key in `dataDir`, or makes one at the first start. */
export function openTerminalKey(dataDir: string): TerminalKey {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const file = join(dataDir, 'terminal-key.pem')
  const key = readKey(file) ?? makeKey(file)
  return {
    publicKey: createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64'),
    sign: text => sign(null, Buffer.from(text, 'utf8'), key).toString('base64'),
  }
}

function readKey(file: string): KeyObject | null {
  try {
    return createPrivateKey(readFileSync(file))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

function makeKey(file: string): KeyObject {
  const { privateKey } = generateKeyPairSync('ed25519')
  // 'wx': an existing key is never overwritten, for its public half is what the server knows this terminal by.
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' })
  return privateKey
}
