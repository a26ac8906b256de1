/** How a child process ended. Electron knows no signals; Node gives one or the other. */
export interface ChildEnd {
  readonly code: number | null
  readonly signal: string | null
}

/** A process under supervision, whatever started it. */
export interface SupervisedChild {
  readonly pid: number | undefined
  /** Calls `listener` once when the process is gone, or when it could not be started. */
  onEnd(listener: (end: ChildEnd) => void): void
  /** Calls `listener` at each sign of life. */
  onAlive(listener: () => void): void
  /** Calls `listener` when the child says that it is ready for work. */
  onReady(listener: () => void): void
  /** Asks it to end in good order. */
  terminate(): void
  /** Ends it at once (SIGKILL). */
  kill(): void
}
