/** What other rooms may ask of complaints: nothing but that what is due is done at once. */
export interface ComplaintDoors {
  /** Does at once what is done every minute: errands, questions and lists that are due. */
  sweep(): Promise<void>
}
