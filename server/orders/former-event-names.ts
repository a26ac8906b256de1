/**
 * Audit events that were once written under another name. The trail is never changed, so whoever reads old rows must know
 * both: former name → the name of today.
 */
export const FORMER_EVENT_NAMES = { 'order-closed-at-wechat': 'order-closed-at-provider' } as const
