import type { Limit, MakeLimit } from '../ground/limits/limit.ts'

/** How often one address group, and everybody together, may ask what costs something. Right codes are not among it: wrong ones are slow. */
export interface VerificationLimits {
  readonly captchas: Limit
  readonly spoken: Limit
  readonly tickets: Limit
  readonly files: Limit
  readonly certificates: Limit
  readonly uploads: Limit
}

const MINUTE_MS = 60_000

/** A campus behind one address checks its papers in peace on the day of graduation; a program does not get far. */
export function verificationLimits(limit: MakeLimit): VerificationLimits {
  const make = (name: string, times: number, timesOfAll: number, minutes = 1) =>
    limit(`verification ${name}`, { times, timesOfAll, windowMs: minutes * MINUTE_MS })
  return {
    captchas: make('captchas', 240, 2_400),
    spoken: make('spoken captchas', 40, 400),
    tickets: make('tickets', 240, 2_400),
    files: make('files', 120, 1_200),
    certificates: make('certificates', 20, 200, 10),
    uploads: make('uploads', 10, 60),
  }
}
