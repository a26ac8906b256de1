import { z } from 'zod'
import { aimOf } from '../faults.ts'

/** At what of a letter: its sender, who gets it, the letter itself. */
export const OPERATIONS = ['from', 'to', 'letter'] as const
export type MailboxOperation = (typeof OPERATIONS)[number]

const kinds = [
  z.object({ kind: z.literal('slow'), ms: z.int().min(0) }),
  /** Takes the letter and ends the connection in place of an answer. */
  z.object({ kind: z.literal('cut') }),
  /** In place of what was asked: 450 and such for now, 550 and such for good. */
  z.object({ kind: z.literal('answer'), code: z.int().min(400).max(599), words: z.string().max(200).default('no') }),
] as const

export const mailboxFaultSchema = z.intersection(z.discriminatedUnion('kind', kinds), aimOf(OPERATIONS))
export type MailboxFaultInput = z.input<typeof mailboxFaultSchema>
export type MailboxFault = z.output<typeof mailboxFaultSchema>
