import { type Bilingual, both } from '../../src/contract/texts.ts'
import { countsAt } from '../../src/rules/staff-roles.ts'
import type { LayerId } from '../../src/settings/layer-id.ts'
import type { Db } from './published.ts'

export const ALL_TERMINALS = both('所有自助机', 'All terminals')

/** Whose a layer is: of everybody, of a site, or of a terminal that stands at one. */
export interface LayerPlace {
  readonly name: Bilingual
  /** Null: of all sites. */
  readonly siteId: string | null
  readonly terminalId: string | null
  /** Where its screen says that it stands. */
  readonly place: Bilingual
}

/** The place of a layer; null where there is no such site or terminal. */
export async function placeOf(db: Db, { layer, subjectId }: LayerId): Promise<LayerPlace | null> {
  if (layer === 'global') return { name: ALL_TERMINALS, siteId: null, terminalId: null, place: both('', '') }
  if (layer === 'site') {
    const site = await db.selectFrom('site').selectAll().where('site_id', '=', subjectId).executeTakeFirst()
    if (!site) return null
    const name = both(site.name_zh, site.name_en)
    return { name, siteId: site.site_id, terminalId: null, place: name }
  }
  const row = await db
    .selectFrom('terminal')
    .select(['site_id', 'name_zh', 'name_en', 'place_zh', 'place_en'])
    .where('terminal_id', '=', subjectId)
    .executeTakeFirst()
  if (!row) return null
  const { site_id, name_zh, name_en, place_zh, place_en } = row
  return { name: both(name_zh, name_en), siteId: site_id, terminalId: subjectId, place: both(place_zh, place_en) }
}

/** The same for somebody of staff: null also where the account does not count, as if it were not there. */
export async function placeFor(
  db: Db,
  id: LayerId,
  { sites }: { readonly sites: readonly string[] },
): Promise<LayerPlace | null> {
  const place = await placeOf(db, id)
  return place && countsAt(sites, place.siteId) ? place : null
}

/** What lies under a layer: for a terminal its site and all, for a site all, for all the file. */
export const under = ({ layer }: LayerId, { siteId }: LayerPlace) => ({
  siteId: layer === 'terminal' ? siteId : null,
  terminalId: null,
  isFileAlone: layer === 'global',
})
