import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Clock } from '../../src/clock.ts'
import { terminalIdSchema } from '../../src/contract/ids.ts'
import { TERMINAL_ROUTES } from '../../src/contract/terminal-api.ts'
import { type TerminalSettings, terminalSettingsSchema } from '../../src/contract/terminals-api.ts'
import { fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { createServerClient, type Refusal } from './server-client.ts'
import type { TerminalKey } from './terminal-key.ts'
import type { Trust } from './trust.ts'

const enrolmentSchema = z.object({
  terminalId: terminalIdSchema,
  /** From the day of enrolment, or as a seal of before has said: whoever takes over the server can't bring a signer of their own. */
  anchorsPem: z.string(),
  trustVersion: z.int().min(0).default(0),
  /** The last settings, for a start while the server is away. */
  settings: terminalSettingsSchema,
})
export type Enrolment = z.infer<typeof enrolmentSchema>

/** What this terminal knows itself by; null before its enrolment. A file that makes no sense is a bug or a broken disk: throws. */
export function readEnrolment(dataDir: string): Enrolment | null {
  try {
    return enrolmentSchema.parse(JSON.parse(readFileSync(fileOf(dataDir), 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

export function writeEnrolment(dataDir: string, enrolment: Enrolment): void {
  // Written beside and renamed, so that a power cut leaves the old file or the new one.
  const file = fileOf(dataDir)
  writeFileSync(`${file}.new`, JSON.stringify(enrolment, null, 2), { mode: 0o600, flush: true })
  renameSync(`${file}.new`, file)
}

function fileOf(dataDir: string): string {
  return join(dataDir, 'enrolment.json')
}

/** Turns a one-time code into a terminal: the server learns the public key, the private one stays. */
export async function enrol(
  server: { baseUrl: string; timeoutMs: number },
  dataDir: string,
  key: TerminalKey,
  code: string | undefined,
  clock: Clock,
): Promise<Result<Enrolment, Refusal>> {
  if (code === undefined)
    return err({ fault: fault('terminal-refused', 'no enrolment code is configured'), status: null })
  const client = createServerClient({ ...server, key, terminalId: null, clock })
  const proof = key.sign(['yinzheng-enrol', code, key.publicKey].join('\n'))
  const answer = await client.call(TERMINAL_ROUTES.enrol, { code, publicKey: key.publicKey, proof })
  if (!answer.ok) return answer
  const { terminalId, settings } = answer.value
  const enrolment: Enrolment = { terminalId, anchorsPem: settings.anchorsPem, trustVersion: 0, settings }
  writeEnrolment(dataDir, enrolment)
  return ok(enrolment)
}

/** Keeps other roots for the next start. */
export function keepTrust(dataDir: string, enrolment: Enrolment, { anchorsPem, version }: Trust): Enrolment {
  const next = { ...enrolment, anchorsPem, trustVersion: version ?? enrolment.trustVersion }
  writeEnrolment(dataDir, next)
  return next
}

/** Keeps the newest settings for a cold start. */
export function keepSettings(dataDir: string, enrolment: Enrolment, settings: TerminalSettings): Enrolment {
  const { serverTime: _old, ...before } = enrolment.settings
  const { serverTime: _new, ...now } = settings
  const next = { ...enrolment, settings }
  if (JSON.stringify(before) !== JSON.stringify(now)) writeEnrolment(dataDir, next)
  return next
}
