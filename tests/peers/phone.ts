/** What a page has shown to a browser of the tests. */
export interface Page {
  /** As the browser knows it: under the public address. */
  readonly url: string
  readonly status: number
  readonly text: string
  /** The digits for the kiosk, where the page shows them. */
  readonly digits: string | null
  readonly location: string | null
  readonly setCookies: readonly string[]
}

/** A browser of the tests, which knows the server by its public address. It follows the redirects between pages of the server. */
export interface Phone {
  open(url: string): Promise<Page>
  /** Chooses a way on the page that was opened last, and returns the address of the provider. */
  goOn(way: string): Promise<string>
  /** The same on the page of before. */
  submit(page: Page, way: string): Promise<string>
  /** A form of our own page; with another origin, of somebody else's. */
  post(path: string, fields?: Record<string, string>, site?: string | null, origin?: string | null): Promise<Page>
  /** What a script of our own page asks. */
  postJson(path: string, body: unknown, site?: string): Promise<Page>
  /** As a program sends it that is no browser. */
  postForm(path: string, fields: Record<string, string>): Promise<Page>
  cookie(name?: 'login' | 'session'): string
}

const ENTITY = /&#(\d+);/g

/**
 * @param userAgent what the browser says of itself
 * @param address where it is, for a server that believes this machine about it
 */
export function openPhone(base: string, publicUrl: string, userAgent = 'test', address: string | null = null): Phone {
  const jar = new Map<string, string>()
  let last: Page | null = null

  const call = async (url: string, init: RequestInit = {}): Promise<Page> => {
    const target = new URL(url, `${publicUrl}/`)
    if (target.origin !== publicUrl) throw new Error(`a page of somebody else: ${target.origin}`)
    const headers = new Headers(init.headers)
    headers.set('user-agent', userAgent)
    if (address !== null) headers.set('x-forwarded-for', address)
    headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '))
    const reply = await fetch(`${base}${target.pathname}${target.search}`, { ...init, headers, redirect: 'manual' })
    const setCookies = reply.headers.getSetCookie()
    for (const text of setCookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(text) ?? []
      if (value === '' || /Max-Age=0/i.test(text)) jar.delete(name)
      else jar.set(name, value)
    }
    const text = await reply.text()
    const digits = /class="digits">(\d{4})</.exec(text)?.[1] ?? null
    return { url: target.href, status: reply.status, text, digits, location: reply.headers.get('location'), setCookies }
  }
  const form = (fields: Record<string, string>, site: string | null, origin: string | null): RequestInit => ({
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { ...(site !== null && { 'sec-fetch-site': site }), ...(origin !== null && { origin }) },
  })
  const submit = async (page: Page, way: string): Promise<string> => {
    const action = /<form method="post" action="([^"]*)"/.exec(page.text)?.[1]
    if (action === undefined) throw new Error(`no form on ${page.text}`)
    const going = await call(new URL(action, page.url).href, form({ way }, 'same-origin', publicUrl))
    const href = /<a href="([^"]*)"/.exec(going.text)?.[1]
    if (href === undefined) throw new Error(`no way on: ${going.text}`)
    return href.replaceAll(ENTITY, (_, code: string) => String.fromCodePoint(Number(code)))
  }

  return {
    open: async url => {
      let page = await call(url)
      const from = page.url
      const isOwn = (location: string | null) =>
        location !== null && /\/q(?:$|\/)/.test(new URL(location, page.url).pathname)
      while (page.status === 303 && isOwn(page.location)) page = await call(new URL(page.location!, page.url).href)
      last = page
      // Where it came from tells what was brought back.
      return { ...page, url: page.digits === null ? page.url : from }
    },
    goOn: way => {
      if (!last) throw new Error('no page was opened')
      return submit(last, way)
    },
    submit,
    post: (path, fields = {}, site = 'same-origin', origin = null) => call(path, form(fields, site, origin)),
    postJson: (path, body, site = 'same-origin') =>
      call(path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', 'sec-fetch-site': site },
      }),
    postForm: (path, fields) => call(path, form(fields, null, null)),
    cookie: (name = 'login') => jar.get(`__Host-yinzheng-${name}`) ?? '',
  }
}
