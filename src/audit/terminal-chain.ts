import { z } from 'zod'
import { canonicalJson } from './canonical-json.ts'

/** Of a person nothing fits: ids, codes, versions and counts do. */
const factSchema = z.union([
  z.string().regex(/^[A-Za-z0-9 ._:+/=-]{0,80}$/),
  z.number().min(-9e15).max(9e15),
  z.boolean(),
  z.null(),
])
export type TerminalFacts = Readonly<Record<string, z.output<typeof factSchema>>>

/** What a device or a file has said, as it may stand in the chain. */
export const plainFacts = (facts: TerminalFacts): TerminalFacts =>
  Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.replace(/[^A-Za-z0-9 ._:+/=-]/g, '_').slice(0, 80) : value,
    ]),
  )

export const chainIdSchema = z.string().regex(/^[A-Za-z0-9_-]{22}$/)
export const chainHashSchema = z.string().regex(/^[0-9a-f]{64}$/)

/** One thing that has happened at a terminal, with its place in the chain. */
export const terminalEntrySchema = z.strictObject({
  n: z.int().min(1).max(1_000_000_000),
  /** By the clock of the terminal. */
  at: z.iso.datetime(),
  event: z.string().regex(/^machine-[a-z0-9-]{1,60}$/),
  facts: z
    .record(z.string().regex(/^(?!by$|chain)[a-z][A-Za-z0-9]{0,30}$/), factSchema)
    .refine(facts => Object.keys(facts).length <= 12, 'too many'),
})
export type TerminalEntry = z.output<typeof terminalEntrySchema>

/** Before the first entry there is nothing. */
export const NO_ENTRY_HASH = '0'.repeat(64)

/** What is hashed (SHA-256) for the link of an entry: it holds the hash of the one before, and the chain that it is of. */
export const linkText = (chain: string, before: string, { n, at, event, facts }: TerminalEntry): string =>
  `yinzheng terminal audit link 1\n${canonicalJson({ at, before, chain, event, facts, n })}`

/** How far a chain is: what a terminal signs. */
export interface ChainHead {
  readonly chain: string
  readonly n: number
  readonly hash: string
}

/** What is signed by the key of the terminal. */
export const headText = (terminalId: string, { chain, n, hash }: ChainHead): string =>
  `yinzheng terminal audit head 1\n${canonicalJson({ chain, hash, n, terminalId })}`
