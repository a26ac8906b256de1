import { z } from 'zod'
import { sha256Schema } from '../contract/texts.ts'

/** Which document of settings a terminal has, in a few bytes. */
export const settingsMarkSchema = z.object({ version: z.int().min(1).max(2_000_000_000), hash: sha256Schema })
export type SettingsMark = z.infer<typeof settingsMarkSchema>
