import type { Clock } from '../../src/clock.ts'
import { createRateLimit, type RateLimit } from '../ground/http/rate-limit.ts'

/** How often one address may do what costs something. */
export interface VerificationLimits {
  readonly captchas: RateLimit
  readonly codes: RateLimit
  readonly tickets: RateLimit
  readonly files: RateLimit
  readonly certificates: RateLimit
  readonly uploads: RateLimit
}

const MINUTE_MS = 60_000

/** An office behind one address checks a pile of papers in peace; a program that tries codes does not get far. */
export function verificationLimits(clock: Clock): VerificationLimits {
  const limit = (times: number, minutes = 1) => createRateLimit(clock, times, minutes * MINUTE_MS)
  return {
    captchas: limit(40),
    codes: limit(20),
    tickets: limit(60),
    files: limit(30),
    certificates: limit(10, 10),
    uploads: limit(6),
  }
}
