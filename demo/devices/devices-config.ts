import { z } from 'zod'
import { cardReaderProfileSettingSchema } from '../../native/card-reader/profiles/profiles.ts'
import { SCANNER_SUFFIXES, type ScannerSuffix } from '../../native/sim/code-scanner.ts'

const port = z.int().min(0).max(65_535).default(0).describe('0 takes a free port; a port that is taken is refused')
const address = z.url({ protocol: /^https?$/ })
const suffixes = Object.keys(SCANNER_SUFFIXES) as [ScannerSuffix, ...ScannerSuffix[]]
const bilingual = z.strictObject({ zh: z.string().max(60), en: z.string().max(60) })

/** Which devices this process plays, and where. A device that is left out is real, or absent. */
export const devicesConfigSchema = z.strictObject({
  control: z.strictObject({ port }).prefault({}),
  cardReader: z.strictObject({ port, profile: cardReaderProfileSettingSchema.prefault('hex-uid') }).optional(),
  idReader: z.strictObject({ port }).optional(),
  codeScanner: z.strictObject({ port, suffix: z.enum(suffixes).default('crlf') }).optional(),
  receiptPrinter: z.strictObject({ port, columns: z.union([z.literal(32), z.literal(48)]).default(48) }).optional(),
  pagePrinter: z
    .strictObject({ port, msPerSheet: z.int().min(0).max(60_000).default(1_200).describe('Time a sheet takes') })
    .optional(),
  gatewayUrl: address.optional().describe('The local payment gateway: its orders can be paid on the dock'),
  links: z
    .array(z.strictObject({ label: bilingual, url: address }))
    .max(12)
    .default([])
    .describe('Shown on the dock'),
  dockFolder: z.string().min(1).optional().describe('The built dock; dist/renderer/dev-dock unless said otherwise'),
})

export type DevicesConfigInput = z.input<typeof devicesConfigSchema>
export type DevicesConfig = z.output<typeof devicesConfigSchema>
