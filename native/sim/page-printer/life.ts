/** So much paper. */
export interface Printed {
  readonly sheets: number
  readonly impressions: number
}

/** What a printer has printed in its life, at three moments. */
export interface LifeState {
  readonly atStart: Printed
  readonly now: Printed
  /** Without the sheets of jobs that have not ended, or never did. */
  readonly ofEndedJobs: Printed
  /** When each sheet came out, and what had been printed by then. */
  readonly sheets: readonly { readonly atMs: number; readonly printed: Printed }[]
}

export interface LifeCount {
  state(): LifeState
  sheetCameOut(impressions: number, atMs: number): void
  jobEnded(printed: Printed): void
  reset(): void
}

/** Counts on from `atStart`. */
export function createLifeCount(atStart: Printed): LifeCount {
  let state: LifeState = { atStart, now: atStart, ofEndedJobs: atStart, sheets: [] }
  const more = (had: Printed, { sheets, impressions }: Printed): Printed => ({
    sheets: had.sheets + sheets,
    impressions: had.impressions + impressions,
  })
  return {
    state: () => state,
    sheetCameOut: (impressions, atMs) => {
      const now = more(state.now, { sheets: 1, impressions })
      state = { ...state, now, sheets: [...state.sheets, { atMs, printed: now }] }
    },
    jobEnded: printed => {
      state = { ...state, ofEndedJobs: more(state.ofEndedJobs, printed) }
    },
    reset: () => {
      const none = { sheets: 0, impressions: 0 }
      state = { atStart: none, now: none, ofEndedJobs: none, sheets: [] }
    },
  }
}
