import type { StopReason } from './message-state.ts'

/** How a try to hand a message over went. `reply` is kept with it: see `plainReply`. */
export type Outcome =
  /** It was not tried at all, and is to be kept back. */
  | { readonly kind: 'stopped'; readonly because: StopReason; readonly reply: string }
  | { readonly kind: 'accepted'; readonly reply: string }
  /** For good. */
  | { readonly kind: 'refused'; readonly reason: 'refused' | 'too-large'; readonly reply: string }
  /** Not now. `ofAll`: no other message would go either. */
  | { readonly kind: 'later'; readonly ofAll: boolean; readonly reply: string }
  /** It may have been taken. */
  | { readonly kind: 'unknown'; readonly reply: string }

/** What takes messages of one kind out of the house. */
export interface Carrier {
  /** Whether a message of which nobody knows how it went may be handed over once more. */
  readonly mayRepeat: boolean
  /** Hands one over. Never rejects. When `signal` says so, it ends as soon as it can. */
  carry(message: CarriedMessage, signal: AbortSignal): Promise<Outcome>
  /** Nothing more is to be carried for now. */
  rest(): void
}

export interface CarriedMessage {
  readonly message_id: string
  readonly content: string | null
  readonly token: string
  readonly mime_id: string | null
  readonly posted_at: Date
}
