import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Clock } from '../../src/clock.ts'
import { readEnrolmentText, readFingerprint } from '../../src/contract/enrolment-text.ts'
import { terminalIdSchema } from '../../src/contract/ids.ts'
import { TERMINAL_ROUTES } from '../../src/contract/terminal-api.ts'
import {
  type ServerFacts,
  serverFactsSchema,
  type TerminalSettings,
  terminalSettingsSchema,
} from '../../src/contract/terminals-api.ts'
import { fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { createCarry, type TlsTrust } from './carry.ts'
import { enrolmentMac } from './enrolment-mac.ts'
import { hasFingerprint, meetServer, type ServerAddress, trustOf } from './meet-server.ts'
import { createServerClient, type Refusal } from './server-client.ts'
import type { TerminalKey } from './terminal-key.ts'
import type { Trust } from './trust.ts'

const enrolmentSchema = z.object({
  terminalId: terminalIdSchema,
  /** From the day of enrolment, or as a seal of before has said: whoever takes over the server can't bring a signer of their own. */
  anchorsPem: z.string(),
  trustVersion: z.int().min(0).default(0),
  /** The server, since it was met; null for a terminal that was enrolled before servers had a key. */
  server: serverFactsSchema.nullable().default(null),
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

/**
 * Turns a one-time code into a terminal: the server learns the public key, the private one stays. Nothing is told before the server has
 * proven to be the one that the code names, or is known by a line that nobody can come between.
 */
export async function enrol(
  server: ServerAddress,
  dataDir: string,
  key: TerminalKey,
  text: string | undefined,
  clock: Clock,
): Promise<Result<Enrolment, Refusal>> {
  const refuse = (detail: string) => err({ fault: fault('terminal-refused', detail), status: null })
  if (text === undefined) return refuse('no enrolment code is configured')
  const { code, fingerprint } = readEnrolmentText(text)
  if (fingerprint === null && !isOurLine(server))
    return refuse('the enrolment code does not name its server: give all eight groups, or server.caFile')
  const met =
    fingerprint === null
      ? await meetOnOurLine(server)
      : await meetServer(server, anyLine(server), hasFingerprint(fingerprint))
  if (!met.ok) return err({ fault: met.error, status: null })
  const facts = met.value
  const carry = createCarry(trustOf(server, facts))
  const client = createServerClient({ ...server, carry, key, serverKey: facts.publicKey, terminalId: null, clock })
  const mac = await enrolmentMac(code, key.publicKey)
  const proof = key.sign(['yinzheng-enrol', mac, key.publicKey].join('\n'))
  const answer = await client.call(TERMINAL_ROUTES.enrol, { mac, publicKey: key.publicKey, proof })
  if (!answer.ok) return answer
  const { terminalId, settings } = answer.value
  const enrolment: Enrolment = { terminalId, anchorsPem: settings.anchorsPem, trustVersion: 0, server: facts, settings }
  writeEnrolment(dataDir, enrolment)
  return ok(enrolment)
}

/**
 * Meets the server of a terminal that was enrolled before servers had a key: by the fingerprint where the site has put one into the
 * configuration, else by the certificate that was believed until now.
 */
export async function meetLater(
  server: ServerAddress,
  dataDir: string,
  enrolment: Enrolment,
  fingerprint: string | undefined,
): Promise<Result<Enrolment, Refusal>> {
  const met =
    fingerprint === undefined
      ? await meetOnOurLine(server)
      : await meetServer(server, anyLine(server), hasFingerprint(readFingerprint(fingerprint)))
  return met.ok ? ok(keepServer(dataDir, enrolment, met.value)) : err({ fault: met.error, status: null })
}

/** Whether nobody can come between by the address alone: the site has named the authority, or the line does not leave the machine. */
const isOurLine = ({ baseUrl, caPem }: ServerAddress): boolean => caPem !== null || !/^https:/i.test(baseUrl)

const anyLine = ({ caPem }: ServerAddress): TlsTrust =>
  caPem === null ? { kind: 'unproven' } : { kind: 'pem', pem: caPem }

const meetOnOurLine = (server: ServerAddress) =>
  meetServer(server, server.caPem === null ? { kind: 'system' } : { kind: 'pem', pem: server.caPem }, () => true)

/** Keeps how the server is known for the next start. */
export function keepServer(dataDir: string, enrolment: Enrolment, server: ServerFacts): Enrolment {
  const next = { ...enrolment, server }
  writeEnrolment(dataDir, next)
  return next
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
