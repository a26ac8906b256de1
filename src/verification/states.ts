import { z } from 'zod'

/** What the university says of a document that it has issued. */
export const documentStateSchema = z.enum(['valid', 'replaced', 'revoked', 'expired'])
export type DocumentState = z.infer<typeof documentStateSchema>

/** Why a document was revoked, as everyone may know it. What happened in the single case stays in the university's files. */
export const REVOCATION_REASONS = ['issued-in-error', 'record-corrected', 'lost-or-misused', 'withdrawn'] as const
export const revocationReasonSchema = z.enum(REVOCATION_REASONS)
export type RevocationReason = z.infer<typeof revocationReasonSchema>
