// Compiled by itself into sw.js: it may import nothing. The names below are filled in by build.ts.
declare const __FILES__: readonly string[]
declare const __VERSION__: string

/** The part of a service worker's world that this one uses; the page's types do not have it. */
interface WorkerScope {
  readonly registration: { readonly scope: string }
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(kind: 'install' | 'activate', hear: (event: LifeEvent) => void): void
  addEventListener(kind: 'fetch', hear: (event: FetchEvent) => void): void
}
interface LifeEvent {
  waitUntil(work: Promise<unknown>): void
}
interface FetchEvent extends LifeEvent {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}

const scope = globalThis as unknown as WorkerScope
const CACHE = `verify-${__VERSION__}`
/** How long a visitor waits for a newer page before the kept one opens. */
const PATIENCE_MS = 3_000
/** The page itself, or a code behind it however it was cut or typed. */
const COULD_BE_A_CODE = /^$|^[\w%-]{16,}$/
const atHome = (path: string) => new URL(path, scope.registration.scope).href

scope.addEventListener('install', event => {
  const fill = async () => {
    const cache = await caches.open(CACHE)
    await cache.addAll(__FILES__.map(atHome))
    await scope.skipWaiting()
  }
  event.waitUntil(fill())
})

scope.addEventListener('activate', event => {
  const tidy = async () => {
    for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name)
    await scope.clients.claim()
  }
  event.waitUntil(tidy())
})

scope.addEventListener('fetch', event => {
  const { request } = event
  if (request.method !== 'GET') return
  const home = scope.registration.scope
  if (!request.url.startsWith(home)) return
  const path = new URL(request.url).pathname.slice(new URL(home).pathname.length)
  if (path === 'sw.js') return
  if (path === 'root.cer') return event.respondWith(newest(request))
  if (__FILES__.includes(path) && path !== 'index.html') return event.respondWith(keptFirst(request))
  // Every code opens the same page: with its own address a code would be kept in the cache. Other addresses are the server's own
  // pages.
  if (request.mode === 'navigate' && COULD_BE_A_CODE.test(path)) return event.respondWith(newestPage())
})

async function keptFirst(request: Request): Promise<Response> {
  return (await caches.match(request, { ignoreSearch: true })) ?? fetch(request)
}

async function newestPage(): Promise<Response> {
  const keptPage = () => caches.match(atHome('index.html'))
  try {
    const response = await fetch(atHome('./'), { signal: AbortSignal.timeout(PATIENCE_MS), cache: 'no-cache' })
    if (response.ok) return response
    return (await keptPage()) ?? response
  } catch {
    return (await keptPage()) ?? Response.error()
  }
}

/** The root certificate: from the server where it answers, else as it was last time. */
async function newest(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE)
  try {
    const response = await fetch(request)
    if (response.ok) await cache.put(request, response.clone())
    return response
  } catch {
    return (await cache.match(request)) ?? Response.error()
  }
}
