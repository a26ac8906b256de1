/** Every span that the driver of the page printer waits, in ms. */
export interface PrinterTiming {
  /** Between two questions while a copy is under way. */
  readonly pollMs: number
  /** Between two questions while nothing is printed. */
  readonly idlePollMs: number
  /** For one question and its answer. */
  readonly requestTimeoutMs: number
  /** For handing a document over, answer included. */
  readonly sendTimeoutMs: number
  /** Before a document that was not taken is offered again, and between two looks for a job whose acceptance was not heard. */
  readonly retryMs: number
  /** How long a printer may say that it is busy before the copy is given up. */
  readonly busyForMs: number
  /** How long a printer may be silent before its copy counts as lost. */
  readonly lostAfterMs: number
  /** How long the counter of a finished job may lag behind the paper. */
  readonly counterGraceMs: number
  /** How long a job may be held back, without any word of a fault, before that counts as a stall. */
  readonly heldAfterMs: number
  /** How long a job may stand still, without any word of a fault, before that counts as a stall. */
  readonly quietAfterMs: number
  /** How long a printer may take to end a job that it was asked to cancel. */
  readonly cancelGraceMs: number
  /** Between two trials whether a printer that refused our format or options has been set right. */
  readonly validateAgainMs: number
}

export const DEFAULT_TIMING: PrinterTiming = {
  pollMs: 500,
  idlePollMs: 3_000,
  requestTimeoutMs: 5_000,
  sendTimeoutMs: 30_000,
  retryMs: 1_000,
  busyForMs: 120_000,
  lostAfterMs: 60_000,
  counterGraceMs: 5_000,
  heldAfterMs: 5_000,
  quietAfterMs: 120_000,
  cancelGraceMs: 30_000,
  validateAgainMs: 60_000,
}
