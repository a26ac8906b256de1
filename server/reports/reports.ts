/** What other rooms may ask of reports. */
export interface Reports {
  /** Does at once what is done every hour: the letter of a month that is over. */
  sweep(): Promise<void>
}
