import type { AddressInfo, Socket } from 'node:net'
import { SMTPServer } from 'smtp-server'
import type { Clock } from '../../../src/clock.ts'
import type { TlsAuthority } from '../../tls-authority.ts'
import type { FaultList } from '../faults.ts'
import type { Letters } from './letters.ts'
import type { MailboxConfig } from './mailbox-config.ts'
import type { MailboxFault, MailboxOperation } from './mailbox-faults.ts'

interface SmtpInParts {
  readonly config: MailboxConfig
  readonly tls: Pick<TlsAuthority, 'certPem' | 'keyPem'>
  readonly letters: Letters
  readonly faults: FaultList<MailboxFault>
  readonly clock: Pick<Clock, 'after'>
}

/** Takes letters by SMTP, on loopback, with STARTTLS; whoever logs in is let in. Rejects when the port is taken. */
export async function listenForLetters(
  { config, tls, letters, faults, clock }: SmtpInParts,
  port: number,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  /** Answers as a fault has it, or does what follows. */
  const misbehaving = (operation: MailboxOperation, done: (error?: Error | null) => void, go: () => void) => {
    const slow = faults.take(['slow'], operation)
    const answer = faults.take(['answer'], operation)
    const run = () => (answer ? done(Object.assign(new Error(answer.words), { responseCode: answer.code })) : go())
    if (slow) clock.after(slow.ms, run)
    else run()
  }
  const server = new SMTPServer({
    ...{ cert: tls.certPem, key: tls.keyPem, size: config.sizeMaxBytes, logger: false, closeTimeout: 100 },
    ...{ authOptional: true, disableReverseLookup: true, hideDSN: false, banner: 'test mailbox of Yinzheng' },
    onAuth: (_auth, _session, done) => done(null, { user: 'anybody' }),
    onMailFrom: (_address, _session, done) => misbehaving('from', done, done),
    onRcptTo: (_address, _session, done) => misbehaving('to', done, done),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', chunk => chunks.push(chunk))
      stream.on('end', () => {
        if (stream.sizeExceeded) return done(Object.assign(new Error('5.3.4 too large'), { responseCode: 552 }))
        const { mailFrom, rcptTo } = session.envelope
        const envelope = { returnPath: mailFrom ? mailFrom.address : '', to: rcptTo[0]?.address ?? '' }
        const take = () =>
          void letters.take(Buffer.concat(chunks), envelope).then(() => {
            if (faults.take(['cut'], 'letter')) socketOf(server, session.id)?.destroy()
            else done(null, 'taken')
          }, done)
        misbehaving('letter', done, take)
      })
    },
  })
  const listening = await new Promise<AddressInfo>((resolve, reject) => {
    server.once('error', reject)
    const inner = server.listen(port, '127.0.0.1', () => resolve(inner.address() as AddressInfo))
  })
  // Whoever breaks a connection off breaks nothing else.
  server.on('error', () => undefined)
  return { port: listening.port, close: () => new Promise(resolve => server.close(() => resolve())) }
}

function socketOf(server: SMTPServer, sessionId: string): Socket | undefined {
  for (const connection of server.connections) {
    const { id, _socket } = connection as unknown as { readonly id: string; readonly _socket: Socket }
    if (id === sessionId) return _socket
  }
  return undefined
}
