import type { Clock } from '../../../src/clock.ts'
import { ok, type Result } from '../../../src/result.ts'
import type { WayRefusal } from '../ways/way.ts'

/** An access token as WeCom gives it. */
export interface FreshToken {
  readonly token: string
  readonly livesMs: number
}

/** The application's access token, for all calls of this server. */
export interface AccessTokens {
  /** One that may be used. */
  current(): Promise<Result<string, WayRefusal>>
  /** Another one than `refused`, which WeCom does not take any more. */
  insteadOf(refused: string): Promise<Result<string, WayRefusal>>
}

/** After so much of its life a token is renewed. */
const RENEWED_AFTER = 0.8

/**
 * Keeps the access token: fetched at the first need and renewed late in its life, by one call however many want it, since WeCom counts
 * them. While WeCom is away, one that is still alive goes on.
 */
export function createAccessTokens(
  fetchToken: () => Promise<Result<FreshToken, WayRefusal>>,
  clock: Pick<Clock, 'monotonic'>,
): AccessTokens {
  let held: { readonly token: string; readonly renewAtMs: number; readonly endsAtMs: number } | null = null
  let fetching: Promise<Result<string, WayRefusal>> | null = null

  const fetchNow = async (): Promise<Result<string, WayRefusal>> => {
    const askedMs = clock.monotonic()
    const fetched = await fetchToken()
    if (!fetched.ok) return fetched
    const { token, livesMs } = fetched.value
    held = { token, renewAtMs: askedMs + livesMs * RENEWED_AFTER, endsAtMs: askedMs + livesMs }
    return ok(token)
  }
  const renew = () => {
    fetching ??= fetchNow().finally(() => {
      fetching = null
    })
    return fetching
  }
  return {
    current: async () => {
      const mine = held
      if (mine && clock.monotonic() < mine.renewAtMs) return ok(mine.token)
      const renewed = await renew()
      const isAlive = mine !== null && mine === held && clock.monotonic() < mine.endsAtMs
      return !renewed.ok && renewed.error.reason === 'away' && isAlive ? ok(mine.token) : renewed
    },
    insteadOf: async refused => {
      if (held && held.token !== refused) return ok(held.token)
      held = null
      return renew()
    },
  }
}
