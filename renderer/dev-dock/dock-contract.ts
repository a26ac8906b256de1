import { z } from 'zod'
import { bilingual, PAGE_PRINTER_ACTIONS, pagePrinterSchema } from './page-printer-contract.ts'

/** What the console of the simulated devices shows and may ask for. Both sides of its HTTP interface parse with these schemas. */

/** Bytes in hexadecimal, as a card's number is written. */
export const uidSchema = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^(?:[0-9A-F]{2}){4,10}$/, 'a card number is 4 to 10 bytes in hexadecimal')

/** An invented ID card. */
export const idCardSchema = z.strictObject({
  type: z.enum(['resident', 'foreign-2017', 'foreign-2023', 'hk-macao-taiwan']).default('resident'),
  name: z.string().min(1).max(120),
  latinName: z.string().max(120).optional(),
  idNumber: z.string().min(15).max(18),
  validUntil: z
    .string()
    .regex(/^\d{8}$/)
    .nullable()
    .default('20361231'),
})

const slipLineSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('text'),
    text: z.string(),
    align: z.enum(['left', 'center', 'right']),
    bold: z.boolean(),
    size: z.union([z.literal(1), z.literal(2)]),
  }),
  z.object({ kind: z.literal('qr'), text: z.string() }),
  z.object({ kind: z.literal('picture'), widthDots: z.int(), heightDots: z.int() }),
])

const orderSchema = z.object({
  outTradeNo: z.string(),
  description: z.string(),
  totalFen: z.int(),
  openedAtMs: z.number(),
  state: z.enum(['open', 'paid', 'closed']),
  refundedFen: z.int().min(0),
})

export const dockStateSchema = z.object({
  /** Where the other parts of the demo are, for links. */
  links: z.array(z.object({ label: bilingual, url: z.string() })),
  /** Cards worth trying, with the ID card of the same person. */
  notableCards: z.array(z.object({ uid: z.string(), note: bilingual, idCard: idCardSchema.nullable() })),
  cardReader: z
    .object({
      port: z.int(),
      plugged: z.boolean(),
      last: z.object({ what: z.string(), heard: z.boolean() }).nullable(),
    })
    .nullable(),
  idReader: z
    .object({
      port: z.int(),
      plugged: z.boolean(),
      silent: z.boolean(),
      card: z.object({ name: z.string(), idNumber: z.string() }).nullable(),
    })
    .nullable(),
  codeScanner: z
    .object({
      port: z.int(),
      plugged: z.boolean(),
      /** What it was need not stand here. */
      last: z.object({ characters: z.int(), heard: z.boolean() }).nullable(),
    })
    .nullable(),
  receiptPrinter: z
    .object({
      port: z.int(),
      columns: z.int(),
      powered: z.boolean(),
      silent: z.boolean(),
      paperEnd: z.boolean(),
      paperNearEnd: z.boolean(),
      coverOpen: z.boolean(),
      offline: z.boolean(),
      receipts: z.array(z.object({ id: z.string(), lines: z.array(slipLineSchema) })),
    })
    .nullable(),
  pagePrinter: pagePrinterSchema.nullable(),
  phone: z.object({ reachable: z.boolean(), orders: z.array(orderSchema) }).nullable(),
})

export type DockState = z.infer<typeof dockStateSchema>
export type DockOrder = z.infer<typeof orderSchema>
export type DockSlipLine = z.infer<typeof slipLineSchema>
export type DockIdCard = z.infer<typeof idCardSchema>

const nothing = z.strictObject({})
const uid = z.strictObject({ uid: uidSchema })
const scanned = z.strictObject({ text: z.string().min(1).max(2_000) })
const order = z.strictObject({ outTradeNo: z.string().min(1).max(64) })

/** Everything that can be done to the devices: `POST path` with the input as JSON. */
export const DOCK_ACTIONS = {
  '/tap': uid,
  '/rest': z.strictObject({ uid: uidSchema, times: z.int().min(2).max(50).default(10) }),
  '/torn': uid,
  '/noise': nothing,
  '/unplug': nothing,
  '/plug': nothing,
  '/lay-id': idCardSchema,
  '/lift-id': nothing,
  '/id-reader/fail-next': z.strictObject({ sw3: z.int().min(0).max(255) }),
  '/id-reader/garbage': nothing,
  '/id-reader/silence': nothing,
  '/id-reader/speak': nothing,
  '/id-reader/unplug': nothing,
  '/id-reader/plug': nothing,
  '/scanner/scan': scanned,
  '/scanner/torn': scanned,
  '/scanner/unplug': nothing,
  '/scanner/plug': nothing,
  ...PAGE_PRINTER_ACTIONS,
  '/receipt/paper-out': nothing,
  '/receipt/paper-near-end': nothing,
  '/receipt/load-paper': nothing,
  '/receipt/open-cover': nothing,
  '/receipt/close-cover': nothing,
  '/receipt/offline': nothing,
  '/receipt/online': nothing,
  '/receipt/silence': nothing,
  '/receipt/speak': nothing,
  '/receipt/power-off': nothing,
  '/receipt/power-on': nothing,
  '/receipt/take': nothing,
  '/phone/pay': order,
  '/phone/decline': order,
  '/phone/pay-late': order,
} as const satisfies Record<string, z.ZodType>

export type DockAction = keyof typeof DOCK_ACTIONS
export type DockInput<A extends DockAction> = z.input<(typeof DOCK_ACTIONS)[A]>
export type DockParsedInput<A extends DockAction> = z.output<(typeof DOCK_ACTIONS)[A]>

/** What an action answers: done, or why not, in words for the person at the dock. */
export const dockAnswerSchema = z.union([
  z.object({ done: z.literal(true) }),
  z.object({ done: z.literal(false), why: z.string() }),
])

export type DockAnswer = z.infer<typeof dockAnswerSchema>
