import { isIP } from 'node:net'
import { z } from 'zod'
import { cardReaderProfileSettingSchema } from '../../native/card-reader/profiles/profiles.ts'
import { codeScannerProfileSettingSchema } from '../../native/code-scanner/profiles/profiles.ts'
import { httpUrlOfPrinter } from '../../native/ipp/printer-address.ts'
import { RECEIPT_PRINTER_PROFILES } from '../../native/receipt-printer/profiles.ts'
import { ENROLMENT_TEXT, FINGERPRINT } from '../../src/contract/enrolment-text.ts'
import { secureUrl } from '../../src/secure-url.ts'
import { DEFAULT_DELAYS } from '../../src/session/delays.ts'

const port = z.int().min(1).max(65535)
const spanMs = (defaultMs: number, min = 1_000, max = 900_000) => z.int().min(min).max(max).default(defaultMs)

/** A name (RFC 1123 section 2.1) or an address, without a port. */
const host = z
  .string()
  .max(253)
  .refine(
    text => isIP(text) !== 0 || /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.|$))+$/i.test(text),
    'must be a name or an address of a machine, without a port',
  )

/** Where a serial device hangs: on a line of this machine, or behind a serial device server on the network. */
const lineSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('serial'), path: z.string().min(1), baudRate: z.int().min(300).max(921_600) }),
  z.strictObject({ kind: z.literal('tcp'), host, port }),
])
export type Line = z.infer<typeof lineSchema>

const profileNames = Object.keys(RECEIPT_PRINTER_PROFILES) as [keyof typeof RECEIPT_PRINTER_PROFILES]

/** The configuration of one terminal: everything outside the station, and every span of time. */
export const terminalConfigSchema = z.strictObject({
  server: z.strictObject({
    /** Of the central server. What stands behind `?` or `#` would be lost. */
    baseUrl: secureUrl.refine(url => !/[?#]/.test(url), 'must be an address without "?" and "#"'),
    timeoutMs: spanMs(10_000, 500, 60_000),
    /** One-time code from the administrators; needed once, ignored after. */
    enrolmentCode: z
      .string()
      .regex(ENROLMENT_TEXT, 'must be the eight groups of four that the administrators were shown')
      .optional(),
    /** For a terminal that was enrolled before servers had a key: by this it knows the server. */
    fingerprint: z
      .string()
      .regex(FINGERPRINT, 'must be the six groups of four that the administrators were shown')
      .optional(),
    /** PEM file of the authorities that alone may vouch for the server's certificate. */
    caFile: z.string().min(1).optional(),
    /** PEM file with the certificates that a document's signature must lead to. Without it, those of the enrolment. */
    anchorsFile: z.string().optional(),
    /** SHA-256 of the seal certificates that alone may have signed what is printed here, in hex; none means any under the roots. */
    pinnedSeals: z
      .array(
        z
          .string()
          .regex(/^[0-9a-fA-F]{64}$/)
          .toLowerCase(),
      )
      .max(20)
      .default([]),
  }),
  /** Folder of the terminal's key and its ledger, relative to the configuration file. */
  dataDir: z.string().min(1),
  screen: z.strictObject({ widthMm: z.number().min(100).max(2000).default(336) }).prefault({}),
  campusCardReader: z.strictObject({ line: lineSchema, profile: cardReaderProfileSettingSchema }).nullable(),
  idCardReader: z.strictObject({ line: lineSchema }).nullable(),
  receiptPrinter: z.strictObject({ line: lineSchema, profile: z.enum(profileNames) }).nullable(),
  /** Where there is one, a printed paper can be checked at this terminal. */
  codeScanner: z
    .strictObject({ line: lineSchema, profile: codeScannerProfileSettingSchema.prefault('line') })
    .nullable()
    .default(null),
  pagePrinter: z.strictObject({
    uri: z
      .string()
      .refine(
        uri => uri.startsWith('ipp:') && httpUrlOfPrinter(uri) !== null,
        'must be an ipp address of the printer itself, such as ipp://192.0.2.7/ipp/print',
      ),
    sides: z.enum(['one-sided', 'two-sided-long-edge']).default('one-sided'),
    /** `ignored` for a model whose counters are known to be wrong: a finished job is then the best evidence. */
    counter: z.enum(['reported', 'ignored']).default('reported'),
    /** States that this printer reports and that mean nothing here, such as an empty second tray. */
    ignoredReasons: z.array(z.string()).default([]),
  }),
  delays: z
    .strictObject({
      idleMs: spanMs(DEFAULT_DELAYS.idleMs),
      askMs: spanMs(DEFAULT_DELAYS.askMs),
      noticeMs: spanMs(DEFAULT_DELAYS.noticeMs),
      asideMs: spanMs(DEFAULT_DELAYS.asideMs),
      refusedMs: spanMs(DEFAULT_DELAYS.refusedMs),
      answerMs: spanMs(DEFAULT_DELAYS.answerMs),
      paperMs: spanMs(DEFAULT_DELAYS.paperMs),
      leaveMs: spanMs(DEFAULT_DELAYS.leaveMs),
      payMarginMs: spanMs(DEFAULT_DELAYS.payMarginMs, 0),
      lookMs: spanMs(DEFAULT_DELAYS.lookMs),
      sendMs: spanMs(DEFAULT_DELAYS.sendMs),
    })
    .prefault({}),
  /** A loopback port for `yinzheng visit`, the acceptance check: null, or the port (0 for any). Its token lies in the data folder. */
  acceptancePort: z.int().min(0).max(65535).nullable().default(null),
  /** After a break, a visit that is no older than this is taken up again; an older one is settled without its visitor. */
  resumeWithinMs: spanMs(180_000),
  log: z
    .strictObject({
      level: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
      file: z.string().nullable().default(null),
    })
    .prefault({}),
})
export type TerminalConfig = z.infer<typeof terminalConfigSchema>
