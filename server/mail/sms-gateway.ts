import type { Outcome } from './outcome.ts'

/** A text as a gateway is given it. */
export interface GatewayText {
  /** Eleven digits. */
  readonly phone: string
  readonly text: string
  /** For a template of the gateway; empty where there is none. */
  readonly code: string
  /** The same at each try of the same text. */
  readonly id: string
}

/** What takes texts to mobile numbers. */
export interface SmsGateway {
  /** Whether it knows a text again by its id, and sends it once. */
  readonly knowsIds: boolean
  /** Never rejects. */
  send(text: GatewayText, signal: AbortSignal): Promise<Outcome>
}
