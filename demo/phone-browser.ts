import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { type IncomingMessage, request as plainRequest } from 'node:http'
import { request as tlsRequest } from 'node:https'
import { buffer } from 'node:stream/consumers'

/** A page, and where the browser is. */
export interface BrowserPage {
  readonly url: string
  readonly status: number
  readonly text: string
  /** Of what came, which may be a file. */
  readonly bytes: number
  readonly sha256: string
  /** Where the page leads on by itself at once; null where it stays. */
  readonly onwards: string | null
}

/** The browser of a phone without a screen: it keeps cookies, follows what leads on, and sends a form of a page. */
export interface PhoneBrowser {
  open(url: string): Promise<BrowserPage>
  /** Sends a form of a page with what is hidden in it and these fields: the first one whose address ends with `to`. */
  submit(page: BrowserPage, fields: Readonly<Record<string, string>>, to?: string): Promise<BrowserPage>
}

const ANSWER_WITHIN_MS = 20_000
const REDIRECTS_MAX = 10

/** @param ca the certificate that vouches for whoever speaks TLS to it, beside none other */
export function openPhoneBrowser(ca: Buffer): PhoneBrowser {
  const jars = new Map<string, Map<string, string>>()
  const jarOf = ({ origin }: URL) => {
    const jar = jars.get(origin) ?? new Map<string, string>()
    jars.set(origin, jar)
    return jar
  }

  const call = async (url: URL, form: URLSearchParams | null) => {
    const jar = jarOf(url)
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = {
      ...(cookie === '' ? {} : { cookie }),
      ...(form === null ? {} : { origin: url.origin, 'content-type': 'application/x-www-form-urlencoded' }),
    }
    const more = { method: form ? 'POST' : 'GET', headers, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) }
    const asked = url.protocol === 'https:' ? tlsRequest(url, { ...more, ca, agent: false }) : plainRequest(url, more)
    asked.end(form?.toString() ?? '')
    const [answer] = (await once(asked, 'response')) as [IncomingMessage]
    for (const line of answer.headers['set-cookie'] ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '' || /max-age=0/i.test(line)) jar.delete(name)
      else jar.set(name, value)
    }
    return { status: answer.statusCode ?? 0, headers: answer.headers, body: await buffer(answer) }
  }
  const follow = async (first: URL, form: URLSearchParams | null): Promise<BrowserPage> => {
    let url = first
    for (let step = 0; step < REDIRECTS_MAX; step++) {
      const { status, headers, body } = await call(url, step === 0 ? form : null)
      const { location, refresh } = headers
      if (location === undefined) {
        const [, onwards] = /^0;\s*url=(.+)$/i.exec(String(refresh ?? '')) ?? []
        const named = { bytes: body.length, sha256: createHash('sha256').update(body).digest('hex') }
        return {
          url: url.href,
          status,
          text: body.toString(),
          ...named,
          onwards: onwards ? new URL(onwards, url).href : null,
        }
      }
      url = new URL(location, url)
    }
    throw new Error('the pages of the login lead on without end')
  }
  return {
    open: url => follow(new URL(url), null),
    submit: (page, fields, to = '') => {
      const forms = [...page.text.matchAll(/<form\b[^>]*>.*?<\/form>/gs)].map(([form]) => ({
        form,
        action: new URL(attribute(/<form\b[^>]*>/.exec(form)?.[0] ?? '', 'action') ?? '', page.url),
      }))
      const found = forms.find(({ action }) => action.pathname.endsWith(to))
      if (!found) throw new Error(`no such form on ${new URL(page.url).pathname}`)
      const hidden = [...found.form.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)].map(
        ([input]) => [attribute(input, 'name') ?? '', attribute(input, 'value') ?? ''] as const,
      )
      return follow(found.action, new URLSearchParams({ ...Object.fromEntries(hidden), ...fields }))
    },
  }
}

function attribute(tag: string, name: string): string | null {
  const value = new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]
  return value === undefined ? null : unescaped(value)
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' }

/** Text as it is read, of text as it stands in a page. */
export const unescaped = (text: string): string =>
  text.replace(/&(?:#(\d+)|(\w+));/g, (all, code?: string, name = '') =>
    code === undefined ? (NAMED[name] ?? all) : String.fromCodePoint(Number(code)),
  )
