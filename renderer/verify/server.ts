import { VERIFICATION_ROUTES } from '../../src/verification/api.ts'
import { createRouteClient, type RouteClient } from '../web/route-client.ts'

/** The university's server, as the page asks it. */
export type VerificationServer = RouteClient<typeof VERIFICATION_ROUTES>

const TIMEOUT_MS = 12_000
const MAX_JSON_BYTES = 2_000_000

/** The page lies at /v/…, whatever stands before that. */
const baseUrl = () => new URL('../', new URL('./', location.href)).href

export const server: VerificationServer = createRouteClient(VERIFICATION_ROUTES, {
  baseUrl,
  credentials: 'omit',
  timeoutMs: TIMEOUT_MS,
  maxJsonBytes: MAX_JSON_BYTES,
})
