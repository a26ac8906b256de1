import { type SimIdCard, textBlockOf } from './id-card.ts'
import { openSimLine, type SimCable } from './sim-line.ts'

export interface IdReaderSimOptions {
  /** Left out: a free one. */
  readonly port?: number
  /** What the module says of a card that it has read and that still lies there; most say `no-card`. */
  readonly afterRead?: 'no-card' | 'card-found'
}

type SimCommand = 'find' | 'select' | 'read' | 'reset'

/** A SAM_V module, played byte by byte. */
export interface IdReaderSim extends SimCable {
  lay(card: SimIdCard): void
  lift(): void
  /** The next answer has this status. Without a command: at the step where a real module says it. */
  failNext(sw3: number, at?: SimCommand): void
  /** The module hangs: it hears and says nothing, until `speak` or, if `untilReset`, until it is reset. */
  silence(options?: { untilReset?: boolean }): void
  speak(): void
  /** The next read answer stops after so many bytes; the rest never comes. */
  tearNext(bytes: number): void
  /** Sends bytes that nobody has asked for; without an argument half a frame among sparks. */
  garbage(bytes?: Uint8Array): Promise<boolean>
  /** How often each command was heard. */
  heard(): Readonly<Record<SimCommand, number>>
}

const HEAD = Buffer.from('AAAAAA9669', 'hex')
const COMMANDS: ReadonlyMap<number, SimCommand | 'status' | 'sam-id'> = new Map([
  [0x10ff, 'reset'],
  [0x11ff, 'status'],
  [0x12ff, 'sam-id'],
  [0x2001, 'find'],
  [0x2002, 'select'],
  [0x3001, 'read'],
])
/** The steps at which a module is known to give a status; what is not named comes with whichever answer is next. */
const USUAL_STEP: ReadonlyMap<number, SimCommand> = new Map([
  [0x81, 'select'],
  [0x31, 'read'],
  [0x32, 'read'],
  [0x33, 'read'],
  [0x40, 'select'],
  [0x41, 'read'],
  [0x47, 'read'],
])
const SAM_ID = Buffer.from('05000100E8D9340102030400D2040000', 'hex')
const SPARKS = Buffer.from('00FFAAAAAA96690508000090AAAA', 'hex')

/** Starts a simulated ID-card reader that listens on TCP, as behind a serial device server. */
export async function startIdReaderSim({
  port = 0,
  afterRead = 'no-card',
}: IdReaderSimOptions = {}): Promise<IdReaderSim> {
  let card: SimIdCard | null = null
  let stage: 'unseen' | 'found' | 'selected' | 'read' = 'unseen'
  let silent: 'no' | 'yes' | 'until-reset' = 'no'
  let failure: { sw3: number; at: SimCommand | undefined } | null = null
  let tearAfter: number | null = null
  let input = Buffer.alloc(0)
  const heard = { find: 0, select: 0, read: 0, reset: 0 }

  const answerTo = (command: SimCommand | 'status' | 'sam-id' | undefined): Buffer => {
    if (failure && command && (!failure.at || failure.at === command)) {
      const { sw3 } = failure
      failure = null
      return frame(sw3)
    }
    switch (command) {
      case 'reset':
        stage = 'unseen'
        return frame(0x90)
      case 'status':
        return frame(0x90)
      case 'sam-id':
        return frame(0x90, SAM_ID)
      case 'find':
        if (!card || (stage === 'read' && afterRead === 'no-card')) return frame(0x80)
        if (stage !== 'read') stage = 'found'
        return frame(0x9f, Buffer.alloc(4))
      case 'select':
        if (stage !== 'found' || !card) return frame(0x81)
        stage = 'selected'
        return frame(0x90, Buffer.alloc(8))
      case 'read':
        if (!card) return frame(0x41)
        if (stage !== 'selected') return frame(0x21)
        stage = 'read'
        return frame(0x90, readData(card))
      case undefined:
        return frame(0x21)
    }
  }
  const say = (answer: Buffer, isRead: boolean) => {
    const bytes = isRead && tearAfter !== null ? answer.subarray(0, tearAfter) : answer
    if (isRead) tearAfter = null
    void sendInPieces(bytes)
  }
  const hear = (bytes: Uint8Array) => {
    input = Buffer.concat([input, bytes]).subarray(-64)
    for (;;) {
      const start = input.indexOf(HEAD)
      if (start < 0 || input.length < start + 7) return
      const end = start + 7 + input.readUInt16BE(start + 5)
      if (input.length < end) return
      const body = input.subarray(start + 5, end)
      input = input.subarray(end)
      if (body.length !== 5) say(frame(0x11), false)
      else if (xor(body) !== 0) say(frame(0x10), false)
      else obey(COMMANDS.get(body.readUInt16BE(2)))
    }
  }
  const obey = (command: SimCommand | 'status' | 'sam-id' | undefined) => {
    if (command === 'find' || command === 'select' || command === 'read' || command === 'reset') heard[command]++
    if (silent === 'until-reset' && command === 'reset') silent = 'no'
    if (silent === 'no') say(answerTo(command), command === 'read')
  }

  const { send, sendInPieces, ...cable } = await openSimLine({ port, onBytes: hear })
  return {
    ...cable,
    lay: laid => {
      card = laid
      stage = 'unseen'
    },
    lift: () => {
      card = null
      stage = 'unseen'
    },
    failNext: (sw3, at = USUAL_STEP.get(sw3)) => {
      failure = { sw3, at }
    },
    silence: ({ untilReset = false } = {}) => {
      silent = untilReset ? 'until-reset' : 'yes'
    },
    speak: () => {
      silent = 'no'
    },
    tearNext: bytes => {
      tearAfter = bytes
    },
    garbage: (bytes = SPARKS) => send(bytes),
    heard: () => ({ ...heard }),
  }
}

/** Text and photo with their lengths. The photo is the start of a WLT picture and then noise that holds the preamble. */
function readData(card: SimIdCard): Buffer {
  const photo = Buffer.alloc(1024, 0x5a)
  Buffer.from('574C66007E003200', 'hex').copy(photo)
  HEAD.copy(photo, 500)
  return Buffer.concat([Buffer.from('01000400', 'hex'), textBlockOf(card), photo])
}

function frame(sw3: number, data: Uint8Array = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from([0, 0, 0, 0, sw3]), data])
  body.writeUInt16BE(data.length + 4, 0)
  return Buffer.concat([HEAD, body, Buffer.from([xor(body)])])
}

function xor(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum ^ byte, 0)
}
