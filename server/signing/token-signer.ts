import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import type { Clock } from '../../src/clock.ts'
import { concatBytes } from '../../src/pdf/bytes.ts'
import { OID } from '../../src/pdf/oids.ts'
import * as der from './der-write.ts'
import { hashNameOf, isSealSignature, type SealCertificates } from './seal-certificates.ts'
import type { Signer } from './signer.ts'

/** A key in a PKCS#11 token, reached through OpenSC's program. */
export interface TokenOptions {
  /** The vendor's PKCS#11 library. */
  readonly module: string
  readonly tokenLabel: string
  /** CKA_ID of the private key, in hex. */
  readonly keyId: string
  readonly pin: string
  /** OpenSC's `pkcs11-tool`, by name or path. */
  readonly program?: string
  /** For one signature, its wait for the token not counted. */
  readonly timeoutMs?: number
  /** Signatures at once; most tokens make one at a time whatever they are asked. */
  readonly atOnce?: number
  readonly clock: Clock
}

const SIGNATURE_BYTES_MAX = 4096
const STDERR_CHARACTERS_MAX = 2000
/** Under this name the program finds the PIN: an argument could be read by every user of the machine. */
const PIN_VARIABLE = 'YINZHENG_TOKEN_PIN'

/**
 * A signer whose key never leaves its token. Only a hash goes to the token, through `pkcs11-tool` in a process of its own,
 * so that a vendor's library that crashes or hangs takes no server with it. Every answer is checked against the certificate.
 */
export function signerFromToken(seal: SealCertificates, options: TokenOptions): Signer {
  const { atOnce = 1 } = options
  const waiting: (() => void)[] = []
  let busy = 0
  let isPinWrong = false
  const enter = () => {
    if (busy++ < atOnce) return Promise.resolve()
    return new Promise<void>(resolve => waiting.push(resolve))
  }
  const leave = () => {
    busy--
    waiting.shift()?.()
  }
  return {
    ...seal,
    sign: async tbs => {
      await enter()
      try {
        // A token locks itself after a few wrong PINs, and a server that tries again would do it within a second.
        if (isPinWrong) throw new Error('the token has refused the PIN; it is not tried again until the next start')
        const signature = await askToken(seal, options, tbs).catch((error: Error) => {
          isPinWrong ||= /CKR_PIN_/.test(error.message)
          throw error
        })
        if (!isSealSignature(seal, tbs, signature)) throw new Error("the token's signature is not by the seal's key")
        return signature
      } finally {
        leave()
      }
    },
  }
}

async function askToken(seal: SealCertificates, options: TokenOptions, tbs: Uint8Array): Promise<Uint8Array> {
  const hash = hashNameOf(seal.algorithm)
  const digest = createHash(hash).update(tbs).digest()
  const isRsa = seal.algorithm === 'rsa-sha256'
  // RSA-PKCS pads what it is given: the DigestInfo (RFC 8017, 9.2). ECDSA signs the hash as it is.
  const input = isRsa
    ? der.sequence(der.sequence(der.oid(OID.sha256), der.nullValue()), der.octetString(digest))
    : digest
  const { module, tokenLabel, keyId, pin, program = 'pkcs11-tool', timeoutMs = 10_000, clock } = options
  const mechanism = isRsa ? ['--mechanism', 'RSA-PKCS'] : ['--mechanism', 'ECDSA', '--signature-format', 'openssl']
  const place = ['--module', module, '--token-label', tokenLabel, '--login', '--pin', `env:${PIN_VARIABLE}`]
  const child = spawn(program, [...place, '--sign', '--id', keyId, ...mechanism], {
    // What the vendor's library finds its token with stands in the environment too.
    env: { ...process.env, [PIN_VARIABLE]: pin },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const out: Uint8Array[] = []
  let outBytes = 0
  let said = ''
  let isLate = false
  const giveUp = () => {
    child.kill('SIGKILL')
    // A child of the child may hold these open for ever.
    child.stdout.destroy()
    child.stderr.destroy()
  }
  const stopTimer = clock.after(timeoutMs, () => {
    isLate = true
    giveUp()
  })
  child.stdout.on('data', (chunk: Uint8Array) => {
    outBytes += chunk.length
    if (outBytes > SIGNATURE_BYTES_MAX) giveUp()
    else out.push(chunk)
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-STDERR_CHARACTERS_MAX)
  })
  // A program that ends before it has read leaves a broken pipe, and its exit says why.
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', error => reject(new Error(`${program} cannot be started: ${error.message}`)))
    child.once('close', resolve)
  }).finally(stopTimer)
  if (isLate) throw new Error(`the token did not answer within ${timeoutMs} ms`)
  if (code !== 0 || outBytes === 0 || outBytes > SIGNATURE_BYTES_MAX) {
    throw new Error(`the token did not sign: ${lastErrorOf(said)}`)
  }
  return concatBytes(...out)
}

/** The line that tells why, for instance `CKR_PIN_INCORRECT`. */
function lastErrorOf(said: string): string {
  const lines = said.split('\n').filter(line => line.startsWith('error:'))
  return lines.at(-1)?.slice('error:'.length).trim() ?? 'no reason given'
}
