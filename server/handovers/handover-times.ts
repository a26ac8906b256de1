const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS

/** How long a code on a screen waits for a phone. */
export const SHOWN_MS = 2 * MINUTE_MS
/** How long a phone's question waits for the visitor to compare the digits. */
export const ASKED_MS = 2 * MINUTE_MS
/** How long the phone may take the file, wherever it is by then. */
export const GIVEN_MS = 10 * MINUTE_MS
/** Once is enough, but an app that can't save it leads to a browser that can. */
export const TAKEN_TIMES_MAX = 10
/** Codes for one order: who wants more has a phone that can't read them. */
export const CODES_OF_JOB = 6
/** How long rows are kept that led to nothing. */
export const KEPT_MS = 24 * 60 * MINUTE_MS
