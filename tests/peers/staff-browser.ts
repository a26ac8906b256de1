import { Secret, TOTP } from 'otpauth'
import type { Asked } from './software-key.ts'

/** A page of staff as a browser of the tests has it. */
export interface StaffPage {
  readonly status: number
  readonly text: string
  /** As the browser knows it, under the public address. */
  readonly url: string
  readonly headers: Headers
  /** What a security key is asked on it; null where none is. */
  readonly asked: Asked | null
  /** Where it leads by itself. */
  readonly refresh: string | null
}

/** A browser of somebody of staff, which knows the server by its public address, and follows it from page to page. */
export interface StaffBrowser {
  open(path: string): Promise<StaffPage>
  /** Pairs, where a name comes several times. */
  post(path: string, fields: Record<string, string> | string[][], site?: string | null): Promise<StaffPage>
  postJson(path: string, body: unknown, site?: string): Promise<StaffPage>
  /** What the server has set, name → the whole line. */
  readonly setCookies: Map<string, string>
  cookie(name: 'login' | 'session' | 'staff'): string
  /** As somebody who has copied it. */
  putCookie(name: 'login' | 'session' | 'staff', value: string): void
}

const ENTITY = /&#(\d+);/g
const unescaped = (text: string) => text.replaceAll(ENTITY, (_, code: string) => String.fromCodePoint(Number(code)))
const fullName = (name: string) => `__Host-yinzheng-${name}`

/** @param address from where it asks, where the server listens to a proxy */
export function openStaffBrowser(base: () => string, publicUrl: string, address?: string): StaffBrowser {
  const jar = new Map<string, string>()
  const setCookies = new Map<string, string>()

  const call = async (path: string, init: RequestInit = {}): Promise<StaffPage> => {
    const target = new URL(path, `${publicUrl}/`)
    if (target.origin !== publicUrl) throw new Error(`a page of somebody else: ${target.origin}`)
    const headers = new Headers(init.headers)
    if (address !== undefined) headers.set('x-forwarded-for', address)
    headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '))
    const reply = await fetch(`${base()}${target.pathname}${target.search}`, { ...init, headers, redirect: 'manual' })
    for (const line of reply.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      setCookies.set(name, line)
      if (value === '' || /Max-Age=0/i.test(line)) jar.delete(name)
      else jar.set(name, value)
    }
    const location = reply.headers.get('location')
    if (reply.status === 303 && location !== null) {
      const next = new URL(location, target)
      if (next.origin === publicUrl) return call(next.href)
    }
    const text = await reply.text()
    const ask = /data-ask="([^"]*)"/.exec(text)?.[1]
    const refresh = /url=(.*)$/.exec(reply.headers.get('refresh') ?? '')?.[1] ?? null
    return {
      ...{ status: reply.status, text, url: target.href, headers: reply.headers },
      asked: ask === undefined ? null : (JSON.parse(unescaped(ask)) as Asked),
      refresh: refresh === null ? null : new URL(refresh, target).href,
    }
  }
  const headersOf = (site: string | null, type?: string): Record<string, string> => ({
    ...(site !== null && { 'sec-fetch-site': site }),
    ...(type !== undefined && { 'content-type': type }),
  })
  return {
    open: path => call(path),
    post: (path, fields, site = 'same-origin') =>
      call(path, { method: 'POST', body: new URLSearchParams(fields), headers: headersOf(site) }),
    postJson: (path, body, site = 'same-origin') =>
      call(path, { method: 'POST', body: JSON.stringify(body), headers: headersOf(site, 'application/json') }),
    setCookies,
    cookie: name => jar.get(fullName(name)) ?? '',
    putCookie: (name, value) => void jar.set(fullName(name), value),
  }
}

/** The authenticator app of somebody, which has read the secret off a page. */
export function appFrom(page: StaffPage): { readonly codeAt: (nowMs: number) => string } {
  const secret = /alt="([A-Z2-7]{32})"/.exec(page.text)?.[1]
  if (secret === undefined) throw new Error(`no secret on ${page.text}`)
  return { codeAt: nowMs => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: nowMs }) }
}

/** The ten codes of a page that shows them. */
export const recoveryCodesOf = (page: StaffPage): string[] =>
  [...page.text.matchAll(/<li><code>([0-9A-Z-]{11})<\/code>/g)].map(([, code = '']) => code)
