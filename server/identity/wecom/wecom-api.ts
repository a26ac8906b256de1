import { z } from 'zod'
import { type Clock, sleep } from '../../../src/clock.ts'
import { err, impossible, ok, type Result } from '../../../src/result.ts'
import type { WayRefusal } from '../ways/way.ts'
import { createAccessTokens, type FreshToken } from './access-tokens.ts'
import { reactionTo } from './reactions.ts'
import { createRest } from './rest.ts'
import { callWecom, type WecomCall } from './wecom-call.ts'
import type { WecomSettings } from './wecom-settings.ts'

/** Before each repeat of a call that found WeCom busy. */
const PAUSES_MS = [200, 400, 800] as const
const LIFE_MAX_S = 7 * 86_400

const printable = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[^\p{C}\p{Zl}\p{Zp}]+$/u)
const tokenSchema = z.object({ access_token: printable(512), expires_in: z.int().min(1).max(LIFE_MAX_S) })
/** A member of the corporation, or somebody from outside, who has an openid alone. */
const userSchema = z.union([z.object({ userid: printable(64) }), z.object({ openid: z.string().min(1) })])

export interface WecomApi {
  /** False while WeCom wants not to be asked. */
  mayBeAsked(): boolean
  /** The member who has a code, which is spent by it. */
  memberOf(code: string): Promise<Result<string, WayRefusal>>
}

/** What the server asks WeCom, with every code of its answers turned into what follows from it. */
export function createWecomApi(settings: WecomSettings, secret: string, clock: Clock): WecomApi {
  const { corpId, addresses } = settings
  const rest = createRest(clock)
  const tokens = createAccessTokens(fetchToken, clock)

  function addressOf(path: string, query: Readonly<Record<string, string>>): URL {
    const url = new URL(`${addresses.api}/cgi-bin/${path}`)
    url.search = new URLSearchParams(query).toString()
    return url
  }

  /** One call, repeated while WeCom is busy. The error `token` is for a caller that has another one. */
  async function ask<T>(call: WecomCall<T>): Promise<Result<T, WayRefusal | 'token'>> {
    if (rest.isOn()) return err({ reason: 'away', detail: 'resting after errcode 45009' })
    for (let pauses = 0; ; pauses++) {
      const answer = await callWecom(clock, call)
      if (answer.ok) {
        rest.end()
        return ok(answer.value)
      }
      if ('refusal' in answer.error) return err(answer.error.refusal)
      const { errcode } = answer.error
      const reaction = reactionTo(errcode)
      const detail = `errcode ${errcode}`
      switch (reaction.do) {
        case 'end':
          return err({ reason: reaction.reason, detail })
        case 'renew-token':
          return err('token')
        case 'rest':
          rest.begin()
          return err({ reason: 'away', detail })
        case 'repeat': {
          const pauseMs = PAUSES_MS[pauses]
          if (pauseMs === undefined) return err({ reason: 'away', detail })
          await sleep(clock, pauseMs)
          break
        }
        default:
          return impossible(reaction)
      }
    }
  }

  async function fetchToken(): Promise<Result<FreshToken, WayRefusal>> {
    const url = addressOf('gettoken', { corpid: corpId, corpsecret: secret })
    const got = await ask({ url, schema: tokenSchema, isOneUse: false })
    if (got.ok) return ok({ token: got.value.access_token, livesMs: got.value.expires_in * 1000 })
    return err(got.error === 'token' ? { reason: 'lying', detail: 'no token because of a token' } : got.error)
  }

  async function ofToken(token: Result<string, WayRefusal>, code: string) {
    if (!token.ok) return token
    const url = addressOf('auth/getuserinfo', { access_token: token.value, code })
    return ask({ url, schema: userSchema, isOneUse: true })
  }

  return {
    mayBeAsked: () => !rest.isOn(),
    memberOf: async code => {
      const token = await tokens.current()
      let user = await ofToken(token, code)
      if (!user.ok && user.error === 'token' && token.ok)
        user = await ofToken(await tokens.insteadOf(token.value), code)
      if (!user.ok)
        return err(user.error === 'token' ? { reason: 'away', detail: 'a new token is refused' } : user.error)
      return 'userid' in user.value ? ok(user.value.userid) : err({ reason: 'refused', detail: 'not a member' })
    },
  }
}
