/** What a list or a responder says of one certificate; all but `good` and `revoked` say nothing of it. */
export type RevocationAnswer =
  | 'good'
  | 'revoked'
  | 'unknown'
  | 'of-another'
  | 'bad-signature'
  | 'not-current'
  | 'refused'
