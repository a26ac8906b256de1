import type { CodeScannerProfile } from './profile.ts'

/** What one burst of a scanner says. A detail holds lengths, never a part of the code. */
export type Scan =
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'damaged'; readonly detail: string }
  /** A spark on the cable: nothing was scanned. */
  | { readonly kind: 'noise' }

/** What stands on our papers has some sixty bytes; a code of more than this is none of ours. */
export const CODE_BYTES_MAX = 512
/** The longest burst that may be a code: with its identifier and line end. */
export const BURST_BYTES_MAX = CODE_BYTES_MAX + 8
const NOISE_BYTES_MAX = 2
const IDENTIFIER = /^\][A-Za-z][0-9A-Za-z]/
const [CR, LF, SPACE, DEL, SPARK] = [0x0d, 0x0a, 0x20, 0x7f, 0xff]

const isLineEnd = (byte: number | undefined) => byte === CR || byte === LF
const isControl = (byte: number | undefined) => byte !== undefined && (byte < SPACE || byte === DEL)

/** Whether a burst stands at a line end, so that only a short pause is needed to know that it is over. */
export function endsLine(burst: Uint8Array): boolean {
  return isLineEnd(burst.at(-1))
}

/**
 * Reads the code from everything that came between two silences. The same line again is the same code: a scanner in continuous
 * mode repeats it. Different lines are one code with line breaks in it, as visiting cards have, or two that a slow network
 * brought together; neither is guessed at.
 */
export function decodeBurst(burst: Uint8Array, profile: CodeScannerProfile): Scan {
  const lines = linesOf(burst).map(trimmed)
  const [line] = lines.filter(one => one.length > NOISE_BYTES_MAX)
  if (!line) return { kind: 'noise' }
  if (profile.end === 'line' && !endsLine(burst)) return { kind: 'damaged', detail: 'a code without a line end' }
  if (lines.some(one => one.length > NOISE_BYTES_MAX && Buffer.compare(one, line) !== 0)) {
    return { kind: 'damaged', detail: `${lines.length} lines at once` }
  }
  if (line.some(isControl)) return { kind: 'damaged', detail: `${line.length} bytes with control characters` }
  const text = new TextDecoder().decode(line)
  if (profile.identifier === 'none') return sized(text, line.length)
  if (!IDENTIFIER.test(text)) return { kind: 'damaged', detail: 'a code without its symbology identifier' }
  return sized(text.replace(IDENTIFIER, ''), line.length - 3)
}

function sized(text: string, bytes: number): Scan {
  if (bytes > CODE_BYTES_MAX) return { kind: 'damaged', detail: `a code of more than ${CODE_BYTES_MAX} bytes` }
  return text === '' ? { kind: 'noise' } : { kind: 'code', text }
}

function linesOf(burst: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = []
  let start = 0
  for (let at = 0; at <= burst.length; at++) {
    if (at < burst.length && !isLineEnd(burst[at])) continue
    if (at > start) lines.push(burst.subarray(start, at))
    start = at + 1
  }
  return lines
}

/** Without STX, ETX and blanks around it, and without what a connector's spark put before it: 0xFF is in no UTF-8 text. */
function trimmed(line: Uint8Array): Uint8Array {
  const isEdge = (byte: number | undefined) => byte === SPACE || byte === SPARK || isControl(byte)
  let start = 0
  let end = line.length
  while (start < end && isEdge(line[start])) start++
  while (end > start && isEdge(line[end - 1])) end--
  return line.subarray(start, end)
}
