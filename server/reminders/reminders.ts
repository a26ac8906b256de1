/** What other rooms may ask of reminders: nothing but that what is due is told at once. */
export interface Reminders {
  /** Does at once what is done every minute. */
  remind(): Promise<void>
}
