import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createSecureContext } from 'node:tls'
import type { Logger } from 'pino'
import type { Clock } from '../../src/clock.ts'
import { derOfPem } from '../../src/pdf/pem.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { codeOf, FILE_SAYINGS } from './expect-at-start.ts'
import { StartRefused } from './start-refused.ts'

/** Where the server's certificate and its key are, both PEM: the server's own certificate first, then those above it. */
export interface TlsFiles {
  readonly certFile: string
  readonly keyFile: string
}

/** What an https server is given. */
export interface TlsPair {
  readonly cert: string
  readonly key: string
  readonly minVersion: 'TLSv1.2'
}

/** The certificate by which the server ends TLS. It is renewed while the server runs. */
export interface Tls {
  pair(): TlsPair
  /** PEM of the highest certificate of the file: by it terminals know the server, also after the lower ones were renewed. */
  anchorPem(): string
  /** Reads the files again. Where they are another good pair, it is taken; where they are a bad one, the old stays and the log says why. */
  renew(): Promise<void>
  /** Told of each pair that is taken. */
  onRenewed(listener: (pair: TlsPair) => void): void
}

interface Read {
  readonly pair: TlsPair
  readonly anchorPem: string
  readonly endsAtMs: number
}

/** Rejects with `StartRefused` when the files are not a certificate and its key. */
export async function openTls(files: TlsFiles, { clock, log }: { clock: Clock; log: Logger }): Promise<Tls> {
  const first = await readPair(files)
  if (!first.ok) throw new StartRefused(first.error)
  let now = first.value
  let complainedOf: string | null = null
  const listeners: ((pair: TlsPair) => void)[] = []
  if (now.endsAtMs <= clock.now())
    log.error(`listen.tls.certFile: ${hasEnded(now)}: no terminal and no browser believes it`)

  /** Said once, not with every look. */
  const complain = (why: string) => {
    if (complainedOf !== why) log.error({ reason: why }, 'the new certificate is not taken: the old one stays')
    complainedOf = why
  }
  return {
    pair: () => now.pair,
    anchorPem: () => now.anchorPem,
    onRenewed: listener => void listeners.push(listener),
    renew: async () => {
      const read = await readPair(files)
      if (!read.ok) return complain(read.error)
      const { pair } = read.value
      if (pair.cert === now.pair.cert && pair.key === now.pair.key) {
        complainedOf = null
        return
      }
      if (read.value.endsAtMs <= clock.now()) return complain(`listen.tls.certFile: ${hasEnded(read.value)}`)
      complainedOf = null
      now = read.value
      for (const listener of listeners) listener(pair)
      log.info({ endsAt: new Date(now.endsAtMs).toISOString() }, 'another certificate is taken')
    },
  }
}

const hasEnded = ({ endsAtMs }: Read) => `the certificate has ended at ${new Date(endsAtMs).toISOString()}`

/** The pair in the files, or what is wrong with it, with the setting's name. */
async function readPair({ certFile, keyFile }: TlsFiles): Promise<Result<Read, string>> {
  const cert = await readText('listen.tls.certFile', certFile)
  if (!cert.ok) return cert
  const key = await readText('listen.tls.keyFile', keyFile)
  if (!key.ok) return key
  let certificates: X509Certificate[]
  try {
    certificates = derOfPem(cert.value).map(der => new X509Certificate(der))
  } catch {
    return err(`listen.tls.certFile: ${certFile} holds something that is no certificate`)
  }
  const [own] = certificates
  const highest = certificates.at(-1)
  if (!own || !highest) return err(`listen.tls.certFile: ${certFile} holds no certificate`)
  const pair: TlsPair = { cert: cert.value, key: key.value, minVersion: 'TLSv1.2' }
  try {
    if (!own.checkPrivateKey(createPrivateKey(key.value)))
      return err(`listen.tls.keyFile: ${keyFile} holds the key of another certificate than the first of ${certFile}`)
    createSecureContext(pair)
  } catch {
    // What OpenSSL says of a key may quote it.
    return err(`listen.tls.keyFile: ${keyFile} holds no key that can be used`)
  }
  return ok({ pair, anchorPem: highest.toString(), endsAtMs: own.validToDate.getTime() })
}

async function readText(setting: string, file: string): Promise<Result<string, string>> {
  try {
    return ok(await readFile(file, 'utf8'))
  } catch (error) {
    const saying = FILE_SAYINGS[codeOf(error)]
    if (saying === undefined) throw error
    return err(`${setting}: ${file} ${saying}`)
  }
}
