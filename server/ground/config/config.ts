import { z } from 'zod'
import { bilingualSchema } from '../../../src/contract/texts.ts'
import { quotaSettingSchema } from '../../../src/rules/quota.ts'
import { recordQueriesSchema } from '../../records/record-queries.ts'

const fen = z.int().min(0).max(100_000)
const urlWithoutSlash = z
  .url({ protocol: /^https?$/ })
  .max(200)
  .refine(url => !url.endsWith('/'), 'must not end with a slash')

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/**
 * The server's configuration file. `payment` and `documents` are passed on as they are: their own schemas lie beside what they
 * configure, and are the caller's to name.
 */
export function serverConfigSchema<Payment extends z.ZodType, Documents extends z.ZodType>(parts: {
  payment: Payment
  documents: Documents
}) {
  return z.strictObject({
    listen: z.strictObject({
      host: z.string().min(1).max(200),
      port: z.int().min(0).max(65_535),
      trustedProxies: z.array(z.string().max(60)).max(20).default([]),
    }),
    publicBaseUrl: urlWithoutSlash,
    store: z.strictObject({
      folder: z.string().min(1),
      databaseUrl: z.string().startsWith('postgres').nullable().default(null),
    }),
    university: z.strictObject({
      name: bilingualSchema,
      payeeName: z.string().min(1).max(80),
      helpPhone: z.string().max(40),
      timeZone: z.string().refine(isTimeZone, 'must be an IANA time zone such as Asia/Shanghai'),
    }),
    tariff: z.strictObject({ zhFen: fen, enFen: fen }),
    quota: quotaSettingSchema,
    orders: z.strictObject({
      maxCopies: z.int().min(1).max(99),
      payWithinSeconds: z.int().min(60).max(3_600),
      paymentDescription: z.string().min(1).max(100),
      refundReason: z.string().min(1).max(80),
    }),
    records: z.strictObject({
      databaseUrl: z.string().startsWith('postgres').nullable().default(null),
      setupSqlFile: z.string().nullable().default(null),
      queries: recordQueriesSchema.default(() => recordQueriesSchema.parse({})),
    }),
    terminals: z.strictObject({
      demoEnrolments: z
        .array(
          z.strictObject({ code: z.string().regex(/^[A-Z2-9]{8}$/), name: bilingualSchema, place: bilingualSchema }),
        )
        .max(20)
        .default([]),
    }),
    payment: parts.payment,
    /** Merchants of before, under which older orders are still to be settled. */
    formerPayments: z
      .array(parts.payment)
      .max(20)
      .refine(list => list.every(section => section !== null), 'a former merchant is a section, never null')
      .default([]),
    documents: parts.documents,
    log: z.strictObject({ level: z.enum(['debug', 'info', 'warn', 'error', 'silent']) }).default({ level: 'info' }),
  })
}

/** What the server itself reads of its configuration. */
export type ServerConfig = Omit<
  z.output<ReturnType<typeof serverConfigSchema<z.ZodUnknown, z.ZodUnknown>>>,
  'payment' | 'formerPayments' | 'documents'
>

export interface DefaultsOfServer {
  readonly port: number
  readonly publicBaseUrl: string
  /** Relative paths in the file count from the file's own folder. */
  readonly folder: string
  readonly setupSqlFile: string | null
  readonly demoEnrolmentCode: string | null
  /** YAML of the two sections that others define, indented by two blanks. */
  readonly payment: string
  readonly documents: string
}

/** A commented configuration as a demonstration or a new site starts with it. */
export function defaultServerYaml(defaults: DefaultsOfServer): string {
  const text = JSON.stringify
  return `# The central server of Yinzheng. Wrong values are refused at start with their line; unknown names too.
# Paths are relative to the folder of this file.

listen:
  host: 127.0.0.1
  # 0 takes any free port; the server prints which.
  port: ${defaults.port}
  # Reverse proxies whose word about a caller's address is believed.
  trustedProxies: []

# Stands in the QR code on every page, followed by /v/ and a code. Public, and never changed once paper carries it.
publicBaseUrl: ${text(defaults.publicBaseUrl)}

store:
  # Signed files, and the embedded database while databaseUrl is null.
  folder: ${text(defaults.folder)}
  # postgres://user:password@host/database. The embedded database does not survive a power cut for certain: use PostgreSQL
  # for anything but a demonstration. The environment variable DATABASE_URL goes before this line.
  databaseUrl: null

university:
  name: { zh: 示范大学, en: Model University }
  # Exactly what is shown as payee on the phone; visitors are asked to compare the two.
  payeeName: 示范大学
  helpPhone: 010-0000 0000
  timeZone: Asia/Shanghai

# Price of one copy after the free ones, in fen, by the language of the document.
tariff:
  zhFen: 200
  enFen: 500

quota:
  freeCopies: 5
  # person: one count for everything. person-and-kind: one count for each kind of document.
  unit: person
  # { kind: ever }, { kind: year, startsOn: "09-01" }, or { kind: term, starts: ["2026-02-23", "2026-09-01"] }
  period: { kind: ever }

orders:
  maxCopies: 20
  payWithinSeconds: 300
  # What the payer reads on the phone, for a payment and for a refund.
  paymentDescription: 自助打印 Printed documents
  refundReason: 未打印的份数 Copies not printed

# The university's own data, read only.
records:
  # Null: the university's views lie in the server's own database.
  databaseUrl: null
  # An SQL script that is run once in the server's database, and again when its content changes.
  setupSqlFile: ${text(defaults.setupSqlFile)}
  # SQL statements with $1, where the defaults do not fit: personOfCard, personOfIdNumber, person, courses, studyTotals,
  # and under sets one for each further data set of a kind. Each must give the columns that server/records/record-rows.ts names.
  queries: {}

terminals:
  # For demonstrations only: a code that anyone who reads this file can enrol a kiosk with, for 15 minutes after each start.
  demoEnrolments: ${
    defaults.demoEnrolmentCode === null
      ? '[]'
      : `
    - code: ${text(defaults.demoEnrolmentCode)}
      name: { zh: 一号机, en: Kiosk 1 }
      place: { zh: 行政楼一层大厅, en: "Administration Building, ground floor" }`
  }

# The merchant that takes the money; its provider is WeChat Pay where none is named. null: free copies only.
payment:
${defaults.payment}

# Merchants of before, each a section as above. When the merchant is changed, the old section is moved here and stays until
# the server starts without it: orders that were opened under it are settled under it.
formerPayments: []

documents:
${defaults.documents}

log:
  level: info
`
}
