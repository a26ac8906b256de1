import { hash } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import {
  chainHashSchema,
  chainIdSchema,
  linkText,
  type TerminalEntry,
  terminalEntrySchema,
} from '../../../src/audit/terminal-chain.ts'

const FORMAT = 'yinzheng terminal audit 1'
const NAME = /^chain-(\d{10})\.jsonl$/
const DIGITS = 10

const headSchema = z.strictObject({
  format: z.literal(FORMAT),
  chain: chainIdSchema,
  from: z.int().min(1),
  before: chainHashSchema,
})
const lineSchema = terminalEntrySchema.extend({ hash: chainHashSchema })

export type ChainLine = z.output<typeof lineSchema>

export const hashOf = (chain: string, before: string, entry: TerminalEntry): string =>
  hash('sha256', linkText(chain, before, entry), 'hex')

/** One file of the chain, read and judged. */
export interface ReadFile {
  readonly chain: string
  readonly from: number
  readonly before: string
  readonly lines: readonly ChainLine[]
  /** So many bytes are whole lines; what is behind them was torn. */
  readonly wholeBytes: number
  readonly tornBytes: number
}

/** The files of a chain, oldest first, by the number of their first entry. */
export const chainFiles = (folder: string): readonly { readonly path: string; readonly from: number }[] =>
  readdirSync(folder)
    .flatMap(name => {
      const from = NAME.exec(name)?.[1]
      return from === undefined ? [] : [{ path: join(folder, name), from: Number(from) }]
    })
    .toSorted((a, b) => a.from - b.from)

/**
 * Reads a file of the chain, entry by entry. A last line without an end was torn by a power cut and is left out; anything else that does not
 * fit is named by the number of the entry.
 */
export function readChainFile(path: string): ReadFile | { readonly badEntry: number } {
  const bytes = readFileSync(path)
  const end = bytes.lastIndexOf(0x0a) + 1
  const [first = '', ...rest] = bytes.subarray(0, end).toString('utf8').split('\n').slice(0, -1)
  const named = Number(NAME.exec(basename(path))?.[1])
  const head = headSchema.safeParse(jsonOf(first))
  if (!head.success) return { badEntry: named }
  const { chain, from, before } = head.data
  if (from !== named) return { badEntry: named }
  let last = before
  const lines: ChainLine[] = []
  for (const [at, text] of rest.entries()) {
    const line = lineSchema.safeParse(jsonOf(text))
    if (!line.success || line.data.n !== from + at) return { badEntry: from + at }
    const { hash: said, ...entry } = line.data
    if (said !== hashOf(chain, last, entry)) return { badEntry: from + at }
    last = said
    lines.push(line.data)
  }
  return { chain, from, before, lines, wholeBytes: end, tornBytes: bytes.length - end }
}

/** Takes a torn line off. */
export function cutFile(path: string, bytes: number): void {
  const file = openSync(path, 'r+')
  try {
    ftruncateSync(file, bytes)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Begins a file: its first entry will be `from`. Written beside and renamed, so that a power cut leaves it whole or not at all. */
export function beginFile(folder: string, chain: string, from: number, before: string): { path: string; size: number } {
  const path = join(folder, `chain-${String(from).padStart(DIGITS, '0')}.jsonl`)
  const head = `${JSON.stringify({ format: FORMAT, chain, from, before })}\n`
  writeFileSync(`${path}.new`, head, { mode: 0o600, flush: true })
  renameSync(`${path}.new`, path)
  syncFolder(folder)
  return { path, size: Buffer.byteLength(head) }
}

/** Appends whole lines, on the disk when it returns; what could be written in part alone is taken back. */
export function appendLines(path: string, size: number, lines: readonly ChainLine[]): number {
  const bytes = Buffer.from(lines.map(line => `${JSON.stringify(line)}\n`).join(''))
  const file = openSync(path, 'r+')
  try {
    // What an earlier try has left behind is no line of ours.
    ftruncateSync(file, size)
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done, bytes.length - done, size + done)
    fsyncSync(file)
    return size + bytes.length
  } catch (error) {
    ftruncateSync(file, size)
    throw error
  } finally {
    closeSync(file)
  }
}

function syncFolder(folder: string): void {
  // Windows opens no folder, and needs no such call.
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
