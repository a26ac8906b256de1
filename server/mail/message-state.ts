/** Why a message was not delivered, for good. `returned`: it was taken, and came back. */
export type BounceReason = 'refused' | 'too-large' | 'returned'

/** Why a message was kept back before it went: the document in it was revoked meanwhile, or whoever had it sent wants it no more. */
export type StopReason = 'document-revoked' | 'withdrawn'

/** How far a letter or a text has come. `reply` is what the relay or the gateway said, without addresses. */
export type MessageState =
  | { readonly state: 'waiting' }
  | {
      readonly state: 'delayed'
      readonly tries: number
      readonly nextAt: Date
      readonly giveUpAt: Date
      readonly reply: string | null
    }
  | { readonly state: 'sent'; readonly at: Date; readonly reply: string | null }
  | { readonly state: 'bounced'; readonly at: Date; readonly reason: BounceReason; readonly reply: string | null }
  | {
      readonly state: 'given-up'
      readonly at: Date
      readonly tries: number
      /** Whether it may have been taken at a try of which nobody knows how it went. */
      readonly mayHaveArrived: boolean
      readonly reply: string | null
    }
  | {
      readonly state: 'stopped'
      readonly at: Date
      readonly because: StopReason
      /** As with one that was given up. */
      readonly mayHaveArrived: boolean
    }
