import { z } from 'zod'
import { shownDocumentSchema } from '../verification/api.ts'

/** The most that a scanned code may hold, in characters; what stands on our papers has some sixty. */
export const SCANNED_CHARACTERS_MAX = 512

/** What a terminal is told of a document: the facts of the public page, without the hashes of files that nobody sees there. */
const paperSchema = shownDocumentSchema.pick({
  title: true,
  documentNumber: true,
  nameMasked: true,
  numberMasked: true,
  appliedAt: true,
  issuedAt: true,
  pages: true,
  state: true,
  stateSince: true,
  reason: true,
  replacedBy: true,
  expiresAt: true,
  printed: true,
})
export type PaperFacts = z.infer<typeof paperSchema>

/** What the university says of the code on a paper. That nothing could be found out is a fault, never one of these. */
export const paperAnswerSchema = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('found'),
    paper: paperSchema,
    checkedAt: z.iso.datetime(),
    /** In which the university's times are told. */
    timeZone: z.string().max(60),
  }),
  /** A code at the university's own address, or bare, that no document has. */
  z.object({ outcome: z.literal('not-found'), site: z.string().max(255) }),
  /** What a bad scan leaves of a code: nothing is said of the paper. */
  z.object({ outcome: z.literal('unreadable'), site: z.string().max(255) }),
  /** Another address, or something else altogether. What was scanned is not in the answer: nobody shall follow it. */
  z.object({ outcome: z.literal('not-ours'), site: z.string().max(255) }),
])
export type PaperAnswer = z.infer<typeof paperAnswerSchema>
