const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

/** How long the link of a sign-up is good. */
export const ACTIVATION_MS = DAY_MS
/** How long a link for a new password is good. */
export const PASSWORD_LINK_MS = 30 * MINUTE_MS
/** Between two letters to one mailbox for one purpose, and how many a day. */
export const LETTER_EVERY_MS = MINUTE_MS
export const LETTERS_A_DAY = 5
/** How long texted digits are good, and how often they may be typed wrong. */
export const CODE_MS = 5 * MINUTE_MS
export const CODE_TRIES_MAX = 5
/** Texts to one number, and those that one address group may cause. */
export const TEXT_EVERY_MS = MINUTE_MS
export const TEXTS_AN_HOUR = 5
export const TEXTS_OF_ADDRESS = 10
export const TEXT_WINDOW_MS = HOUR_MS
/** How long somebody may take between the password and the end of what it was typed for. */
export const SESSION_MS = 30 * MINUTE_MS
/** How long a browser is known again that somebody has logged in with. */
export const KNOWN_MS = 180 * DAY_MS
/** How long what is over is still told from what never was. */
export const KEPT_MS = 7 * DAY_MS
/** When a page goes on to the log-in by itself. */
export const TO_LOG_IN_SECONDS = 30
/** How often the person may change the name before the university's data first knows it. */
export const NAME_CHANGES_MAX = 3
export const PASSWORD_CHARACTERS_MIN = 10
