import { type Kysely, sql, type Transaction } from 'kysely'
import { type LayerId, layerKey } from '../../src/settings/layer-id.ts'
import { type Layer, layerSchema } from '../../src/settings/settings.ts'
import type { Tables } from '../ground/store/tables.ts'

export type Db = Kysely<Tables> | Transaction<Tables>

/** The newest version of a layer. */
export interface Published {
  readonly version: number
  readonly content: Layer
}
export const NOTHING_PUBLISHED: Published = { version: 0, content: {} }

/** The newest version of one layer; version 0 where nothing was published of it. */
export async function newestOf(db: Db, { layer, subjectId }: LayerId): Promise<Published> {
  const row = await db
    .selectFrom('settings_publication')
    .select(['version', 'content'])
    .where('layer', '=', layer)
    .where('subject_id', '=', subjectId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? { version: row.version, content: readLayer(row.content) } : NOTHING_PUBLISHED
}

/** The newest version of every layer, by its key. */
export async function newestOfAll(db: Db): Promise<ReadonlyMap<string, Published>> {
  const { rows } = await sql<{ layer: string; subject_id: string; version: number; content: string }>`
    select distinct on (layer, subject_id) layer, subject_id, version, content
    from settings_publication order by layer, subject_id, version desc`.execute(db)
  return new Map(
    rows.map(({ layer, subject_id, version, content }) => [
      layerKey({ layer: layer as LayerId['layer'], subjectId: subject_id }),
      { version, content: readLayer(content) },
    ]),
  )
}

/**
 * A layer as it was published. A later program may have narrower bounds, or no place for a value any more: what does not fit is left out,
 * and the layer below says it, rather than that nothing is read.
 */
export function readLayer(content: string): Layer {
  const said = JSON.parse(content) as Readonly<Record<string, Readonly<Record<string, unknown>>>>
  const whole = layerSchema.safeParse(said)
  if (whole.success) return whole.data
  let kept: Layer = {}
  for (const [section, values] of Object.entries(said))
    for (const [key, value] of Object.entries(values)) {
      const one = layerSchema.safeParse({ ...kept, [section]: { ...(kept as typeof said)[section], [key]: value } })
      if (one.success) kept = one.data
    }
  return kept
}
