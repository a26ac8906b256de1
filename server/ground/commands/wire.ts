import { z } from 'zod'

const texts = z.record(z.string().max(40), z.string().max(8_000_000))

/** What a program beside the server asks it to carry out, one JSON text a line. */
export const wishSchema = z.strictObject({
  room: z.string().max(40),
  verb: z.string().max(40),
  positionals: z.array(z.string().max(400)).max(10),
  texts,
  flags: z.array(z.string().max(40)).max(20),
})
export type Wish = z.infer<typeof wishSchema>

/** What the server says to it, one JSON text a line: how far it is, and at last the answer. */
export const wordSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('progress'), line: z.string() }),
  z.strictObject({
    kind: z.literal('answer'),
    exit: z.union([z.literal(0), z.literal(1), z.literal(2)]),
    value: z.unknown().optional(),
    message: z.string().optional(),
    files: texts.optional(),
  }),
])
export type Word = z.infer<typeof wordSchema>

/** Longer than any list that a command may bring. */
export const LINE_CHARACTERS_MAX = 16_000_000
