/** SAM_V module frames (GA 450 family): AA AA AA 96 69 | length (2, big-endian) | … | XOR. See `commands.ts` for what they say. */

const PREAMBLE = Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69)
const HEADER_BYTES = PREAMBLE.length + 2
/** Three status bytes and the XOR. */
const LENGTH_MIN = 4
/** Text, photo and two fingerprints: the longest answer that a module has. */
export const LENGTH_MAX = 0x090a

/** An answer of the module: the three status bytes as one number, and what follows them. */
export interface Answer {
  /** 0xSW1SW2SW3; SW1 and SW2 are 0 in every status of the standard. */
  readonly status: number
  /** A copy that belongs to the receiver. */
  readonly data: Uint8Array
}

export interface AnswerFramer {
  push(bytes: Uint8Array): Answer[]
  /** Forgets a frame that is open: call it before each request, so that half an old answer can't swallow the new one. */
  reset(): void
}

/** The bytes of a request without data: command and parameter. */
export function encodeRequest(command: number, parameter: number): Uint8Array {
  const body = Uint8Array.of(0x00, 0x03, command, parameter)
  return Uint8Array.of(...PREAMBLE, ...body, xorOf(body, 0, body.length))
}

/**
 * Cuts answers out of a stream. The preamble is looked for only while no frame is open, because a photo may hold it; a frame whose
 * XOR or length is wrong loses one byte and the search goes on behind that. Holds one frame at most and wipes it when it is cut.
 */
export function createAnswerFramer(): AnswerFramer {
  const buffer = new Uint8Array(HEADER_BYTES + LENGTH_MAX)
  let filled = 0

  const drop = (count: number) => {
    buffer.copyWithin(0, count, filled)
    buffer.fill(0, filled - count, filled)
    filled -= count
  }
  const cut = (): Answer | null => {
    for (;;) {
      drop(startOfFrame(buffer, filled))
      if (filled < HEADER_BYTES) return null
      const length = (buffer[5] ?? 0) * 256 + (buffer[6] ?? 0)
      if (length < LENGTH_MIN || length > LENGTH_MAX) {
        drop(1)
        continue
      }
      if (filled >= HEADER_BYTES + 3 && length === 5 && statusAt(buffer) === TIMED_OUT_STATUS) {
        drop(HEADER_BYTES + 3)
        return { status: TIMED_OUT_STATUS, data: new Uint8Array(0) }
      }
      if (filled < HEADER_BYTES + length) return null
      const end = HEADER_BYTES + length - 1
      if (xorOf(buffer, PREAMBLE.length, end) !== buffer[end]) {
        drop(1)
        continue
      }
      const answer = { status: statusAt(buffer), data: buffer.slice(HEADER_BYTES + 3, end) }
      drop(end + 1)
      return answer
    }
  }
  return {
    push: bytes => {
      const answers: Answer[] = []
      for (let at = 0; at < bytes.length; ) {
        const piece = bytes.subarray(at, at + buffer.length - filled)
        buffer.set(piece, filled)
        filled += piece.length
        at += piece.length
        for (let answer = cut(); answer; answer = cut()) answers.push(answer)
      }
      return answers
    },
    reset: () => drop(filled),
  }
}

/** Some readers say a time-out of their own in a frame that is two bytes shorter than its length: AA AA AA 96 69 00 05 05 05 05. */
const TIMED_OUT_STATUS = 0x050505

function statusAt(frame: Uint8Array): number {
  return ((frame[7] ?? 0) << 16) | ((frame[8] ?? 0) << 8) | (frame[9] ?? 0)
}

/** Where a preamble starts, or its beginning at the very end, or `filled`. */
function startOfFrame(buffer: Uint8Array, filled: number): number {
  for (let start = 0; start < filled; start++) {
    if (PREAMBLE.every((byte, at) => start + at >= filled || buffer[start + at] === byte)) return start
  }
  return filled
}

function xorOf(bytes: Uint8Array, from: number, to: number): number {
  let xor = 0
  for (let at = from; at < to; at++) xor ^= bytes[at] ?? 0
  return xor
}
