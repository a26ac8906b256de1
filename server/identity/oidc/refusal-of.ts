import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client'
import type { WayRefusal } from '../ways/way.ts'
import { NoAnswer } from './provider-line.ts'

type Reason = WayRefusal['reason']

/** What providers say in `error`, at the authorization endpoint (RFC 6749, OpenID Connect) and at the token endpoint (also RFC 8628). */
const SAID: Readonly<Record<string, Reason>> = {
  access_denied: 'declined',
  expired_token: 'declined',
  consent_required: 'declined',
  login_required: 'declined',
  interaction_required: 'declined',
  account_selection_required: 'declined',
  invalid_grant: 'refused',
  server_error: 'away',
  temporarily_unavailable: 'away',
  invalid_client: 'misconfigured',
  unauthorized_client: 'misconfigured',
  invalid_scope: 'misconfigured',
  invalid_request: 'misconfigured',
  unsupported_grant_type: 'misconfigured',
  unsupported_response_type: 'misconfigured',
}

/** Of the library's own codes those that are not a lie of the provider. */
const CODES: Readonly<Record<string, Reason>> = {
  OAUTH_MISSING_SERVER_METADATA: 'misconfigured',
  OAUTH_INVALID_SERVER_METADATA: 'misconfigured',
  OAUTH_HTTP_REQUEST_FORBIDDEN: 'misconfigured',
  OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED: 'misconfigured',
}

/**
 * What an exchange that failed comes to. `mayBeSpent`: something that is good for once was posted, so that silence is no proof of anything.
 * The detail is a code of the library, of the protocol or of the network, never what somebody wrote: an error of the library holds the
 * whole reply.
 */
export function refusalOf(error: unknown, mayBeSpent: boolean): WayRefusal {
  const refuse = (reason: Reason, detail: string): WayRefusal => ({ reason, detail })
  const awayOrUnknown = mayBeSpent ? 'unknown' : 'away'
  const noAnswer = causesOf(error).find(cause => cause instanceof NoAnswer)
  if (noAnswer) return refuse(reasonOfNoAnswer(noAnswer, awayOrUnknown), noAnswer.why)
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError) {
    const said = Object.hasOwn(SAID, error.error) ? SAID[error.error] : undefined
    if (said === undefined) return refuse('refused', 'an error that is none of the protocol')
    return refuse(said === 'away' ? awayOrUnknown : said, error.error)
  }
  if (error instanceof WWWAuthenticateChallengeError) return refuse('misconfigured', 'the client is not believed')
  const code = codeOf(error)
  const status = error instanceof ClientError && error.cause instanceof Response ? error.cause.status : null
  if (code === 'OAUTH_RESPONSE_IS_NOT_CONFORM' && status !== null) {
    if (status >= 500 || status === 429) return refuse(awayOrUnknown, `HTTP_${status}`)
    return refuse(status === 404 ? 'misconfigured' : 'lying', `HTTP_${status}`)
  }
  return refuse(CODES[code] ?? 'lying', code)
}

function reasonOfNoAnswer(noAnswer: NoAnswer, awayOrUnknown: 'away' | 'unknown'): Reason {
  switch (noAnswer.why) {
    case 'NOT_SECURE':
      return 'misconfigured'
    case 'REPLY_TOO_LONG':
    case 'NESTED_TOO_DEEP':
    case 'NO_HTTP_STATUS':
      return 'lying'
    default:
      return awayOrUnknown
  }
}

/**
 * Of the library under it errors come without its own dress, and at some nonsense in a reply it stumbles: then the name of the error is all
 * there is to say.
 */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'OAUTH_OTHER'
  const code = 'code' in error ? String(error.code) : ''
  if (/^[A-Z0-9_]{1,60}$/.test(code)) return code
  return error.cause instanceof Error ? error.cause.name : error.name
}

function causesOf(error: unknown): unknown[] {
  const causes: unknown[] = []
  for (let cause = error; cause instanceof Error && causes.length < 8; cause = cause.cause) causes.push(cause)
  return causes
}
