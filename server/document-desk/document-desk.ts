/** Nothing here is asked for by other rooms. */
export type DocumentDesk = Readonly<Record<never, never>>
