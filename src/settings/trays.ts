import { z } from 'zod'
import { documentKindSchema } from '../contract/documents.ts'

/** A paper source as a printer names it: a keyword of `media-source` (PWG 5100.7), for example `tray-2`. */
export const traySourceSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,59}$/, 'must be a tray as the printer names it, such as tray-2')

const KINDS_MAX = 60

/** From which tray the kinds of documents take their paper; the others from whichever the printer takes. */
export const traysSchema = z
  .array(z.strictObject({ kind: documentKindSchema, tray: traySourceSchema }))
  .max(KINDS_MAX)
  .refine(rows => new Set(rows.map(({ kind }) => kind)).size === rows.length, 'names a kind twice')
export type Trays = z.infer<typeof traysSchema>

/** The tray of a kind; null: the printer chooses. */
export const trayOf = (trays: Trays, kind: string): string | null => trays.find(one => one.kind === kind)?.tray ?? null
