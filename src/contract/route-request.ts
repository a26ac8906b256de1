import type { Route } from './routes.ts'

/** A request of a route as it goes over the wire. */
export interface RouteRequest {
  readonly method: Route['method']
  /** Path and query, for example `/v1/orders/7?full=1`. */
  readonly target: string
  /** JSON; null for a GET. */
  readonly body: string | null
  /** What goes behind `Authorization: Bearer `; null when the route has no bearer. */
  readonly bearer: string | null
}

/** Lays out what a caller says: path parameters in the path, the bearer by itself, the rest as body of a POST or query of a GET. */
export function requestOf(route: Pick<Route, 'method' | 'path' | 'bearer'>, input: unknown): RouteRequest {
  const rest: Record<string, unknown> = { ...(input as object) }
  const take = (name: string) => {
    const value = String(rest[name])
    delete rest[name]
    return value
  }
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(take(name)))
  const bearer = route.bearer === undefined ? null : take(route.bearer)
  if (route.method === 'POST') return { method: 'POST', target: path, body: JSON.stringify(rest), bearer }
  const query = Object.entries(rest)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
    .join('&')
  return { method: 'GET', target: query ? `${path}?${query}` : path, body: null, bearer }
}

/** The names in a route's path. */
export const pathParameters = (path: string): string[] => [...path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '')
