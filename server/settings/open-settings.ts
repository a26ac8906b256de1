import { fileURLToPath } from 'node:url'
import { err, ok } from '../../src/result.ts'
import type { Documents } from '../documents/documents.ts'
import type { FourEyes } from '../four-eyes/four-eyes.ts'
import type { Ground } from '../ground/ground.ts'
import { openPageFiles } from '../ground/pages/page-files.ts'
import type { Room } from '../ground/room.ts'
import { tellDrift } from './drift.ts'
import type { ResolvedInForce } from './in-force.ts'
import { createIssuedSettings } from './issued.ts'
import type { KindTitles } from './kind-titles.ts'
import { createLayerDesk } from './layer-desk.ts'
import { registerPicture } from './picture-routes.ts'
import { publishProposals } from './proposal-kind.ts'
import { listRunning } from './read-running.ts'
import { keepRunning } from './running.ts'
import type { SettingsRoom } from './settings.ts'
import type { SETTINGS } from './settings-plan.ts'
import { placesFor, showLayer } from './show-layer.ts'

const BUILT_PICTURE = fileURLToPath(new URL('../../dist/renderer/kiosk-picture', import.meta.url))
const DRIFT_EVERY_MS = 60_000

export interface SettingsNeeds {
  readonly inForce: ResolvedInForce
  readonly fourEyes: FourEyes
  readonly documents: Pick<Documents, 'kinds'>
}

/** What is set for terminals. */
export function openSettings(
  ground: Ground,
  { inForce, fourEyes, documents }: SettingsNeeds,
): Room<SettingsRoom, typeof SETTINGS> {
  const { db, clock } = ground
  const now = () => new Date(clock.now())
  const kinds: KindTitles = () => documents.kinds.map(({ kind, editions }) => ({ kind, title: editions[0]!.title }))
  const issued = createIssuedSettings({ ...ground, inForce })
  const desk = createLayerDesk({ ground, fourEyes, kinds })
  fourEyes.hear(publishProposals({ ground, kinds, inForce }))
  return {
    doors: { issued },
    handlers: {
      publishedSettings: async (_, { terminalId }) => ok(await issued.document(terminalId)),
      reportSettings: async (said, { terminalId }) => {
        await keepRunning(db, terminalId, said, now())
        return ok({})
      },
      settingsPlaces: async (_, caller) => ok(await placesFor(db, caller)),
      settingsTerminals: async (wish, { sites }) => ok(await listRunning(db, wish, sites, now())),
      settingsLayer: async (id, caller) => {
        const shown = await showLayer({ ground, inForce, kinds }, id, caller)
        return shown ? ok(shown) : err('not-there')
      },
      saveSettingsDraft: (typed, caller) => desk.save(typed, caller),
      dropSettingsDraft: ({ revision, layer, subjectId }, caller) => desk.drop({ layer, subjectId }, revision, caller),
      publishSettings: ({ layer, subjectId, ...said }, caller) => desk.publish({ layer, subjectId }, said, caller),
      restoreSettings: ({ layer, subjectId, ...said }, caller) => desk.restore({ layer, subjectId }, said, caller),
    },
    pages: app => registerPicture(app, openPageFiles(BUILT_PICTURE)),
    sweeps: [{ name: 'drift of settings', everyMs: DRIFT_EVERY_MS, run: () => tellDrift(ground, now()) }],
  }
}
