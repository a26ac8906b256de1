import { randomBytes } from 'node:crypto'
import type { WecomApp, WecomConfig, WecomPerson } from './wecom-config.ts'

export const TOKEN_LIVES_MS = 7_200_000
export const CODE_LIVES_MS = 5 * 60_000

/** The phones with WeCom on them that stand beside the demo. */
export const PHONES = ['1', '2'] as const
export type PhoneName = (typeof PHONES)[number]

interface Token {
  readonly value: string
  readonly agentId: string
  readonly endsAtMs: number
}

interface Code {
  readonly agentId: string
  readonly person: WecomPerson
  readonly endsAtMs: number
  isUsed: boolean
}

/** A refusal as WeCom words it. */
export interface Errcode {
  readonly errcode: number
  readonly errmsg: string
}

export type Answer =
  | Errcode
  | (Errcode & { readonly access_token: string; readonly expires_in: number })
  | (Errcode & { readonly userid: string })
  | (Errcode & { readonly openid: string; readonly external_userid: string })

/** A corporation at WeCom: its people at their phones, its applications, their tokens, and the codes that are under way. */
export interface Corporation {
  readonly config: WecomConfig
  readonly people: readonly WecomPerson[]
  personAt(phone: PhoneName): WecomPerson | null
  /** Who is logged in on a phone; null for nobody. Throws for somebody who is not there. */
  put(phone: PhoneName, personId: string | null): void
  personOf(personId: string): WecomPerson | undefined
  appOf(agentId: string): WecomApp | undefined
  /** A new code by which an application learns who somebody is, once. */
  codeFor(app: WecomApp, person: WecomPerson): string
  getToken(corpId: string, secret: string): Answer
  getUserInfo(token: string, code: string): Answer
  /** Takes every token back before its time. */
  revokeTokens(): void
}

const OK = { errcode: 0, errmsg: 'ok' } as const

/** What WeCom adds to every refusal. */
export const refusal = (errcode: number, words: string): Errcode => ({
  errcode,
  errmsg: `${words}, hint: [${Date.now()}], from ip: 127.0.0.1, more info at https://open.work.weixin.qq.com/devtool/query?e=${errcode}`,
})

export function createCorporation(config: WecomConfig, people: readonly WecomPerson[], now: () => number): Corporation {
  const { apps, corpId } = config
  const tokens = new Map<string, Token>()
  const codes = new Map<string, Code>()
  const phones = new Map<PhoneName, string | null>(PHONES.map((phone, nth) => [phone, people[nth]?.id ?? null]))
  const personOf = (personId: string) => people.find(({ id }) => id === personId)

  return {
    config,
    people,
    personOf,
    personAt: phone => personOf(phones.get(phone) ?? '') ?? null,
    put: (phone, personId) => {
      if (personId !== null && !personOf(personId)) throw new Error('nobody of this id has WeCom')
      phones.set(phone, personId)
    },
    appOf: agentId => apps.find(app => app.agentId === agentId),
    codeFor: ({ agentId }, person) => {
      const code = randomBytes(24).toString('base64url')
      codes.set(code, { agentId, person, endsAtMs: now() + CODE_LIVES_MS, isUsed: false })
      return code
    },
    getToken: (askedCorpId, secret) => {
      if (askedCorpId !== corpId) return refusal(40013, 'invalid corpid')
      const app = apps.find(one => one.secret === secret)
      if (!app) return refusal(40001, 'invalid credential')
      const running = [...tokens.values()].find(({ agentId, endsAtMs }) => agentId === app.agentId && endsAtMs > now())
      const token = running ?? {
        ...{ value: randomBytes(48).toString('base64url'), agentId: app.agentId, endsAtMs: now() + TOKEN_LIVES_MS },
      }
      tokens.set(token.value, token)
      return { ...OK, access_token: token.value, expires_in: Math.floor((token.endsAtMs - now()) / 1000) }
    },
    getUserInfo: (tokenValue, codeValue) => {
      const token = tokens.get(tokenValue)
      if (!token) return refusal(40014, 'invalid access_token')
      if (token.endsAtMs <= now()) return refusal(42001, 'access_token expired')
      const code = codes.get(codeValue)
      if (!code || code.isUsed || code.endsAtMs <= now()) return refusal(40029, 'invalid code')
      if (code.agentId !== token.agentId) return refusal(50001, 'redirect_url domain not match app trusted domain')
      code.isUsed = true
      const { id, isMember } = code.person
      return isMember ? { ...OK, userid: id } : { ...OK, openid: id, external_userid: `wm${id}` }
    },
    revokeTokens: () => tokens.clear(),
  }
}
