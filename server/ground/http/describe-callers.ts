import { SIGNATURE_HEADERS } from '../../../src/contract/request-signature.ts'
import type { Route } from '../../../src/contract/routes.ts'

type Scheme =
  | { readonly type: 'http'; readonly scheme: 'bearer'; readonly description: string }
  | { readonly type: 'apiKey'; readonly in: 'header'; readonly name: string; readonly description: string }

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
  ...Object.fromEntries(signature),
}

/** What a route asks for; nothing where anyone may call it with nothing. */
export function securityOf({ caller, bearer }: Pick<Route, 'caller' | 'bearer'>): Record<string, []>[] {
  if (caller === 'terminal') return [Object.fromEntries(signature.map(([name]) => [name, []]))]
  return caller === 'anyone' && bearer === undefined ? [] : [{ bearer: [] }]
}
