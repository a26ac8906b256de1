import { Readable } from 'node:stream'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { Clock } from '../../src/clock.ts'
import type { ComposedLetter } from './compose-letter.ts'
import { judgeFailure, type SmtpFailure } from './judge-failure.ts'
import { domainOf, type MailConfig } from './mail-config.ts'
import type { Outcome } from './outcome.ts'
import type { SmtpSecrets } from './secret-files.ts'

const CONNECT_MS = 30_000
const SILENCE_MS = 120_000
/** Until the house is let in, however slowly that goes on. */
const SESSION_MS = 60_000
/** All of one letter, likewise. */
const LETTER_MS = 180_000
/** A server that ends does not wait longer for an answer. */
const END_MS = 10_000
/** Relays end a connection after so many letters. */
const LETTERS_A_CONNECTION = 100
const ANSWER_BYTES_MAX = 65_536

/** One relay, one letter after the other over one connection. */
export interface SmtpRelay {
  /** Never rejects. */
  send(letter: ComposedLetter, signal: AbortSignal): Promise<Outcome>
  /** Says goodbye. */
  rest(): void
}

/** `readSecrets`: asked at each connection, so that a password that is changed needs no restart. */
export function createSmtpRelay(config: MailConfig, readSecrets: () => Promise<SmtpSecrets>, clock: Clock): SmtpRelay {
  let open: { readonly line: SMTPConnection; letters: number } | null = null
  const forget = (line: SMTPConnection) => {
    if (open?.line === line) open = null
  }

  const connect = ({ password, caPem }: SmtpSecrets, signal: AbortSignal): Promise<SmtpFailure | null> =>
    new Promise(resolve => {
      const line = new SMTPConnection({
        ...{ host: config.host, port: config.port, allowInternalNetworkInterfaces: true },
        ...{
          secure: config.tls === 'implicit',
          requireTLS: config.tls === 'starttls',
          ignoreTLS: config.tls === 'none',
        },
        tls: { minVersion: 'TLSv1.2', ...(caPem === null ? {} : { ca: caPem }) },
        ...{ name: domainOf(config) },
        ...{ connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, socketTimeout: SILENCE_MS },
        ...{ maxResponseSize: ANSWER_BYTES_MAX, logger: false },
      })
      const stop = () => end({ message: 'the server ends' })
      let isOver = false
      const end = (failure: SmtpFailure | null) => {
        if (isOver) return
        isOver = true
        cancelLimit()
        signal.removeEventListener('abort', stop)
        if (failure === null) open = { line, letters: 0 }
        else line.close()
        resolve(failure)
      }
      const cancelLimit = clock.after(SESSION_MS, () => end({ message: 'the relay took too long to let the house in' }))
      signal.addEventListener('abort', stop)
      if (signal.aborted) stop()
      // Also later, when nothing is on its way: an error that nobody hears would end the process.
      line.on('error', (error: SmtpFailure) => {
        forget(line)
        end(error)
      })
      line.on('end', () => forget(line))
      line.connect(error => {
        if (error) return end(error)
        if (config.user === null) return end(null)
        line.login({ user: config.user, pass: password ?? '' }, failure => end(failure ?? null))
      })
    })

  const hand = (line: SMTPConnection, { envelope, token, bytes }: ComposedLetter, signal: AbortSignal) =>
    new Promise<{ outcome: Outcome; hasBegun: boolean }>(resolve => {
      let hasBegun = false
      const message = new Readable({
        read() {
          hasBegun = true
          this.push(bytes)
          this.push(null)
        },
      })
      let cancelEnd = () => {}
      const end = (outcome: Outcome) => {
        cancelLimit()
        cancelEnd()
        signal.removeEventListener('abort', stop)
        if (outcome.kind !== 'accepted') {
          forget(line)
          line.close()
        }
        resolve({ outcome, hasBegun })
      }
      const fail = (failure: SmtpFailure) => end(judgeFailure(failure, hasBegun))
      const stop = () => {
        cancelEnd = clock.after(hasBegun ? END_MS : 0, () => fail({ message: 'the server ends' }))
      }
      const cancelLimit = clock.after(LETTER_MS, () => fail({ message: 'the relay took too long' }))
      signal.addEventListener('abort', stop)
      if (signal.aborted) stop()
      const size = bytes.byteLength
      // What comes back names it again (RFC 3461), where the relay can do that.
      const dsn = { ret: 'HDRS', envid: token, notify: ['FAILURE', 'DELAY'] }
      line.send({ ...envelope, size, dsn }, message, (error, info) => {
        if (error) fail(error)
        else end({ kind: 'accepted', reply: info.response })
      })
    })

  const send: SmtpRelay['send'] = async (letter, signal) => {
    const known = open
    if (known === null) {
      const failure = await readSecrets().then(secrets => connect(secrets, signal), asFailure)
      if (failure) return judgeFailure({ ...failure, message: failure.message, command: 'CONN' }, false)
    }
    const used = open
    if (used === null) return { kind: 'later', ofAll: true, reply: 'the relay ended the connection' }
    const { outcome, hasBegun } = await hand(used.line, letter, signal)
    // A connection that was left open may have been ended by the relay in between: nothing of the letter has left, so a new one is tried.
    if (known !== null && outcome.kind === 'later' && outcome.ofAll && !hasBegun && !signal.aborted)
      return send(letter, signal)
    if (++used.letters >= LETTERS_A_CONNECTION) rest()
    return outcome
  }
  const rest = () => {
    open?.line.quit()
    open = null
  }
  return { send, rest }
}

/** A file that cannot be read now is a sentence; what else goes wrong is said as it is. */
const asFailure = (error: unknown): SmtpFailure => ({ message: error instanceof Error ? error.message : 'unknown' })
