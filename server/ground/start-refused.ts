/**
 * The configuration, or what is in the store, does not let the server start, or a command work without one. The message says to staff
 * what it is and what to do.
 */
export class StartRefused extends Error {}
