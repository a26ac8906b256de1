const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS

/** How long a code on a screen waits for a phone: a picture of it is soon worth nothing. */
export const SHOWN_MS = MINUTE_MS
/** How long a person may take over a provider's login page, password reset and all. */
export const SCANNED_MS = 5 * MINUTE_MS
/** How long the digits on the phone wait to be typed at the kiosk. */
export const CLAIMED_MS = MINUTE_MS
/** How often digits may be tried. */
export const TRIES_MAX = 3
/** How long the page of the phone still knows how its login ended. */
export const KEPT_MS = 24 * 60 * MINUTE_MS
