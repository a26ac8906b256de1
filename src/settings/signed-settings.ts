import { z } from 'zod'
import { terminalIdSchema } from '../contract/ids.ts'
import { settingsSchema } from './settings.ts'

const FORMAT = 'yinzheng-settings-1'

/** What the server has signed: the settings of one terminal under a number that only rises. */
export const settingsDocumentSchema = z.strictObject({
  format: z.literal(FORMAT),
  terminalId: terminalIdSchema,
  version: z.int().min(1).max(2_000_000_000),
  issuedAt: z.iso.datetime(),
  settings: settingsSchema,
})
export type SettingsDocument = z.infer<typeof settingsDocumentSchema>
export const SETTINGS_FORMAT = FORMAT

/** A logo of the largest size and every closed day fit in well. */
export const SETTINGS_TEXT_MAX = 200_000

/** It as it travels and is kept: the very text that was hashed, and base64 of the Ed25519 signature. */
export const signedSettingsSchema = z.strictObject({
  text: z.string().max(SETTINGS_TEXT_MAX),
  signature: z.base64().max(200),
})
export type SignedSettings = z.infer<typeof signedSettingsSchema>

/** What is signed, as UTF-8. `hash` is the SHA-256 of the document's text in hex. */
export const settingsSignatureText = (hash: string): string => `${FORMAT}\n${hash}`
