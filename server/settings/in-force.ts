import type { Kysely } from 'kysely'
import type { SettingsInForce } from '../../src/settings/in-force.ts'
import { GLOBAL, type LayerId, layerKey } from '../../src/settings/layer-id.ts'
import { type Layer, type Resolved, resolveSettings, type Settings } from '../../src/settings/settings.ts'
import type { Tables } from '../ground/store/tables.ts'
import { newestOfAll, type Published } from './published.ts'

/** What holds, with the layer that each value comes from. */
export interface ResolvedInForce extends SettingsInForce {
  resolvedAt(terminalId: string | null): Promise<InForce>
  /** As it would be at a terminal of a site, or anywhere. */
  below(place: Place): Promise<InForce>
  /** What each layer says that was published. */
  layers(): Promise<readonly { readonly layer: LayerId['layer']; readonly content: Layer }[]>
}

interface Place {
  readonly siteId: string | null
  readonly terminalId: string | null
  /** Nothing that was published counts. */
  readonly isFileAlone?: boolean
}

export interface InForce extends Resolved {
  /** Rises with every publication of the house. */
  readonly newest: number
  readonly siteId: string | null
}

/** Reads what was published over what the server's file says. A publication counts from the next question on, at every server of the house. */
export function createInForce(db: Kysely<Tables>, file: Settings): ResolvedInForce {
  let held: { readonly newest: number; readonly layers: ReadonlyMap<string, Published> } | null = null

  const layersNow = async () => {
    const row = await db
      .selectFrom('settings_publication')
      .select(({ fn }) => fn.max('number').as('newest'))
      .executeTakeFirstOrThrow()
    const newest = Number(row.newest ?? 0)
    if (held?.newest !== newest) held = { newest, layers: await newestOfAll(db) }
    return held
  }

  const below: ResolvedInForce['below'] = async ({ siteId, terminalId, isFileAlone = false }) => {
    const { newest, layers } = await layersNow()
    const contentOf = (id: LayerId | null) => (id && layers.get(layerKey(id))?.content) ?? null
    const resolved = resolveSettings(file, {
      global: contentOf(isFileAlone ? null : GLOBAL),
      site: contentOf(siteId === null ? null : { layer: 'site', subjectId: siteId }),
      terminal: contentOf(terminalId === null ? null : { layer: 'terminal', subjectId: terminalId }),
    })
    return { ...resolved, newest, siteId }
  }

  const resolvedAt: ResolvedInForce['resolvedAt'] = async terminalId => {
    if (terminalId === null) return below({ siteId: null, terminalId: null })
    const row = await db
      .selectFrom('terminal')
      .select('site_id')
      .where('terminal_id', '=', terminalId)
      .executeTakeFirst()
    return below({ siteId: row?.site_id ?? null, terminalId })
  }
  const layers: ResolvedInForce['layers'] = async () =>
    [...(await layersNow()).layers].map(([key, { content }]) => ({
      layer: key.slice(0, key.indexOf('/')) as LayerId['layer'],
      content,
    }))
  return { resolvedAt, below, layers, at: async terminalId => (await resolvedAt(terminalId)).settings }
}
