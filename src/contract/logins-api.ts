import { z } from 'zod'
import { type RouteTable, route } from './routes.ts'
import { identifiedSchema } from './terminals-api.ts'

/** By which a terminal asks for a login that it has begun. Stands in no code and no address: who has it may read how far the login is. */
export const loginTokenSchema = z.string().regex(/^[A-Za-z0-9_-]{22,64}$/)

/** What a phone shows at the end of its part, for the person to type at the kiosk. */
export const LOGIN_CODE_DIGITS = 4

/**
 * What came of the last try on the phone. `declined`: the person has not agreed. `refused`: the university's login does not stand behind it.
 * `away`: it, or the university's data, does not answer.
 */
export const LOGIN_REFUSALS = ['declined', 'refused', 'person-unknown', 'away'] as const
export type LoginRefusal = (typeof LOGIN_REFUSALS)[number]

/** Why a login is over: its time, with what came of the last try on the phone; or wrong digits. `declined` too where the phone has ended it. */
export const LOGIN_ENDS = ['expired', ...LOGIN_REFUSALS, 'tries-over'] as const
export type LoginEnd = (typeof LOGIN_ENDS)[number]

/** How long what is shown is still good: a span, since a terminal's clock may be off by more than that. */
const withinMsSchema = z.int().min(0).max(3_600_000)

/** How far a login at a kiosk is. */
export const loginStateSchema = z.discriminatedUnion('state', [
  /** Its code waits for a phone. */
  z.object({ state: z.literal('shown'), withinMs: withinMsSchema }),
  /** A phone goes on with it, and with it alone. `refused`: a try there came to nothing, and another has not begun. */
  z.object({
    state: z.literal('scanned'),
    withinMs: withinMsSchema,
    refused: z.enum(LOGIN_REFUSALS).nullable().default(null),
  }),
  /** The phone shows the digits that are to be typed here. */
  z.object({ state: z.literal('code-wanted'), withinMs: withinMsSchema, triesLeft: z.int().min(1) }),
  z.object({ state: z.literal('over'), why: z.enum(LOGIN_ENDS) }),
])
export type LoginState = z.infer<typeof loginStateSchema>

/** Logging in at a kiosk with a phone: the kiosk shows a code, the phone proves who holds it, and tells digits that are typed at the kiosk. */
export const LOGINS_ROUTES = {
  beginLogin: route({
    method: 'POST',
    path: '/v1/logins',
    caller: 'terminal',
    summary: 'Begins a login that a phone goes on with',
    input: z.object({}),
    output: z.object({
      login: loginTokenSchema,
      /** What the kiosk shows as a QR code. */
      url: z.url().max(300),
      withinMs: withinMsSchema,
    }),
  }),
  login: route({
    method: 'POST',
    path: '/v1/logins/state',
    caller: 'terminal',
    summary: 'How far a login of this terminal is',
    input: z.object({ login: loginTokenSchema }),
    output: loginStateSchema,
  }),
  /** Safe to repeat: the right digits answer the same visits, and the same wrong ones again are not another try. */
  confirmLogin: route({
    method: 'POST',
    path: '/v1/logins/confirm',
    caller: 'terminal',
    summary:
      'Begins the visit of whoever types the digits that the phone shows; refuses wrong ones with login-code-wrong',
    input: z.object({ login: loginTokenSchema, code: z.string().regex(/^\d{4}$/) }),
    output: identifiedSchema,
  }),
  endLogin: route({
    method: 'POST',
    path: '/v1/logins/end',
    caller: 'terminal',
    summary: 'Ends a login that nobody waits for any more; its code and its digits are worth nothing from then on',
    input: z.object({ login: loginTokenSchema }),
    output: z.object({}),
  }),
} as const satisfies RouteTable
