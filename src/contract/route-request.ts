import type { Route } from './routes.ts'

/** A request as it goes over the wire: `target` is path and query, `body` JSON or null. */
export interface RouteRequest {
  readonly method: Route['method']
  readonly target: string
  readonly body: string | null
}

/** The request of a route: path parameters go into the path; the rest is the body of a POST or the query of a GET. */
export function requestOf(
  route: Pick<Route, 'method' | 'path'>,
  input: Readonly<Record<string, unknown>>,
): RouteRequest {
  const rest = { ...input }
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = rest[name]
    delete rest[name]
    return encodeURIComponent(String(value))
  })
  if (route.method === 'POST') return { method: 'POST', target: path, body: JSON.stringify(rest) }
  const query = Object.entries(rest)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
    .join('&')
  return { method: 'GET', target: query ? `${path}?${query}` : path, body: null }
}

/** The names in a route's path. */
export const pathParameters = (path: string): string[] => [...path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '')
