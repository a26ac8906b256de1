import { z } from 'zod'
import { loginStateSchema } from '../../src/contract/logins-api.ts'
import { refusalSchema } from '../../src/contract/refusal.ts'
import type { Answer, KioskDouble } from './server-world.ts'

const begunSchema = z.object({ login: z.string(), url: z.string(), withinMs: z.int() })

/** What a kiosk does while somebody logs in at it with a phone. */
export function kioskLogins(kiosk: () => KioskDouble) {
  return {
    begin: async () => begunSchema.parse((await kiosk().post('/v1/logins', {})).json),
    stateOf: async (login: string) => loginStateSchema.parse((await kiosk().post('/v1/logins/state', { login })).json),
    confirm: (login: string, code: string) => kiosk().post('/v1/logins/confirm', { login, code }),
  }
}

/** Why an answer refuses. */
export const faultOf = ({ json }: Pick<Answer, 'json'>) => refusalSchema.parse(json).fault.code
