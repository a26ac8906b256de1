/** What stands between the printer and paper. */
export interface PrinterCondition {
  readonly paperEnd: boolean
  readonly paperNearEnd: boolean
  readonly coverOpen: boolean
  /** By its key; paper end and open cover make it off-line too. */
  readonly offline: boolean
}

const bit = (on: boolean, mask: number): number => (on ? mask : 0)
const stopped = (is: PrinterCondition): boolean => is.offline || is.coverOpen || is.paperEnd

/** The answer to DLE EOT `question`. Bits 1 and 4 are always set. */
export function realTimeStatus(is: PrinterCondition, question: 1 | 2 | 3 | 4): Uint8Array {
  const bits = {
    1: bit(stopped(is), 0x08),
    2: bit(is.coverOpen, 0x04) | bit(is.paperEnd, 0x20),
    3: 0,
    4: bit(is.paperNearEnd || is.paperEnd, 0x0c) | bit(is.paperEnd, 0x60),
  }[question]
  return Uint8Array.of(0x12 | bits)
}

/** The four bytes of automatic status back. Bit 4 of the first is always set. */
export function autoStatus(is: PrinterCondition): Uint8Array {
  const printer = 0x10 | bit(stopped(is), 0x08) | bit(is.coverOpen, 0x20)
  return Uint8Array.of(printer, 0, paperBits(is), 0)
}

/** The answer to GS r 1. */
export function paperSensor(is: PrinterCondition): Uint8Array {
  return Uint8Array.of(paperBits(is))
}

function paperBits(is: PrinterCondition): number {
  return bit(is.paperNearEnd || is.paperEnd, 0x03) | bit(is.paperEnd, 0x0c)
}
