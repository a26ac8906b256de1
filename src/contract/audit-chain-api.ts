import { z } from 'zod'
import { chainHashSchema, chainIdSchema, terminalEntrySchema } from '../audit/terminal-chain.ts'
import { type RouteTable, route } from './routes.ts'

/** So many entries go at once. */
export const CHAIN_ENTRIES_AT_ONCE = 100

/** What is wrong between the chain of a terminal and what the server has of it. */
export const CHAIN_BREAKS = ['forked', 'replaced', 'shorter', 'gap', 'unreadable'] as const
export type ChainBreak = (typeof CHAIN_BREAKS)[number]

/** How a terminal hands over its chain, piece by piece. Nothing but the answer says what has arrived: a piece may be sent again. */
export const AUDIT_CHAIN_ROUTES = {
  reportChain: route({
    method: 'POST',
    path: '/v1/terminal/audit-chain',
    caller: 'terminal',
    summary: 'Entries of the chain that a terminal keeps of itself, with its signed head',
    input: z.object({
      chain: chainIdSchema,
      /** Where the chain ends by now, and its signature by the key of the terminal. */
      head: z.object({ n: z.int().min(0).max(1_000_000_000), hash: chainHashSchema, signature: z.string().max(200) }),
      /** The oldest entry that the terminal still has. */
      oldest: z.int().min(1).max(1_000_000_001),
      /** The hash before the first of `entries`. */
      before: chainHashSchema,
      entries: z.array(terminalEntrySchema).max(CHAIN_ENTRIES_AT_ONCE),
    }),
    output: z.object({
      /** Where the server wants the next piece to begin; null where this chain is not taken any more, and another is to be begun. */
      next: z.int().min(1).nullable(),
      /** What was wrong with it. */
      why: z.enum(CHAIN_BREAKS).nullable(),
      /** The first entry that does not fit. */
      at: z.int().min(1).nullable(),
    }),
  }),
} as const satisfies RouteTable
