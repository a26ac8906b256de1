/** What other rooms may ask of the offices that answer people. */
export interface Enquiries {
  /** Does at once what is done every hour: tells offices of what is old, closes what is quiet, erases what is over. */
  tidy(): Promise<void>
}
