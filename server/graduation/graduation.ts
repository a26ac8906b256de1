/** Nothing here is asked for by other rooms. */
export type Graduation = Readonly<Record<never, never>>
