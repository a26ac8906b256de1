import { err, ok, type Result } from '../../../src/result.ts'
import { hasOnly } from '../ways/has-only.ts'
import type { LoginSecrets, ProvenSubject, RedirectWay, WayRefusal } from '../ways/way.ts'
import type { WecomApi } from './wecom-api.ts'
import type { WecomSettings } from './wecom-settings.ts'

/** What WeCom allows, in ASCII. */
const CODE = /^[\x21-\x7e]{1,512}$/

/**
 * The way in over WeCom (企业微信). Inside WeCom the person is known at once; any other browser gets a page whose code is scanned. What is
 * proven is the member's userid.
 */
export function createWecomWay(settings: WecomSettings, api: WecomApi): RedirectWay {
  return {
    way: 'wecom',
    begin: async (login, { isInWeCom, language }) => {
      if (!api.mayBeAsked()) return err({ reason: 'away', detail: 'resting after errcode 45009' })
      return ok({ url: isInWeCom ? inAppAddress(settings, login) : panelAddress(settings, login, language) })
    },
    // Who says no is sent back without a code, and may be without a state.
    isAnswerTo: (login, query) => !query.has('code') || hasOnly(query, 'state', stateOf(login)),
    finish: async (login, query): Promise<Result<ProvenSubject, WayRefusal>> => {
      const [code, ...moreCodes] = query.getAll('code')
      // Who says no is sent back without a code.
      if (code === undefined) return err({ reason: 'declined', detail: 'no code' })
      if (!hasOnly(query, 'state', stateOf(login))) return err({ reason: 'lying', detail: 'another state' })
      if (moreCodes.length > 0 || !CODE.test(code)) return err({ reason: 'lying', detail: 'no code of WeCom' })
      const member = await api.memberOf(code)
      return member.ok ? ok({ subject: member.value, attributes: {}, providerSession: null }) : member
    },
  }
}

/** The fragment is part of what WeCom looks at, and so is the order. */
function inAppAddress({ corpId, agentId, addresses }: WecomSettings, login: LoginSecrets): string {
  const query = new URLSearchParams([
    ['appid', corpId],
    ['redirect_uri', login.backUrl],
    ['response_type', 'code'],
    ['scope', 'snsapi_base'],
    ['state', stateOf(login)],
    ['agentid', agentId],
  ])
  return `${addresses.inApp}?${query}#wechat_redirect`
}

function panelAddress({ corpId, agentId, addresses }: WecomSettings, login: LoginSecrets, language: string): string {
  const query = new URLSearchParams([
    ['login_type', 'CorpApp'],
    ['appid', corpId],
    ['agentid', agentId],
    ['redirect_uri', login.backUrl],
    ['state', stateOf(login)],
    ['lang', language.startsWith('zh') ? 'zh' : 'en'],
  ])
  return `${addresses.panel}?${query}`
}

/** WeCom takes letters and digits alone, 128 at most. */
const stateOf = ({ state }: LoginSecrets): string => Buffer.from(state, 'base64url').toString('hex')
