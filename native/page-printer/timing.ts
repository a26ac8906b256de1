/** Every span that the driver of the page printer waits, in ms. */
export interface PrinterTiming {
  /** Between two questions while a copy is under way. */
  readonly pollMs: number
  /** Between two questions while nothing is printed, at most. */
  readonly idlePollMs: number
  /** How old the printer's last word may be before it counts as silent, and for one question while nothing is printed. */
  readonly requestTimeoutMs: number
  /** For one question about a copy that is under way: a printer at work may be slow to answer. */
  readonly followTimeoutMs: number
  /** For handing a document over, answer included. */
  readonly sendTimeoutMs: number
  /** Before a document that was not taken is offered again, and between two looks for a job whose acceptance was not heard. */
  readonly retryMs: number
  /** How long a printer may say that it is busy before the copy is given up. */
  readonly busyForMs: number
  /** How long a printer may be silent before its copy counts as lost. */
  readonly lostAfterMs: number
  /** The same for a copy that is taken up after a break: printer and station may have lost power together, and start anew. */
  readonly startsWithinMs: number
  /** How long a printer must look the same before what it does not show counts as not there. */
  readonly settleMs: number
  /** How long after the thread to a copy was lost it must not have shown before it counts as never taken: some list a job late. */
  readonly absentAfterMs: number
  /** How long a counter of a finished job may stand still before it has had its last word; a slow paper path gets longer. */
  readonly counterGraceMs: number
  /** How long a job may be held back or a copy be refused as untimely, without any word of a fault, before that counts as a stall. */
  readonly heldAfterMs: number
  /** How long a job may be pending with nothing in its way before whoever waits for it is told so. */
  readonly pendingAfterMs: number
  /** How long a job may stand still, without any word of a fault, before that counts as a stall. */
  readonly quietAfterMs: number
  /** How long a printer may take to end a job that it was asked to cancel. */
  readonly cancelGraceMs: number
  /** Between two trials whether the printer would take our format and options, and at least after it did not. */
  readonly validateAgainMs: number
}

export const DEFAULT_TIMING: PrinterTiming = {
  pollMs: 500,
  idlePollMs: 3_000,
  requestTimeoutMs: 5_000,
  followTimeoutMs: 20_000,
  sendTimeoutMs: 30_000,
  retryMs: 1_000,
  busyForMs: 120_000,
  lostAfterMs: 60_000,
  startsWithinMs: 180_000,
  settleMs: 5_000,
  absentAfterMs: 15_000,
  counterGraceMs: 8_000,
  heldAfterMs: 5_000,
  pendingAfterMs: 8_000,
  quietAfterMs: 120_000,
  cancelGraceMs: 30_000,
  validateAgainMs: 60_000,
}
