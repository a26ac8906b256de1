import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { describeConfigFault, readConfig } from '../src/config-file.ts'

/**
 * What `npm start -- --config FILE` may change: any part of the terminal's and the server's configuration. What it names is used
 * as it is, and no simulator is started for it; what it leaves out stays the demo's.
 */
const overlaySchema = z.strictObject({
  terminal: z.record(z.string(), z.unknown()).default({}),
  server: z.record(z.string(), z.unknown()).default({}),
})
export type Overlay = z.infer<typeof overlaySchema>

/** Reads the file; throws with every wrong place in words when it can't be used. */
export function readOverlay(file: string | undefined): Overlay {
  if (file === undefined) return { terminal: {}, server: {} }
  if (!existsSync(file)) throw new Error(`${file} does not exist`)
  const read = readConfig(readFileSync(file, 'utf8'), file, overlaySchema)
  if (!read.ok) throw new Error(read.error.map(describeConfigFault).join('\n'))
  return read.value
}

/** Of these a site names one way or another, and the ways have no `kind`: half of one and half of the other is neither. */
const REPLACED = new Set([
  ...['seal', 'secondSeal', 'proofs', 'payment', 'tls'],
  ...['cas', 'wecom', 'oidc', 'mail', 'sms'],
])

/**
 * `over` laid on `base`: maps are joined key by key, everything else is replaced. So is a map of another kind, such as a serial line over
 * one of TCP, and whatever can be had in several ways.
 */
export function lay(base: Record<string, unknown>, over: Record<string, unknown>): Record<string, unknown> {
  const joined = { ...base }
  for (const [key, value] of Object.entries(over)) {
    const below = joined[key]
    const isJoined = isMap(below) && isMap(value) && !REPLACED.has(key) && isOfKind(value, below)
    joined[key] = isJoined ? lay(below, value) : value
  }
  return joined
}

/** Whether `over` says more of the same thing: it names no kind, or the one that is there. */
const isOfKind = (over: Record<string, unknown>, base: Record<string, unknown>) =>
  over.kind === undefined || over.kind === base.kind

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
