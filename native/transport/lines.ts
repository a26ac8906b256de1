/** One piece of a stream of lines. `rest` is what stood there when the line fell silent: no line end came. */
export type LinePiece =
  | { readonly kind: 'line'; readonly bytes: Uint8Array }
  | { readonly kind: 'rest'; readonly bytes: Uint8Array }
  | { readonly kind: 'overlong'; readonly maxBytes: number }

export interface LineFramer {
  push(bytes: Uint8Array): LinePiece[]
  /** Ends the piece that is open: call it after a silence. */
  flush(): LinePiece[]
  /** Whether a piece is open, so that a silence would mean something. */
  isOpen(): boolean
  /** Forgets the open piece: call it when the link was lost. */
  reset(): void
}

const CR = 0x0d
const LF = 0x0a

/**
 * Cuts bytes into lines ended by CR, LF or both; empty lines are nothing. A line of more than `maxBytes` bytes is reported once,
 * when the limit is passed, and swallowed up to its end or to the next `flush`.
 */
export function createLineFramer({ maxBytes }: { readonly maxBytes: number }): LineFramer {
  const line = new Uint8Array(maxBytes)
  let filled = 0
  let swallowing = false

  const take = () => {
    const bytes = line.slice(0, filled)
    filled = 0
    return bytes
  }
  return {
    push: bytes => {
      const pieces: LinePiece[] = []
      for (const byte of bytes) {
        if (byte === CR || byte === LF) {
          if (filled > 0) pieces.push({ kind: 'line', bytes: take() })
          swallowing = false
        } else if (swallowing) {
          // Part of a line that has been reported as too long.
        } else if (filled === maxBytes) {
          filled = 0
          swallowing = true
          pieces.push({ kind: 'overlong', maxBytes })
        } else line[filled++] = byte
      }
      return pieces
    },
    flush: () => {
      swallowing = false
      return filled > 0 ? [{ kind: 'rest', bytes: take() }] : []
    },
    isOpen: () => filled > 0 || swallowing,
    reset: () => {
      filled = 0
      swallowing = false
    },
  }
}
