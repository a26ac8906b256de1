import type { Selectable } from 'kysely'
import type { PublishedLayer, SettingsDraft } from '../../src/contract/settings-api.ts'
import type { LayerId } from '../../src/settings/layer-id.ts'
import { differenceOf } from '../../src/settings/settings.ts'
import type { Tables } from '../ground/store/tables.ts'
import { namesOf } from './colleagues.ts'
import { contentOf, type DraftRow } from './drafts.ts'
import { type Db, readLayer } from './published.ts'

type Row = Selectable<Tables['settings_publication']>

/** So many can be brought back by one press; the table keeps all of them. */
export const OFFERED_VERSIONS = 5

/** The newest versions of a layer, newest first: what holds, and those that can be brought back. */
export async function historyOf(db: Db, { layer, subjectId }: LayerId): Promise<PublishedLayer[]> {
  const rows = await db
    .selectFrom('settings_publication')
    .selectAll()
    .where('layer', '=', layer)
    .where('subject_id', '=', subjectId)
    .orderBy('version', 'desc')
    .limit(OFFERED_VERSIONS + 2)
    .execute()
  const nameOf = await namesOf(
    db,
    rows.flatMap(row => [row.published_by, row.agreed_by]),
  )
  return rows.slice(0, OFFERED_VERSIONS + 1).map((row, i) => said(row, rows[i + 1], nameOf))
}

/** One version of a layer; undefined for one that there is not. */
export const versionOf = (db: Db, { layer, subjectId }: LayerId, version: number) =>
  db
    .selectFrom('settings_publication')
    .selectAll()
    .where('layer', '=', layer)
    .where('subject_id', '=', subjectId)
    .where('version', '=', version)
    .executeTakeFirst()

function said(row: Row, before: Row | undefined, nameOf: (staffId: string) => string): PublishedLayer {
  const content = readLayer(row.content)
  return {
    ...{ version: row.version, content, hash: row.hash, restoredFrom: row.restored_from },
    ...{ publishedBy: nameOf(row.published_by), agreedBy: row.agreed_by === null ? null : nameOf(row.agreed_by) },
    publishedAt: row.published_at.toISOString(),
    changes: differenceOf(before ? readLayer(before.content) : {}, content),
  }
}

/** A draft as colleagues see it. */
export async function sayDraft(db: Db, row: DraftRow): Promise<SettingsDraft> {
  const nameOf = await namesOf(db, [row.saved_by])
  return {
    ...{ content: contentOf(row), basedOn: row.based_on, revision: row.revision },
    ...{ begunAt: row.begun_at.toISOString(), savedBy: nameOf(row.saved_by), savedAt: row.saved_at.toISOString() },
  }
}
