import type { Kysely } from 'kysely'
import { z } from 'zod'
import { REVOKED_AT_ONCE } from '../../src/contract/document-desk-api.ts'
import { type Bilingual, both } from '../../src/contract/texts.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { type RevocationReason, revocationReasonSchema } from '../../src/verification/states.ts'
import type { ProposalKind } from '../four-eyes/four-eyes.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { Issuing } from '../issuing/issuing.ts'
import { audit } from './document-desk-audit.ts'

const payloadSchema = z.object({
  documentIds: z.array(z.string()).min(1).max(REVOKED_AT_ONCE),
  reason: revocationReasonSchema,
})
type Payload = z.infer<typeof payloadSchema>

export const REVOKE_MANY = 'revoke-many'

const REASONS: Readonly<Record<RevocationReason, Bilingual>> = {
  'issued-in-error': both('误发', 'Issued in error'),
  'record-corrected': both('记录已更正', 'The record was corrected'),
  'lost-or-misused': both('遗失或被冒用', 'Lost or misused'),
  withdrawn: both('已撤回', 'Withdrawn'),
}
const SHOWN = 50

/** Taking back many documents at once: one drafts it, another agrees, and all of it happens or nothing. */
export function revocationOfMany(
  db: Kysely<Tables>,
  revocations: Pick<Issuing['revocations'], 'revokeIn'>,
): ProposalKind<Payload> {
  return {
    ...{ name: REVOKE_MANY, schema: payloadSchema },
    called: both('批量撤销文件', 'Revoking many documents'),
    ...{ proposePermission: 'document-desk.revoke', agreePermission: 'document-desk.agree' },
    titleOf: async ({ documentIds: { length }, reason }) =>
      both(`撤销 ${length} 份文件：${REASONS[reason].zh}`, `Revoke ${length} documents: ${REASONS[reason].en}`),
    detailsOf: async ({ documentIds }) => {
      const rows = await db
        .selectFrom('document')
        .select(['document_number', 'revoked_at'])
        .where('document_id', 'in', documentIds.slice(0, SHOWN))
        .orderBy('document_number')
        .execute()
      const listed = rows.map(({ document_number, revoked_at }) => ({
        label: both(document_number, document_number),
        before: revoked_at === null ? '有效 · in force' : '已撤销 · revoked',
        after: '撤销 · revoked',
      }))
      const left = documentIds.length - listed.length
      return left > 0 ? [...listed, { label: both('还有', 'And more'), before: null, after: String(left) }] : listed
    },
    carryOut: async (tx, { documentIds, reason }, { proposalId, draftedBy, agreedBy }, now) => {
      let isNew = 0
      for (const documentId of documentIds.toSorted()) {
        const revoked = await revocations.revokeIn(tx, documentId, reason)
        // What somebody has revoked since is as it should be.
        if (!revoked.ok && revoked.error === 'already-revoked') continue
        if (!revoked.ok)
          return err(
            both('有一份文件已不存在，没有撤销任何文件。', 'One of them is not there any more. Nothing was revoked.'),
          )
        isNew++
        const detail = { by: draftedBy, agreedBy, proposalId }
        await audit(tx, now, { event: 'desk-document-revoked', subject: documentId, terminalId: null, detail })
      }
      return ok(both(`已撤销 ${isNew} 份。`, `${isNew} were revoked.`))
    },
  }
}

export type RevokedLineFault = { readonly line: number; readonly what: 'unknown' | 'revoked' | 'twice' }

/** The documents that lines of a list name, or what is wrong line by line. */
export async function documentsOfLines(
  db: Kysely<Tables>,
  lines: readonly string[],
): Promise<Result<string[], RevokedLineFault[]>> {
  const numbers = lines.map(line => line.normalize('NFKC').trim().toUpperCase())
  const wanted = [...new Set(numbers.filter(number => number !== ''))]
  const rows =
    wanted.length === 0
      ? []
      : await db
          .selectFrom('document')
          .select(['document_id', 'document_number', 'revoked_at'])
          .where('document_number', 'in', wanted)
          .where('state', '=', 'issued')
          .execute()
  const known = new Map(rows.map(row => [row.document_number, row]))
  const seen = new Set<string>()
  const faults: RevokedLineFault[] = []
  for (const [at, number] of numbers.entries()) {
    if (number === '') continue
    const row = known.get(number)
    if (!row) faults.push({ line: at + 1, what: 'unknown' })
    else if (row.revoked_at) faults.push({ line: at + 1, what: 'revoked' })
    else if (seen.has(number)) faults.push({ line: at + 1, what: 'twice' })
    seen.add(number)
  }
  return faults.length > 0 ? err(faults) : ok(rows.map(row => row.document_id))
}
