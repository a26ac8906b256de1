import { createServer, type Socket } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import type { TlsAuthority } from '../../demo/tls-authority.ts'

/** A letter as it came in. */
export interface TakenLetter {
  readonly from: string
  readonly to: string
  readonly source: string
  readonly messageId: string
  readonly isSecure: boolean
  readonly user: string | null
  /** By which a notice would name it (RFC 3461); null where none was said. */
  readonly envelopeId: string | null
}

/** What a relay does with the letters that come to it. */
export interface RelayFaults {
  /** Answers to MAIL FROM, RCPT TO and the letter itself, such as `450 4.7.1 try later`; null: it takes them. */
  mailFrom: string | null
  rcptTo: string | null
  data: string | null
  /** Takes the letter and ends the connection in place of an answer. */
  cutsAfterData: boolean
  /** Answers as it should, and ends the connection after that. */
  endsAfter: boolean
  /** Takes it after this long. */
  waitMs: number
  /** Told of each letter before it is answered. */
  onTaken: (letter: TakenLetter) => void
}

export interface SmtpDouble {
  readonly port: number
  readonly letters: TakenLetter[]
  readonly faults: RelayFaults
  /** How often it was connected to. */
  readonly connections: () => number
  close(): Promise<void>
}

export interface SmtpDoubleOptions {
  readonly tls: Pick<TlsAuthority, 'certPem' | 'keyPem'>
  readonly isImplicit?: boolean
  readonly sizeMaxBytes?: number
  readonly password?: string
  readonly hides?: Pick<SMTPServerOptions, 'hideSTARTTLS' | 'hidePIPELINING' | 'disabledCommands'>
  readonly port?: number
}

/** A relay on loopback that can misbehave. */
export async function startSmtpDouble(options: SmtpDoubleOptions): Promise<SmtpDouble> {
  const letters: TakenLetter[] = []
  const faults: RelayFaults = {
    mailFrom: null,
    rcptTo: null,
    data: null,
    cutsAfterData: false,
    endsAfter: false,
    waitMs: 0,
    onTaken: () => {},
  }
  let connections = 0
  const server = new SMTPServer({
    ...{ secure: options.isImplicit ?? false, cert: options.tls.certPem, key: options.tls.keyPem, logger: false },
    ...{ authOptional: options.password === undefined, disableReverseLookup: true, closeTimeout: 100 },
    ...(options.sizeMaxBytes === undefined ? {} : { size: options.sizeMaxBytes }),
    ...{ hideDSN: false, ...options.hides },
    onConnect: (_, done) => {
      connections++
      done()
    },
    onAuth: ({ username = '', password }, _, done) =>
      password === options.password ? done(null, { user: username }) : done(new Error('wrong password')),
    onMailFrom: (_, _session, done) => done(answer(faults.mailFrom)),
    onRcptTo: (_, _session, done) => done(answer(faults.rcptTo)),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', chunk => chunks.push(chunk))
      stream.on('end', () => {
        const source = Buffer.concat(chunks).toString('latin1')
        const refusal = answer(faults.data)
        if (refusal) return done(refusal)
        const take = () => {
          const letter = {
            ...{ from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '' },
            ...{ to: session.envelope.rcptTo[0]?.address ?? '', source, isSecure: session.secure },
            envelopeId: session.envelope.dsn?.envid ?? null,
            ...{ messageId: /^message-id: *(\S+)/im.exec(source)?.[1] ?? '', user: session.user ?? null },
          }
          letters.push(letter)
          faults.onTaken(letter)
          if (faults.cutsAfterData) socketOf(server, session.id)?.destroy()
          else {
            done(null, 'taken')
            if (faults.endsAfter) socketOf(server, session.id)?.end()
          }
        }
        if (faults.waitMs > 0) setTimeout(take, faults.waitMs)
        else take()
      })
    },
  })
  server.on('error', () => undefined)
  const port = await new Promise<number>(resolve => {
    const listening = server.listen(options.port ?? 0, '127.0.0.1', () => {
      const address = listening.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
  return {
    ...{ port, letters, faults, connections: () => connections },
    close: () => new Promise(resolve => server.close(() => resolve())),
  }
}

function answer(line: string | null): Error | null {
  if (line === null) return null
  return Object.assign(new Error(line.slice(4)), { responseCode: Number(line.slice(0, 3)) })
}

function socketOf(server: SMTPServer, sessionId: string): Socket | undefined {
  for (const connection of server.connections) {
    const { id, _socket } = connection as unknown as { id: string; _socket: Socket }
    if (id === sessionId) return _socket
  }
  return undefined
}

/** A relay that says these lines, one at each command, and then nothing. */
export async function startScriptedRelay(lines: readonly string[]): Promise<{
  readonly port: number
  readonly heard: string[]
  close(): Promise<void>
}> {
  const heard: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    sockets.add(socket)
    const left = [...lines]
    const say = () => {
      const line = left.shift()
      if (line !== undefined) socket.write(`${line}\r\n`)
    }
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    socket.on('data', data => {
      for (const line of data.toString('latin1').split('\r\n').slice(0, -1)) {
        heard.push(line)
        say()
      }
    })
    say()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    ...{ port: typeof address === 'object' && address !== null ? address.port : 0, heard },
    close: () =>
      new Promise(resolve => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}
