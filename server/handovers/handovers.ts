/** Other rooms ask nothing of it: the owner’s records read what was taken from its table. */
export type Handovers = Readonly<Record<never, never>>
