import { z } from 'zod'
import { type RouteTable, route } from './routes.ts'
import { bilingualSchema } from './texts.ts'

const time = z.iso.datetime()

/** Something that is kept of the person, and how many entries of it there are. */
const partSchema = z.object({ about: bilingualSchema, entries: z.int().min(1) })

export const erasureSchema = z.object({
  goes: z.array(partSchema).max(100),
  stays: z.array(partSchema.extend({ why: bilingualSchema, until: bilingualSchema })).max(100),
  /** Whether an account of the house is closed by it. */
  closesAccount: z.boolean(),
  /** What is under way, and holds it up until it has come to its end. */
  running: z.array(bilingualSchema).max(20),
  graceDays: z.int().min(1),
  /** Where a letter goes, masked; none where no address is known, or no letters are sent. */
  lettersTo: z.array(z.string().max(80)).max(20),
  /** Null while the person has not asked for it. */
  wish: z
    .object({
      /** `under-way` can't be undone any more. */
      state: z.enum(['waiting', 'under-way']),
      askedAt: time,
      dueAt: time,
      /** How many parts of the house are through, and of how many. */
      partsDone: z.int().min(0),
      parts: z.int().min(1),
    })
    .nullable(),
})
/** What of a person can be erased, and how far that is. */
export type Erasure = z.infer<typeof erasureSchema>

/** What a person has erased. It is about all registers of the person. */
export const ERASURE_ROUTES = {
  erasure: route({
    method: 'GET',
    path: '/v1/me/erasure',
    caller: 'visitor',
    summary: 'What goes and what stays if the person has everything erased, and how far a wish for it is',
    input: z.object({}),
    output: erasureSchema,
  }),
  askErasure: route({
    method: 'POST',
    path: '/v1/me/erasure',
    caller: 'visitor',
    summary: 'Asks for it, after days in which it can be undone; wants a proof of the last ten minutes',
    input: z.object({}),
    output: erasureSchema,
  }),
  undoErasure: route({
    method: 'POST',
    path: '/v1/me/erasure/undo',
    caller: 'visitor',
    summary: 'Undoes the wish, as long as nothing of it has begun',
    input: z.object({}),
    output: erasureSchema,
  }),
} as const satisfies RouteTable
