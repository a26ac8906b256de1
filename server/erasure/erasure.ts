/** What other rooms may ask about what people have erased. */
export interface Erasures {
  /** Does at once what is done every minute: carries out what is due. */
  carryOut(): Promise<void>
}
