import { type Answer, encodeRequest } from './frames.ts'

/** What the module is asked, with the length of the data in its good answer and how long that may take. */
interface Command {
  readonly request: Uint8Array
  readonly success: number
  /** Whether `data` is what a good answer to this command carries: tells a late answer to another command apart. */
  readonly fits: (data: Uint8Array) => boolean
  readonly timeoutMs: number
}

const OK = 0x90
const CARD_FOUND = 0x9f

const ofLength = (length: number) => (data: Uint8Array) => data.length === length

export const COMMANDS = {
  reset: { request: encodeRequest(0x10, 0xff), success: OK, fits: ofLength(0), timeoutMs: 2_000 },
  find: { request: encodeRequest(0x20, 0x01), success: CARD_FOUND, fits: ofLength(4), timeoutMs: 1_000 },
  select: { request: encodeRequest(0x20, 0x02), success: OK, fits: ofLength(8), timeoutMs: 1_000 },
  /** Text and photo in one answer: there is no command for the text alone. */
  read: { request: encodeRequest(0x30, 0x01), success: OK, fits: data => textOf(data) !== null, timeoutMs: 3_000 },
} as const satisfies Record<string, Command>

export type CommandName = keyof typeof COMMANDS

/** What a status means for the driver. */
export type Meaning =
  | 'success'
  | 'no-card'
  /** The module heard a damaged request. */
  | 'resend'
  /** The card moved, or the order find → select → read was broken: begin again at find. */
  | 'again'
  /** The module is confused. */
  | 'reset'
  /** This card is not to be trusted, or is none of ours; trying again does not help. */
  | 'refused'
  /** The module says of itself that it can't work. */
  | 'broken'

/** SW3 of the answers that are no success (GA 450, table of states). */
const STATES: ReadonlyMap<number, readonly [Meaning, string]> = new Map([
  [0x10, ['resend', 'the request arrived with a wrong checksum']],
  [0x11, ['resend', 'the request arrived with a wrong length']],
  [0x21, ['again', 'the module did not expect this command']],
  [0x24, ['reset', 'the module has an unnamed error']],
  [0x31, ['refused', 'the card does not accept the module']],
  [0x32, ['refused', 'the module does not accept the card']],
  [0x33, ['refused', 'the data of the card failed their check']],
  [0x40, ['refused', 'another kind of card']],
  [0x41, ['again', 'the card could not be read']],
  [0x47, ['again', 'the card gave no random number']],
  [0x60, ['broken', 'the module failed its self-test']],
  [0x66, ['broken', 'the module is not authorised']],
  [0x80, ['no-card', 'no card']],
  [0x81, ['again', 'the card could not be selected']],
] as const)

/**
 * What `answer` means as an answer to `command`, or null when it belongs to another command. A status that no table knows is a
 * device error with its code.
 */
export function meaningOf(command: CommandName, answer: Answer): readonly [Meaning, string] | null {
  const { success, fits } = COMMANDS[command]
  if (answer.status === success) return fits(answer.data) ? ['success', 'ok'] : null
  if (answer.status === OK || answer.status === CARD_FOUND || answer.data.length > 0) return null
  const code = answer.status.toString(16).toUpperCase().padStart(6, '0')
  return STATES.get(answer.status) ?? ['reset', `device error ${code}`]
}

/** The text block of a read answer, sliced by the length fields of the answer; null when they do not add up. */
export function textOf(data: Uint8Array): Uint8Array | null {
  if (data.length < 4) return null
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  const textBytes = view.getUint16(0)
  const photoBytes = view.getUint16(2)
  return data.length === 4 + textBytes + photoBytes ? data.subarray(4, 4 + textBytes) : null
}
