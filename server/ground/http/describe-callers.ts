import { SIGNATURE_HEADERS } from '../../../src/contract/request-signature.ts'
import type { Route } from '../../../src/contract/routes.ts'
import { SESSION_COOKIE, STAFF_COOKIE } from './cookies.ts'

type Scheme =
  | { readonly type: 'http'; readonly scheme: 'bearer'; readonly description: string }
  | { readonly type: 'apiKey'; readonly in: 'header' | 'cookie'; readonly name: string; readonly description: string }

const signature = Object.entries(SIGNATURE_HEADERS).map(([part, name]): [string, Scheme] => [
  `terminal-${part}`,
  {
    ...{ type: 'apiKey', in: 'header', name },
    description: `The ${part} of a request that an enrolled terminal has signed; all of these headers are sent together`,
  },
])

/** How a program says who it is, for the description of the API (OpenAPI 3.1, Security Scheme Object). */
export const SECURITY_SCHEMES: Readonly<Record<string, Scheme>> = {
  bearer: { type: 'http', scheme: 'bearer', description: 'What another route has given out, as the summary says' },
  session: {
    ...{ type: 'apiKey', in: 'cookie', name: SESSION_COOKIE },
    description:
      'Of a person who has logged in on the web; what changes something must come from a page of the server besides',
  },
  staff: {
    ...{ type: 'apiKey', in: 'cookie', name: STAFF_COOKIE },
    description:
      'Of somebody of staff who has logged in with two proofs and whose role allows it; what changes something must come from a page of the server besides',
  },
  ...Object.fromEntries(signature),
}

/** What a route asks for; nothing where anyone may call it with nothing. */
export function securityOf({ caller, bearer }: Pick<Route, 'caller' | 'bearer'>): Record<string, []>[] {
  if (caller === 'visitor') return [{ session: [] }]
  if (typeof caller === 'object') return [{ staff: [] }]
  if (caller === 'terminal') return [Object.fromEntries(signature.map(([name]) => [name, []]))]
  return caller === 'anyone' && bearer === undefined ? [] : [{ bearer: [] }]
}
