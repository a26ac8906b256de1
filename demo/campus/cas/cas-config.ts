import { z } from 'zod'

/** What the CAS double can be told. */
export const casConfigSchema = z.strictObject({
  /** Regular expressions of the services that may use it. */
  services: z.array(z.string()).default([String.raw`^https?://(127\.0\.0\.1|localhost|\[::1\])(:\d+)?/`]),
  ticketLifeMs: z.int().min(1).default(10_000),
  /** How long somebody stays logged in. */
  loginLifeMs: z
    .int()
    .min(1)
    .default(8 * 3_600_000),
  /** Whether version 2 hands on attributes as well, as Apereo 6.6 does. */
  attributesInV2: z.boolean().default(true),
})
export type CasConfig = z.output<typeof casConfigSchema>
