import { createServer, type Server, type Socket } from 'node:net'
import { readInstruction } from './commands.ts'
import { Paper, type Slip, type SlipLine } from './paper.ts'
import { autoStatus, type PrinterCondition, paperSensor, realTimeStatus } from './status.ts'

export interface ReceiptPrinterSimOptions {
  readonly host?: string
  /** 0, the default, takes a free port. */
  readonly port?: number
  /** Latin characters on a line; 48 unless said otherwise. */
  readonly columns?: 32 | 48
}

export interface ReceiptPrinterSimState extends PrinterCondition {
  readonly powered: boolean
  readonly silent: boolean
}

/** A simulated ESC/POS printer on a TCP port, as network printers offer on 9100. */
export interface ReceiptPrinterSim {
  readonly host: string
  /** Stays the same over a power cycle. */
  readonly port: number
  state(): ReceiptPrinterSimState
  /** Slips that were cut, oldest first. */
  receipts(): readonly Slip[]
  /** Rows that came out but were not cut yet. */
  uncutLines(): readonly SlipLine[]
  /** Commands that it did not understand. */
  unknownCommands(): readonly Uint8Array[]
  /** Calls `listener` after every change of state or paper. Returns a function that ends the subscription. */
  onChange(listener: () => void): () => void
  /** The roll ends now; what is still to come waits inside until paper is loaded. */
  paperOut(): void
  /** The roll ends after so many more rows. */
  paperOutAfter(rows: number): void
  paperNearEnd(): void
  loadPaper(): void
  openCover(): void
  closeCover(): void
  /** The on-line key was pressed: it takes data but prints nothing. */
  offline(): void
  online(): void
  /** Takes bytes, prints nothing, answers nothing, until `speak()`. */
  silent(): void
  speak(): void
  /** Connections break, what was not printed is forgotten. */
  powerOff(): Promise<void>
  powerOn(): Promise<void>
  /** Takes the slips out of the tray. */
  takeReceipts(): void
  close(): Promise<void>
}

const RECEIVE_BUFFER_BYTES_MAX = 1_000_000

interface Line {
  readonly socket: Socket
  buffer: Uint8Array
  autoStatus: boolean
}

/** Starts the printer. Rejects when the port is taken. */
export async function startReceiptPrinterSim(options: ReceiptPrinterSimOptions = {}): Promise<ReceiptPrinterSim> {
  const host = options.host ?? '127.0.0.1'
  const paper = new Paper(options.columns ?? 48)
  const lines = new Set<Line>()
  const listeners = new Set<() => void>()
  let condition: PrinterCondition = { paperEnd: false, paperNearEnd: false, coverOpen: false, offline: false }
  let silent = false
  let rowsLeft = Number.POSITIVE_INFINITY
  let server: Server | null = null
  let port = options.port ?? 0

  const changed = () => {
    for (const listener of listeners) listener()
  }
  const canPrint = () => !silent && !condition.paperEnd && !condition.coverOpen && !condition.offline

  const reportAll = () => {
    if (silent) return
    for (const line of lines) if (line.autoStatus) line.socket.write(autoStatus(condition))
  }
  const set = (change: Partial<PrinterCondition>) => {
    condition = { ...condition, ...change }
    reportAll()
    for (const line of lines) work(line)
    changed()
  }

  /** Works through the buffer until it is empty, incomplete, or the printer stops. */
  const work = (line: Line) => {
    while (canPrint()) {
      const read = readInstruction(line.buffer)
      if (!read) return
      line.buffer = line.buffer.slice(read.length)
      const { instruction } = read
      if (instruction.kind === 'command') obey(line, instruction.name, instruction.parameters[0] ?? 0)
      rowsLeft -= paper.apply(instruction)
      if (rowsLeft <= 0) {
        rowsLeft = Number.POSITIVE_INFINITY
        set({ paperEnd: true })
      }
    }
  }
  const obey = (line: Line, name: string, parameter: number) => {
    if (name === 'initialise') line.autoStatus = false
    if (name === 'auto-status') {
      line.autoStatus = parameter !== 0
      if (line.autoStatus) line.socket.write(autoStatus(condition))
    }
    if (name === 'transmit-status' && (parameter & 0x0f) === 1) line.socket.write(paperSensor(condition))
  }

  /** DLE EOT is seen on arrival, wherever it stands in the stream: that is what makes it real-time. */
  const answerRealTime = (line: Line, chunk: Uint8Array, tail: Uint8Array) => {
    const seen = Uint8Array.from([...tail, ...chunk])
    for (let at = 0; at + 2 < seen.length; at++) {
      const question = seen[at + 2]!
      if (seen[at] !== 0x10 || seen[at + 1] !== 0x04 || question < 1 || question > 4) continue
      line.socket.write(realTimeStatus(condition, question as 1 | 2 | 3 | 4))
    }
  }

  const accept = (socket: Socket) => {
    const line: Line = { socket, buffer: new Uint8Array(), autoStatus: false }
    lines.add(line)
    let tail = new Uint8Array()
    socket.setNoDelay(true)
    socket.on('data', chunk => {
      if (line.buffer.length + chunk.length > RECEIVE_BUFFER_BYTES_MAX) {
        socket.destroy()
        return
      }
      if (!silent) answerRealTime(line, chunk, tail)
      tail = Uint8Array.from([...tail, ...chunk]).slice(-2)
      line.buffer = Uint8Array.from([...line.buffer, ...chunk])
      work(line)
      changed()
    })
    socket.on('error', () => socket.destroy())
    socket.on('close', () => lines.delete(line))
  }

  const listen = async () => {
    const opened = createServer(accept)
    await new Promise<void>((resolve, reject) => {
      opened.once('error', reject)
      opened.listen(port, host, resolve)
    })
    const address = opened.address()
    if (address === null || typeof address === 'string') throw new Error('a TCP server has a port')
    port = address.port
    server = opened
  }
  const hangUp = async () => {
    const closing = server
    server = null
    for (const { socket } of lines) socket.destroy()
    lines.clear()
    if (closing) await new Promise(resolve => closing.close(resolve))
  }

  await listen()
  return {
    host,
    get port() {
      return port
    },
    state: () => ({ ...condition, powered: server !== null, silent }),
    receipts: () => paper.slips,
    uncutLines: () => paper.uncutLines,
    unknownCommands: () => paper.unknown,
    onChange: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    paperOut: () => set({ paperEnd: true, paperNearEnd: true }),
    paperOutAfter: rows => {
      rowsLeft = rows
    },
    paperNearEnd: () => set({ paperNearEnd: true }),
    loadPaper: () => set({ paperEnd: false, paperNearEnd: false }),
    openCover: () => set({ coverOpen: true }),
    closeCover: () => set({ coverOpen: false }),
    offline: () => set({ offline: true }),
    online: () => set({ offline: false }),
    silent: () => {
      silent = true
      changed()
    },
    speak: () => {
      silent = false
      set({})
    },
    powerOff: async () => {
      await hangUp()
      paper.forget()
      changed()
    },
    powerOn: async () => {
      if (server) return
      await listen()
      changed()
    },
    takeReceipts: () => {
      paper.clear()
      changed()
    },
    close: hangUp,
  }
}
