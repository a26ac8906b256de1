import { z } from 'zod'

/**
 * What one model of receipt printer can do. `status`:
 * - `asb`: it reports changes by itself (GS a) and answers GS r;
 * - `poll`: it answers DLE EOT and GS r, but reports nothing by itself (most 58 mm boards);
 * - `none`: it answers nothing (some boards behind USB-serial or print servers). A slip then counts as printed when its bytes were
 *   handed over: the site chooses that, knowing that an empty roll stays unnoticed.
 */
export const receiptPrinterProfileSchema = z.strictObject({
  columns: z
    .union([z.literal(32), z.literal(48)])
    .describe('Latin characters on a line: 32 on 58 mm paper, 48 on 80 mm'),
  status: z.enum(['asb', 'poll', 'none']),
  qrModuleDots: z.int().min(3).max(8).describe('Side of one QR module in dots'),
  feedBeforeCutLines: z
    .int()
    .min(0)
    .max(10)
    .describe('Lines between the head and the knife that the cut command does not feed'),
  jobTimeoutMs: z.int().min(1000).max(120_000).describe('How long a slip may take until the printer confirms it'),
  pollEveryMs: z.int().min(200).max(60_000).describe('How often the printer is asked how it is'),
  answerTimeoutMs: z.int().min(100).max(10_000).describe('How long a real-time answer may take'),
})

export type ReceiptPrinterProfile = z.infer<typeof receiptPrinterProfileSchema>

const common = { feedBeforeCutLines: 0, jobTimeoutMs: 15_000, pollEveryMs: 5_000, answerTimeoutMs: 1_500 }

/** Models by the name that a configuration gives. */
export const RECEIPT_PRINTER_PROFILES = {
  'escpos-80mm': { ...common, columns: 48, status: 'asb', qrModuleDots: 6 },
  'escpos-58mm': { ...common, columns: 32, status: 'poll', qrModuleDots: 5, feedBeforeCutLines: 3, pollEveryMs: 2_000 },
  'escpos-58mm-mute': { ...common, columns: 32, status: 'none', qrModuleDots: 5, feedBeforeCutLines: 3 },
} as const satisfies Record<string, ReceiptPrinterProfile>

export type ReceiptPrinterProfileName = keyof typeof RECEIPT_PRINTER_PROFILES
