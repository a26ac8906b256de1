import type { z } from 'zod'
import type { STAFF_SETTINGS_ROUTES } from '../../src/contract/settings-api.ts'
import { countsAt, mayDo } from '../../src/rules/staff-roles.ts'
import type { LayerId } from '../../src/settings/layer-id.ts'
import type { StaffCaller } from '../ground/callers.ts'
import type { Ground } from '../ground/ground.ts'
import { draftOf } from './drafts.ts'
import type { ResolvedInForce } from './in-force.ts'
import type { KindTitles } from './kind-titles.ts'
import { placeFor, under } from './places.ts'
import { PUBLISH_KIND } from './proposal-kind.ts'
import type { Db } from './published.ts'
import { historyOf, sayDraft } from './read-layer.ts'
import { traysTold } from './trays-told.ts'

export interface ShowLayerParts {
  readonly ground: Pick<Ground, 'db' | 'house'>
  readonly inForce: Pick<ResolvedInForce, 'below'>
  readonly kinds: KindTitles
}

type ShownLayer = z.output<(typeof STAFF_SETTINGS_ROUTES)['settingsLayer']['output']>

/** Everything that is to be seen of a layer; null where it is not there, or not for this account. */
export async function showLayer(
  { ground: { db, house }, inForce, kinds }: ShowLayerParts,
  id: LayerId,
  caller: StaffCaller,
): Promise<ShownLayer | null> {
  const place = await placeFor(db, id, caller)
  if (!place) return null
  const [history, draft] = [await historyOf(db, id), await draftOf(db, id)]
  const { settings: below, from } = await inForce.below(under(id, place))
  return {
    ...{ name: place.name, university: house.name, place: place.place, timeZone: house.timeZone },
    ...{ published: history[0] ?? null, draft: draft ? await sayDraft(db, draft) : null },
    ...{ below, from, history, kinds: [...kinds()] },
    trays: id.layer === 'terminal' ? await traysTold(db, id.subjectId) : null,
    needsAgreement: id.layer === 'global',
    mayEdit: mayDo(caller.role, 'settings.edit'),
    waiting: await waitingFor(db, id),
  }
}

async function waitingFor(db: Db, { layer, subjectId }: LayerId): Promise<string | null> {
  const rows = await db
    .selectFrom('proposal')
    .select(['proposal_id', 'payload'])
    .where('kind', '=', PUBLISH_KIND)
    .where('state', '=', 'waiting')
    .orderBy('drafted_at', 'desc')
    .limit(200)
    .execute()
  const ours = rows.find(({ payload }) => {
    const { id } = payload as unknown as { id: LayerId }
    return id.layer === layer && id.subjectId === subjectId
  })
  return ours?.proposal_id ?? null
}

/** Sites that an account sees, and whether it sees what holds for all. */
export async function placesFor(db: Db, { sites }: Pick<StaffCaller, 'sites'>) {
  const rows = await db.selectFrom('site').selectAll().orderBy('position').orderBy('site_id').execute()
  return {
    hasGlobal: countsAt(sites, null),
    sites: rows
      .filter(({ site_id }) => countsAt(sites, site_id))
      .map(({ site_id, name_zh, name_en }) => ({ siteId: site_id, name: { zh: name_zh, en: name_en } })),
  }
}
