/**
 * ESC/POS commands as values: a name for logs and tests, and the bytes. Only those that a receipt of ours needs and that the
 * common 58 mm and 80 mm printers share.
 */
export interface EscposCommand {
  readonly name: string
  readonly bytes: Uint8Array
}

const ESC = 0x1b
const FS = 0x1c
const GS = 0x1d
const DLE = 0x10

function command(name: string, ...bytes: readonly number[]): EscposCommand {
  return { name, bytes: Uint8Array.from(bytes) }
}

/** ESC @. Also turns automatic status back off, so it comes before `AUTO_STATUS_ON`. */
export const INITIALISE = command('initialise', ESC, 0x40)
/** FS &. Printers for China start in this mode, others don't. */
export const CHINESE_ON = command('chinese-on', FS, 0x26)
/** GS a 255: the printer reports every change of its state by itself. */
export const AUTO_STATUS_ON = command('auto-status-on', GS, 0x61, 0xff)
/** GS r 1: answered by one byte when everything before it has been processed. */
export const PAPER_SENSOR = command('paper-sensor', GS, 0x72, 0x01)
/** GS V 66 0: feeds the last line past the knife and cuts all but one point, so that the slip does not fall. */
export const FEED_AND_CUT = command('feed-and-cut', GS, 0x56, 0x42, 0x00)
export const LINE_FEED = command('line-feed', 0x0a)

const ALIGNMENTS = { left: 0, center: 1, right: 2 } as const
export type Alignment = keyof typeof ALIGNMENTS

/** ESC a. Takes effect at the start of a line only. */
export function align(to: Alignment): EscposCommand {
  return command(`align-${to}`, ESC, 0x61, ALIGNMENTS[to])
}

/** ESC E. */
export function bold(on: boolean): EscposCommand {
  return command(on ? 'bold-on' : 'bold-off', ESC, 0x45, on ? 1 : 0)
}

/** GS !. Width and height together: 1 is normal, 2 twice as wide and high. */
export function size(times: 1 | 2): EscposCommand {
  return command(`size-${times}`, GS, 0x21, times === 1 ? 0x00 : 0x11)
}

/** ESC d. `lines` is cut to what one byte holds. */
export function feed(lines: number): EscposCommand {
  return command('feed', ESC, 0x64, Math.max(0, Math.min(255, Math.trunc(lines))))
}

/** What DLE EOT n can ask: the printer, why it is off-line, its errors, its paper. */
export type RealTimeQuestion = 1 | 2 | 3 | 4

/** DLE EOT n. Answered at once by one byte, even off-line and with a full buffer. */
export function askRealTime(question: RealTimeQuestion): EscposCommand {
  return command(`ask-${question}`, DLE, 0x04, question)
}

/** Longest text of one QR code, in bytes: what fits a version 25 symbol at level M, which a 58 mm slip can still show. */
export const QR_BYTES_MAX = 997

const qrFunction = (name: string, fn: number, ...parameters: readonly number[]): EscposCommand => {
  const length = parameters.length + 2
  return command(name, GS, 0x28, 0x6b, length & 0xff, length >> 8, 0x31, fn, ...parameters)
}

/**
 * GS ( k: a model 2 QR code at error level M. `moduleDots` is the side of one module, 3 to 8 dots. Throws when the text is empty
 * or longer than `QR_BYTES_MAX`: what a receipt says is known when it is written.
 */
export function qrCode(text: string, moduleDots: number): readonly EscposCommand[] {
  const data = new TextEncoder().encode(text)
  if (data.length === 0 || data.length > QR_BYTES_MAX) throw new RangeError(`a QR code of ${data.length} bytes`)
  return [
    qrFunction('qr-model', 0x41, 0x32, 0x00),
    qrFunction('qr-module', 0x43, moduleDots),
    qrFunction('qr-level', 0x45, 0x31),
    qrFunction('qr-store', 0x50, 0x30, ...data),
    qrFunction('qr-print', 0x51, 0x30),
  ]
}

/** The bytes of several commands in a row. */
export function bytesOf(commands: readonly EscposCommand[]): Uint8Array {
  const joined = new Uint8Array(commands.reduce((length, { bytes }) => length + bytes.length, 0))
  let at = 0
  for (const { bytes } of commands) {
    joined.set(bytes, at)
    at += bytes.length
  }
  return joined
}
