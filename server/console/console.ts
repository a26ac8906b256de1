/** The console has no door: nothing of the house stands on it. */
export type Console = Readonly<Record<never, never>>
