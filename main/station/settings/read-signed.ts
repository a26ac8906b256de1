import { createHash, type KeyObject, verify } from 'node:crypto'
import { err, ok, type Result } from '../../../src/result.ts'
import type { SettingsMark } from '../../../src/settings/settings-mark.ts'
import {
  type SettingsDocument,
  type SignedSettings,
  settingsDocumentSchema,
  settingsSignatureText,
} from '../../../src/settings/signed-settings.ts'

/** Settings that the server has signed for this terminal, and that this program understands. */
export interface ReadSettings {
  readonly document: SettingsDocument
  readonly mark: SettingsMark
}

/** Reads settings as they came or were kept. The error is why they are not taken, for staff. */
export function readSigned(
  { text, signature }: SignedSettings,
  { serverKey, terminalId }: { readonly serverKey: KeyObject; readonly terminalId: string },
): Result<ReadSettings, string> {
  const hash = createHash('sha256').update(text).digest('hex')
  const isSigned = verify(null, Buffer.from(settingsSignatureText(hash)), serverKey, Buffer.from(signature, 'base64'))
  if (!isSigned) return err('the signature is not the server’s')
  const parsed = settingsDocumentSchema.safeParse(parseJson(text))
  if (!parsed.success) return err(`not understood: ${parsed.error.issues[0]?.path.join('.') ?? ''}`)
  if (parsed.data.terminalId !== terminalId) return err('signed for another terminal')
  return ok({ document: parsed.data, mark: { version: parsed.data.version, hash } })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
