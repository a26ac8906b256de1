import { randomInt } from 'node:crypto'
import type { Kysely, Selectable } from 'kysely'
import type { LayerId } from '../../src/settings/layer-id.ts'
import { canonicalJson, type Layer } from '../../src/settings/settings.ts'
import type { Tables } from '../ground/store/tables.ts'
import { type Db, readLayer } from './published.ts'
import { audit } from './settings-audit.ts'

export type DraftRow = Selectable<Tables['settings_draft']>

/** The draft of a layer; undefined where there is none. */
export const draftOf = (db: Db, { layer, subjectId }: LayerId): Promise<DraftRow | undefined> =>
  db
    .selectFrom('settings_draft')
    .selectAll()
    .where('layer', '=', layer)
    .where('subject_id', '=', subjectId)
    .executeTakeFirst()

export const contentOf = ({ content }: Pick<DraftRow, 'content'>): Layer => readLayer(content)

/** A draft to be kept. `revision`: the save that was seen; 0: there was none. */
export interface DraftSave {
  readonly id: LayerId
  readonly content: Layer
  readonly basedOn: number
  readonly revision: number
  readonly by: string
}

/** Of a new draft: nobody who saw a save of one that is over has seen one of this. */
const firstRevision = () => randomInt(1, 1_000_000_000)

/** Keeps it where nobody else has saved since; null where somebody has. */
export async function saveDraft(
  db: Kysely<Tables>,
  { id: { layer, subjectId }, content, basedOn, revision, by }: DraftSave,
  now: Date,
): Promise<DraftRow | null> {
  const saved = { content: canonicalJson(content), based_on: basedOn, saved_by: by, saved_at: now }
  return db.transaction().execute(async tx => {
    const row =
      revision === 0
        ? await tx
            .insertInto('settings_draft')
            .values({ layer, subject_id: subjectId, ...saved, revision: firstRevision(), begun_at: now })
            .onConflict(conflict => conflict.doNothing())
            .returningAll()
            .executeTakeFirst()
        : await tx
            .updateTable('settings_draft')
            .set({ ...saved, revision: revision + 1 })
            .where('layer', '=', layer)
            .where('subject_id', '=', subjectId)
            .where('revision', '=', revision)
            .returningAll()
            .executeTakeFirst()
    if (!row) return null
    await audit(tx, now, {
      ...{ event: 'settings-drafted', subject: `${layer}/${subjectId}` },
      terminalId: layer === 'terminal' ? subjectId : null,
      detail: { by, basedOn, revision: row.revision },
    })
    return row
  })
}

/** Throws the draft away that was seen; false where somebody has saved since. */
export async function dropDraft(
  db: Kysely<Tables>,
  { layer, subjectId }: LayerId,
  { revision, by }: { readonly revision: number; readonly by: string },
  now: Date,
): Promise<boolean> {
  return db.transaction().execute(async tx => {
    const dropped = await tx
      .deleteFrom('settings_draft')
      .where('layer', '=', layer)
      .where('subject_id', '=', subjectId)
      .where('revision', '=', revision)
      .executeTakeFirst()
    if (dropped.numDeletedRows === 0n) return false
    await audit(tx, now, {
      ...{ event: 'settings-draft-dropped', subject: `${layer}/${subjectId}` },
      terminalId: layer === 'terminal' ? subjectId : null,
      detail: { by, revision },
    })
    return true
  })
}
