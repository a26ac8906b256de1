/** Other rooms ask nothing of it. */
export type Receivers = Readonly<Record<never, never>>
