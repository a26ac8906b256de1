/** One thing that the printer was told, cut out of the byte stream. */
export type Instruction =
  | { readonly kind: 'text'; readonly bytes: Uint8Array }
  | { readonly kind: 'command'; readonly name: CommandName; readonly parameters: Uint8Array }
  | { readonly kind: 'unknown'; readonly bytes: Uint8Array }

const ESC = 0x1b
const FS = 0x1c
const GS = 0x1d
const DLE = 0x10

/** How many parameter bytes follow the prefix: a number, or a look at the first of them; `null` when more bytes are needed. */
type ParameterCount = number | ((after: Uint8Array) => number | null)

const lengthPrefixed = (after: Uint8Array): number | null =>
  after.length < 2 ? null : 2 + after[0]! + (after[1]! << 8)
const rasterLength = (after: Uint8Array): number | null =>
  after.length < 5 ? null : 5 + (after[1]! + (after[2]! << 8)) * (after[3]! + (after[4]! << 8))
const cutLength = (after: Uint8Array): number | null =>
  after.length < 1 ? null : [0x41, 0x42, 0x61, 0x62].includes(after[0]!) ? 2 : 1

/** The commands that this printer knows, by prefix. Others are reported as unknown, two bytes each. */
const COMMANDS = [
  { name: 'line-feed', prefix: [0x0a], parameters: 0 },
  { name: 'carriage-return', prefix: [0x0d], parameters: 0 },
  { name: 'tab', prefix: [0x09], parameters: 0 },
  { name: 'real-time-status', prefix: [DLE, 0x04], parameters: 1 },
  { name: 'real-time-recover', prefix: [DLE, 0x05], parameters: 1 },
  { name: 'initialise', prefix: [ESC, 0x40], parameters: 0 },
  { name: 'align', prefix: [ESC, 0x61], parameters: 1 },
  { name: 'bold', prefix: [ESC, 0x45], parameters: 1 },
  { name: 'print-mode', prefix: [ESC, 0x21], parameters: 1 },
  { name: 'underline', prefix: [ESC, 0x2d], parameters: 1 },
  { name: 'font', prefix: [ESC, 0x4d], parameters: 1 },
  { name: 'character-set', prefix: [ESC, 0x52], parameters: 1 },
  { name: 'code-page', prefix: [ESC, 0x74], parameters: 1 },
  { name: 'line-spacing', prefix: [ESC, 0x33], parameters: 1 },
  { name: 'line-spacing-default', prefix: [ESC, 0x32], parameters: 0 },
  { name: 'feed-dots', prefix: [ESC, 0x4a], parameters: 1 },
  { name: 'feed-lines', prefix: [ESC, 0x64], parameters: 1 },
  { name: 'pulse', prefix: [ESC, 0x70], parameters: 3 },
  { name: 'chinese-on', prefix: [FS, 0x26], parameters: 0 },
  { name: 'chinese-off', prefix: [FS, 0x2e], parameters: 0 },
  { name: 'chinese-size', prefix: [FS, 0x21], parameters: 1 },
  { name: 'size', prefix: [GS, 0x21], parameters: 1 },
  { name: 'auto-status', prefix: [GS, 0x61], parameters: 1 },
  { name: 'transmit-status', prefix: [GS, 0x72], parameters: 1 },
  { name: 'cut', prefix: [GS, 0x56], parameters: cutLength },
  { name: 'raster', prefix: [GS, 0x76, 0x30], parameters: rasterLength },
  { name: 'symbol', prefix: [GS, 0x28, 0x6b], parameters: lengthPrefixed },
] as const satisfies readonly { name: string; prefix: readonly number[]; parameters: ParameterCount }[]

export type CommandName = (typeof COMMANDS)[number]['name']

/**
 * Reads the instruction that begins at `bytes[0]`. `null` when it isn't complete yet. Text runs to the next control byte: in
 * GB18030 no byte of a character is below 0x30, so a control byte never hides in one.
 */
export function readInstruction(bytes: Uint8Array): { instruction: Instruction; length: number } | null {
  if (bytes.length === 0) return null
  const end = bytes.findIndex(byte => byte < 0x20)
  if (end !== 0) {
    const text = bytes.slice(0, end === -1 ? bytes.length : end)
    return { instruction: { kind: 'text', bytes: text }, length: text.length }
  }
  let mayGrow = false
  for (const { name, prefix, parameters } of COMMANDS) {
    const known = Math.min(prefix.length, bytes.length)
    if (!prefix.slice(0, known).every((byte, at) => byte === bytes[at])) continue
    if (known < prefix.length) {
      mayGrow = true
      continue
    }
    const after = bytes.subarray(prefix.length)
    const count: number | null = typeof parameters === 'number' ? parameters : parameters(after)
    if (count === null || after.length < count) return null
    return {
      instruction: { kind: 'command', name, parameters: after.slice(0, count) },
      length: prefix.length + count,
    }
  }
  if (mayGrow) return null
  const length = bytes[0]! === ESC || bytes[0]! === FS || bytes[0]! === GS ? 2 : 1
  if (bytes.length < length) return null
  return { instruction: { kind: 'unknown', bytes: bytes.slice(0, length) }, length }
}
