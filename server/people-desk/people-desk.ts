/** Nothing here is asked for by other rooms. */
export type PeopleDesk = Readonly<Record<never, never>>
