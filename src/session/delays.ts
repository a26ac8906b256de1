/** Every span of time that a visit knows. Sites may set them; tests bring their own. */
export interface Delays {
  /** No touch on a screen with personal data, until "are you still there?"; on a free one, until it speaks its first language again. */
  readonly idleMs: number
  /** How long that question stands. */
  readonly askMs: number
  /** How long a short notice stays on the attract screen, and a started one waits for a card. */
  readonly noticeMs: number
  /** How long a line stands that answers a card in the midst of another's visit. */
  readonly asideMs: number
  /** How long a refusal stays before the screen is free again. */
  readonly refusedMs: number
  /** The most that a look-up, a document or an order may take. */
  readonly answerMs: number
  /** How long copies wait for paper, a cleared jam, a closed cover, before they are given back. */
  readonly paperMs: number
  /** How long the result stays, and how long a paper to be checked is waited for. */
  readonly leaveMs: number
  /** How long before the payment's own limit the code is taken off the screen. */
  readonly payMarginMs: number
  /** How long after an answer the server is asked again how far a login is. */
  readonly lookMs: number
  /** How long after its last digit a code is sent without another touch. */
  readonly sendMs: number
}

export const DEFAULT_DELAYS: Delays = {
  idleMs: 60_000,
  askMs: 30_000,
  noticeMs: 20_000,
  asideMs: 6_000,
  refusedMs: 30_000,
  answerMs: 45_000,
  paperMs: 120_000,
  leaveMs: 60_000,
  payMarginMs: 30_000,
  lookMs: 1_000,
  sendMs: 1_200,
}
