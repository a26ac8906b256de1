/** Somebody's browser without a screen: it keeps cookies by origin, follows redirects one by one and sends the forms that it is shown. */
export interface PlainBrowser {
  /** Opens an address and follows it until it leads to one that begins with `until`, which is not opened, or to a page. */
  open(url: string, until: string): Promise<{ readonly url: string; readonly page: string }>
  /** Sends the one form of a page with these fields added, and follows it as `open` does. */
  send(
    at: { readonly url: string; readonly page: string },
    fields: Record<string, string>,
    until?: string,
  ): Promise<{
    readonly url: string
    readonly page: string
  }>
}

const STEPS_MAX = 20

export function plainBrowser(): PlainBrowser {
  const cookies = new Map<string, Map<string, string>>()
  const jarOf = (url: string) => {
    const { origin } = new URL(url)
    const jar = cookies.get(origin) ?? new Map<string, string>()
    cookies.set(origin, jar)
    return jar
  }
  const call = async (url: string, body: URLSearchParams | null) => {
    const cookie = [...jarOf(url)].map(([name, value]) => `${name}=${value}`).join('; ')
    const reply = await fetch(url, {
      ...{ method: body ? 'POST' : 'GET', redirect: 'manual', headers: { cookie, accept: 'text/html' } },
      ...(body ? { body } : {}),
    })
    for (const line of reply.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (name !== undefined && value !== undefined) jarOf(url).set(name, value)
    }
    return { reply, page: await reply.text() }
  }
  const follow = async (first: string, until: string, form: URLSearchParams | null) => {
    let url = first
    let body = form
    for (let step = 0; step < STEPS_MAX; step++) {
      if (until !== '' && url.startsWith(until)) return { url, page: '' }
      const { reply, page } = await call(url, body)
      const location = reply.headers.get('location')
      if (location === null) return { url, page }
      url = new URL(location, url).href
      body = null
    }
    throw new Error('the redirects have no end')
  }
  return {
    open: (url, until) => follow(url, until, null),
    send: ({ url, page }, fields, until = '') => {
      const action = /action="([^"]*)"/.exec(page)?.[1] ?? url
      const hidden = [...page.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([input]) => [
        /name="([^"]*)"/.exec(input)?.[1] ?? '',
        /value="([^"]*)"/.exec(input)?.[1] ?? '',
      ])
      const form = new URLSearchParams([...hidden, ...Object.entries(fields)])
      return follow(new URL(action.replaceAll('&amp;', '&'), url).href, until, form)
    },
  }
}
