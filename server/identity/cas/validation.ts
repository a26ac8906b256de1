/** What a CAS server says of a ticket. */
export type Validation =
  | {
      readonly kind: 'success'
      readonly user: string
      readonly attributes: Readonly<Record<string, readonly string[]>>
    }
  /** Its own word for why not, as far as it is one. */
  | { readonly kind: 'failure'; readonly code: string }

/** In what way an answer is not one of the protocol: a word for logs. */
export type NoValidation = string
