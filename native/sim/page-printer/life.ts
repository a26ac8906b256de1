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
}

export interface LifeCount {
  state(): LifeState
  sheetCameOut(impressions: number): void
  jobEnded(printed: Printed): void
  reset(): void
}

/** Counts on from `atStart`. */
export function createLifeCount(atStart: Printed): LifeCount {
  let state: LifeState = { atStart, now: atStart, ofEndedJobs: atStart }
  const more = (had: Printed, { sheets, impressions }: Printed): Printed => ({
    sheets: had.sheets + sheets,
    impressions: had.impressions + impressions,
  })
  return {
    state: () => state,
    sheetCameOut: impressions => {
      state = { ...state, now: more(state.now, { sheets: 1, impressions }) }
    },
    jobEnded: printed => {
      state = { ...state, ofEndedJobs: more(state.ofEndedJobs, printed) }
    },
    reset: () => {
      const none = { sheets: 0, impressions: 0 }
      state = { atStart: none, now: none, ofEndedJobs: none }
    },
  }
}
