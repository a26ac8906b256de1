import { z } from 'zod'
import { secureUrl } from '../../../src/secure-url.ts'

/** A path under `baseUrl`, as it is joined to it: no query, no way out of it. */
const path = z
  .string()
  .max(200)
  .regex(/^(?:\/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+$/, 'must be a path that begins with / and has no query')

/** By what a ticket is known before it is sent anywhere. A pattern is held against the whole ticket, anchored or not. */
const ticketPattern = z
  .string()
  .max(200)
  .refine(isPattern, 'must be a regular expression')
  .default('^ST-[A-Za-z0-9._-]{1,255}$')

/** How the university's CAS is asked. Schools change their copies of it, so that what a copy may have moved is a setting. */
export const casSettingsSchema = z
  .strictObject({
    /** Where the server's paths begin, for example `https://cas.example.edu.cn/cas`. No slash at its end. */
    baseUrl: secureUrl.max(500).regex(/^[^?#]*[^/?#]$/, 'must end without a slash, and have no query'),
    /** 3 asks for attributes; 2 is for servers that know no more. */
    protocol: z.union([z.literal(2), z.literal(3)]).default(3),
    loginPath: path.default('/login'),
    logoutPath: path.default('/logout'),
    /** By default `/p3/serviceValidate`, and `/serviceValidate` for protocol 2. */
    validatePath: path.nullable().default(null),
    /** Whether the password is asked for although the browser is logged in already. Off, an unlocked phone of somebody else is enough. */
    renew: z.boolean().default(true),
    /** Asks for an answer in JSON. Servers that do not know the wish answer in XML, which is read as well. */
    json: z.boolean().default(false),
    ticketPattern,
    /** How long the server may take over its answer. */
    timeoutMs: z.int().min(1_000).max(30_000).default(10_000),
  })
  .transform(settings => ({ ...settings, validatePath: settings.validatePath ?? usualPath(settings.protocol) }))
export type CasSettings = z.output<typeof casSettingsSchema>

const usualPath = (protocol: 2 | 3): string => (protocol === 3 ? '/p3/serviceValidate' : '/serviceValidate')

function isPattern(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp
  } catch {
    return false
  }
}
