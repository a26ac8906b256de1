import { Secret, TOTP } from 'otpauth'

/** As every authenticator app knows them (RFC 6238): others are read by some apps as if they were these. */
const KIND = { algorithm: 'SHA1', digits: 6, period: 30 } as const
/** A clock of a phone may be so many steps off. */
const WINDOW = 1
const SECRET_BYTES = 20
const MS = 1_000

/** A new secret, as it is typed. */
export const newSecret = (): string => new Secret({ size: SECRET_BYTES }).base32

/** What an app reads from a QR code. */
export const addressOf = (secret: string, issuer: string, label: string): string =>
  new TOTP({ ...KIND, issuer, label, secret: Secret.fromBase32(secret) }).toString()

/** The step of time whose password was typed; null when it is none of those about now. */
export function stepOf(secret: string, typed: string, nowMs: number): number | null {
  const token = typed.replaceAll(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return null
  const delta = TOTP.validate({ ...KIND, token, secret: Secret.fromBase32(secret), window: WINDOW, timestamp: nowMs })
  return delta === null ? null : Math.floor(nowMs / MS / KIND.period) + delta
}
