import { createHash } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import { type Bilingual, both } from '../../src/contract/texts.ts'
import { err, ok, type Result } from '../../src/result.ts'
import type { LayerId } from '../../src/settings/layer-id.ts'
import { canonicalJson, type Layer } from '../../src/settings/settings.ts'
import type { ServerKey } from '../ground/server-key.ts'
import type { Tables } from '../ground/store/tables.ts'
import { newestOf } from './published.ts'
import { audit } from './settings-audit.ts'

export interface Publishing {
  readonly id: LayerId
  readonly content: Layer
  /** The version that it was drafted on. */
  readonly basedOn: number
  readonly restoredFrom: number | null
  readonly by: string
  /** The second person and the proposal, where one was needed. */
  readonly agreed: { readonly by: string; readonly proposalId: string } | null
}

export const OUTDATED = both(
  '其间已有别的版本发布：请在它的基础上重新起草',
  'another version was published since: draft it anew on top of that one',
)

/** What is signed of a version, as UTF-8: it says whose it is, so that no version of another layer stands for it. */
export const publicationText = ({ layer, subjectId }: LayerId, version: number, hash: string): string =>
  ['yinzheng-settings-layer-1', layer, subjectId, String(version), hash].join('\n')

/**
 * Publishes the next version of a layer, one after the other for the whole house. Refuses when another one was published since it was
 * drafted. The draft of the layer is over when it says the same.
 */
export async function publish(
  tx: Transaction<Tables>,
  serverKey: Pick<ServerKey, 'sign'>,
  { id, content, basedOn, restoredFrom, by, agreed }: Publishing,
  now: Date,
): Promise<Result<{ version: number }, Bilingual>> {
  // Numbers must come to be seen in their order: what holds is found by the newest of them.
  await sql`lock table settings_publication in share row exclusive mode`.execute(tx)
  const before = await newestOf(tx, id)
  if (before.version !== basedOn) return err(OUTDATED)
  const version = before.version + 1
  const text = canonicalJson(content)
  const hash = createHash('sha256').update(text).digest('hex')
  const { layer, subjectId } = id
  await tx
    .insertInto('settings_publication')
    .values({
      ...{ layer, subject_id: subjectId, version, content: text, hash },
      signature: serverKey.sign(publicationText(id, version, hash)),
      ...{ restored_from: restoredFrom, published_by: by, published_at: now },
      ...{ agreed_by: agreed?.by ?? null, proposal_id: agreed?.proposalId ?? null },
    })
    .execute()
  await tx
    .deleteFrom('settings_draft')
    .where('layer', '=', layer)
    .where('subject_id', '=', subjectId)
    .where('content', '=', text)
    .execute()
  await audit(tx, now, {
    ...{ event: restoredFrom === null ? 'settings-published' : 'settings-restored', subject: `${layer}/${subjectId}` },
    terminalId: layer === 'terminal' ? subjectId : null,
    detail: { by, agreedBy: agreed?.by ?? null, version, hash, restoredFrom },
  })
  return ok({ version })
}
