/** What other rooms may ask about how long what is kept of people stays. */
export interface Privacy {
  /** Does at once what is done every quarter of an hour: takes away what is over, where it is time and no server has done it today. */
  retain(): Promise<void>
}
