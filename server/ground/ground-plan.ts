import { isIP } from 'node:net'
import { z } from 'zod'
import { bilingualSchema, timeZoneSchema } from '../../src/contract/texts.ts'
import { secureUrl } from '../../src/secure-url.ts'
import { GROUND_EVENTS } from './audit-events.ts'
import type { ExampleSite } from './config/example.ts'
import type { PathAt } from './config/sections.ts'
import { GROUND_RETENTION } from './ground-retention.ts'
import { COMMENTS } from './migrations/comments.ts'
import { AUDIT_TABLE, SETUP_SCRIPTS } from './migrations/first-tables.ts'
import { RATE_COUNTS } from './migrations/rate-counts.ts'
import { SECRETS_AND_CAPTCHAS } from './migrations/secrets-and-captchas.ts'
import { plan } from './room.ts'

/** It stands in codes on paper for ever: an address and nothing besides, as it is written. */
const urlWithoutSlash = secureUrl
  .max(200)
  .refine(url => !url.endsWith('/'), 'must not end with a slash')
  .refine(url => !/[\s?#@\\]/.test(url), 'must be an address without blanks, user, "?" and "#"')

/** An address, or a net as `10.0.0.0/8`; or one of the names that the HTTP server has for nets. */
function isProxy(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true
  const [address = '', bits, ...more] = text.split('/')
  const kind = isIP(address)
  if (kind === 0 || more.length > 0) return false
  return bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (kind === 4 ? 32 : 128))
}
const proxy = z.string().max(60).refine(isProxy, 'must be an IP address, or a net such as 10.0.0.0/8')

const config = (at: PathAt) => ({
  listen: z.strictObject({
    host: z.string().min(1).max(200),
    port: z.int().min(0).max(65_535),
    trustedProxies: z.array(proxy).max(20).default([]),
    /** Whether a description of every route is given out, to anybody. */
    describesApi: z.boolean().default(false),
    /** PEM files of the server's own certificate, those above it behind it, and of its key; null where a proxy before it ends TLS. */
    tls: z
      .strictObject({ certFile: z.string().min(1).transform(at), keyFile: z.string().min(1).transform(at) })
      .nullable()
      .default(null),
  }),
  publicBaseUrl: urlWithoutSlash,
  store: z.strictObject({
    folder: z.string().min(1).transform(at),
    databaseUrl: z.string().startsWith('postgres').nullable().default(null),
  }),
  university: z.strictObject({
    name: bilingualSchema,
    payeeName: z.string().min(1).max(80),
    helpPhone: z.string().max(40),
    timeZone: timeZoneSchema,
  }),
  log: z.strictObject({ level: z.enum(['debug', 'info', 'warn', 'error', 'silent']) }).default({ level: 'info' }),
})

const example = ({ port, demoEnrolmentCode, publicBaseUrl, folder, tls }: ExampleSite) => `
log:
  level: info

listen:
  host: 127.0.0.1
  # 0 takes any free port; the server prints which.
  port: ${port}
  # Reverse proxies whose word about a caller's address is believed.
  trustedProxies: []
  # Whether /v1/openapi.json describes every route to anybody who asks: for those who build against this server.
  describesApi: ${demoEnrolmentCode !== null}
  # { certFile: cert.pem, keyFile: key.pem }: the server ends TLS itself; both are read again every half minute, so that a
  # renewed certificate needs no restart. null: a proxy on this machine does.
  tls: ${JSON.stringify(tls ?? null)}

# Stands in the QR code on every page, followed by /v/ and a code. Public, and never changed once paper carries it.
publicBaseUrl: ${JSON.stringify(publicBaseUrl)}

store:
  # Signed files, and the embedded database while databaseUrl is null.
  folder: ${JSON.stringify(folder)}
  # postgres://user:password@host/database. The embedded database does not survive a power cut for certain: use PostgreSQL
  # for anything but a demonstration. The environment variable DATABASE_URL goes before this line.
  databaseUrl: null

university:
  name: { zh: 示范大学, en: Model University }
  # Exactly what is shown as payee on the phone; visitors are asked to compare the two.
  payeeName: 示范大学
  helpPhone: 010-0000 0000
  timeZone: Asia/Shanghai
`

/** What belongs to no room: where the server listens, what it keeps, how it is called. */
export const GROUND = plan({
  name: 'ground',
  config,
  example,
  migrations: [AUDIT_TABLE, SETUP_SCRIPTS, SECRETS_AND_CAPTCHAS, COMMENTS, RATE_COUNTS],
  tables: ['audit', 'setup_script', 'house_secret', 'spent_captcha', 'rate_count'],
  pages: [
    { method: 'GET', path: '/healthz', summary: 'Whether the server and its database answer' },
    {
      method: 'GET',
      path: '/v1/openapi.json',
      summary: 'A description of every route, OpenAPI 3.1, where listen.describesApi is on',
    },
  ],
  audit: GROUND_EVENTS,
  personal: {
    rows: [],
    keptBack: {
      house_secret: { because: 'Of the house: what is named here are secrets.', erasure: 'of-nobody' },
      rate_count: {
        because: 'Counts for minutes or a day under pseudonyms that lead back to nobody.',
        erasure: 'of-nobody',
      },
    },
  },
  retention: GROUND_RETENTION,
})
