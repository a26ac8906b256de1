/** How the printer says it is. `null` in a field: not said yet. */
export interface PrinterState {
  readonly offline: boolean | null
  readonly coverOpen: boolean | null
  readonly paperEnd: boolean | null
  readonly paperNearEnd: boolean | null
  readonly cutterStuck: boolean | null
  readonly failed: boolean | null
}

export const UNKNOWN_STATE: PrinterState = {
  offline: null,
  coverOpen: null,
  paperEnd: null,
  paperNearEnd: null,
  cutterStuck: null,
  failed: null,
}

export type StatusMessage =
  /** Answer to DLE EOT; which question it answers, only the asker knows. */
  | { readonly kind: 'real-time'; readonly byte: number }
  /** Automatic status back: the whole state. */
  | { readonly kind: 'auto'; readonly bytes: readonly [number, number, number, number] }
  /** Answer to GS r 1. */
  | { readonly kind: 'paper-sensor'; readonly byte: number }

/**
 * Cuts what the printer sends into messages. The fixed bits of each byte tell them apart: DLE EOT `0xx1xx10`, first byte of an
 * automatic status `0xx1xx00`, its other bytes and GS r `0xx0xxxx`. XON and XOFF, which serial printers mix in, are skipped.
 */
export function statusFramer(): (bytes: Uint8Array) => StatusMessage[] {
  let open: number[] = []
  return bytes => {
    const messages: StatusMessage[] = []
    for (const byte of bytes) {
      if (byte === 0x11 || byte === 0x13) continue
      if ((byte & 0x93) === 0x12) {
        messages.push({ kind: 'real-time', byte })
      } else if ((byte & 0x93) === 0x10) {
        open = [byte]
      } else if ((byte & 0x90) !== 0) {
        open = []
      } else if (open.length === 0) {
        messages.push({ kind: 'paper-sensor', byte })
      } else {
        open.push(byte)
        if (open.length < 4) continue
        messages.push({ kind: 'auto', bytes: open as unknown as readonly [number, number, number, number] })
        open = []
      }
    }
    return messages
  }
}

/** What an answer to DLE EOT `question` changes in `state`. */
export function afterRealTime(state: PrinterState, question: 1 | 2 | 3 | 4, byte: number): PrinterState {
  switch (question) {
    case 1:
      return { ...state, offline: (byte & 0x08) !== 0 }
    case 2:
      return { ...state, coverOpen: (byte & 0x04) !== 0, paperEnd: (byte & 0x20) !== 0 }
    case 3:
      return { ...state, cutterStuck: (byte & 0x08) !== 0, failed: (byte & 0x64) !== 0 }
    case 4:
      return { ...state, paperNearEnd: (byte & 0x0c) !== 0, paperEnd: (byte & 0x60) !== 0 }
  }
}

/** The state that an automatic status tells. */
export function stateOfAuto(bytes: readonly [number, number, number, number]): PrinterState {
  const [printer, error, paper] = bytes
  return {
    offline: (printer & 0x08) !== 0,
    coverOpen: (printer & 0x20) !== 0,
    cutterStuck: (error & 0x08) !== 0,
    failed: (error & 0x64) !== 0,
    paperNearEnd: (paper & 0x03) !== 0,
    paperEnd: (paper & 0x0c) !== 0,
  }
}

/** Whether the answer to GS r 1 says that there is paper. */
export function hasPaper(byte: number): boolean {
  return (byte & 0x0c) === 0
}

/** Why the printer can't print now, in words for staff; `null` when nothing it said stands against it. Cause before symptom. */
export function whyNot(state: PrinterState): string | null {
  if (state.coverOpen) return 'the cover is open'
  if (state.paperEnd) return 'out of paper'
  if (state.cutterStuck) return 'the cutter is stuck'
  if (state.failed) return 'the printer reports an error'
  if (state.offline) return 'the printer is off-line'
  return null
}
