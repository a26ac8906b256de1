import type { Corporation } from './corporation.ts'
import type { WecomApp } from './wecom-config.ts'

/** Below `/wecom`: where a browser is sent to be told who it is: inside WeCom, or on a page whose code a phone scans. */
export const LOGIN_PATHS = { inApp: '/connect/oauth2/authorize', panel: '/wwlogin/sso/login' } as const
export type LoginPlace = keyof typeof LOGIN_PATHS

/** Which of the two pages a path is. */
export const placeOf = (path: string): LoginPlace | undefined =>
  (['inApp', 'panel'] as const).find(place => path === `/wecom${LOGIN_PATHS[place]}`)

/** What an application asks WeCom by sending somebody there. */
export interface LoginRequest {
  readonly place: LoginPlace
  readonly app: WecomApp
  readonly redirectUri: URL
  readonly state: string
}

/** Reads it, or says in WeCom's words what is wrong with it. */
export function readLoginRequest(
  { config, appOf }: Corporation,
  place: LoginPlace,
  query: URLSearchParams,
): LoginRequest | string {
  const asked = (name: string) => query.get(name) ?? ''
  const wanted: readonly (readonly [string, string])[] =
    place === 'inApp'
      ? [
          ['response_type', 'code'],
          ['scope', 'snsapi_base'],
        ]
      : [['login_type', 'CorpApp']]
  for (const [name, value] of wanted) if (asked(name) !== value) return `${name}: ${value}`
  if (asked('appid') !== config.corpId) return '40013 invalid corpid'
  const app = appOf(asked('agentid'))
  if (!app) return '40056 invalid agentid'
  const state = asked('state')
  if (!/^[a-zA-Z0-9]{0,128}$/.test(state)) return 'state: [a-zA-Z0-9]{0,128}'
  const redirectUri = URL.canParse(asked('redirect_uri')) ? new URL(asked('redirect_uri')) : null
  if (!redirectUri || !/^https?:$/.test(redirectUri.protocol)) return '50001 redirect_uri'
  if (app.trustedHost !== null && app.trustedHost !== redirectUri.hostname) return '50001 redirect_uri'
  return { place, app, redirectUri, state }
}

/** Where the browser goes on to: with a code, or without one for somebody who said no. */
export function backFrom({ redirectUri, state }: LoginRequest, code: string | null): string {
  const url = new URL(redirectUri)
  if (code !== null) url.searchParams.set('code', code)
  url.searchParams.set('state', state)
  return url.href
}
