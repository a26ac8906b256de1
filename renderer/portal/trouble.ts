import type { FaultCode } from '../../src/fault.ts'
import type { Refusal } from '../web/route-client.ts'

const NOT_FOUND = 404

/** What the portal has its own words for. */
const SAID = [
  'server-unreachable',
  'server-slow',
  'server-busy',
  'document-unavailable',
  'document-needs-hand',
  'document-failed',
  'draft-outdated',
  'proof-too-old',
  'address-wrong',
  'too-many-today',
  'letters-off',
  'receiver-unknown',
  'notice-changed',
  'reference-wrong',
  'person-without-records',
  'enquiry-unknown',
  'enquiry-closed',
] as const satisfies readonly FaultCode[]

export type Trouble = (typeof SAID)[number] | 'offline' | 'gone' | 'other'

/** What is said of a refusal. What hangs on the person's own connection is not put on the university's server. */
export function troubleOf({ fault, status }: Refusal, isOnline: boolean): Trouble {
  if (status === null && !isOnline) return 'offline'
  const said = SAID.find(code => code === fault.code)
  if (said) return said
  return fault.code === 'application-unknown' || status === NOT_FOUND ? 'gone' : 'other'
}
