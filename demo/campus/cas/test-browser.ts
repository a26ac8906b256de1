/** For tests: what a browser does at a login page, without drawing it. It keeps cookies, sends forms, and follows nothing by itself. */
export interface TestBrowser {
  open(url: string): Promise<Shown>
  /** Fills in the one form of a page and sends it. `url`: of that page. */
  submit(page: Shown, fields: Readonly<Record<string, string>>): Promise<Shown>
  cookies(): string
}

export interface Shown {
  readonly url: string
  readonly status: number
  readonly text: string
  /** Where it is sent on to; null for a page. */
  readonly location: string | null
}

export function openTestBrowser(): TestBrowser {
  const jar = new Map<string, string>()
  const cookies = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const call = async (url: string, init: RequestInit): Promise<Shown> => {
    const headers = { ...init.headers, Cookie: cookies(), Accept: 'text/html' }
    const reply = await fetch(url, { ...init, headers, redirect: 'manual' })
    for (const cookie of reply.headers.getSetCookie()) keep(cookie)
    return { url, status: reply.status, text: await reply.text(), location: reply.headers.get('location') }
  }
  const keep = (cookie: string) => {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
    if (value === '' || /max-age=0/i.test(cookie)) jar.delete(name)
    else jar.set(name, value)
  }
  return {
    cookies,
    open: url => call(url, {}),
    submit: (page, fields) => {
      const action = attribute(/<form\b[^>]*>/.exec(page.text)?.[0] ?? '', 'action') ?? ''
      const hidden = [...page.text.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)].map(
        ([input]) => [attribute(input, 'name') ?? '', attribute(input, 'value') ?? ''] as const,
      )
      const body = new URLSearchParams({ ...Object.fromEntries(hidden), ...fields })
      return call(new URL(action, page.url).href, { method: 'POST', body })
    },
  }
}

function attribute(tag: string, name: string): string | null {
  const value = new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
  return value?.replace(/&(amp|lt|gt|quot|#39);/g, (_, entity: string) => entities[entity] ?? '') ?? null
}
