import type { PublishOutcome, SaveOutcome } from '../../src/contract/settings-api.ts'
import type { Fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import type { LayerId } from '../../src/settings/layer-id.ts'
import { canonicalJson, changesMoney, differenceOf, type Layer } from '../../src/settings/settings.ts'
import type { FourEyes } from '../four-eyes/four-eyes.ts'
import type { StaffCaller } from '../ground/callers.ts'
import type { Ground } from '../ground/ground.ts'
import { steppedUp } from '../ground/step-up.ts'
import { checkLayer } from './check-layer.ts'
import { contentOf, draftOf, dropDraft, saveDraft } from './drafts.ts'
import type { KindTitles } from './kind-titles.ts'
import { type LayerPlace, placeFor } from './places.ts'
import { PUBLISH_KIND } from './proposal-kind.ts'
import { publish } from './publish.ts'
import { newestOf, readLayer } from './published.ts'
import { historyOf, sayDraft, versionOf } from './read-layer.ts'
import { traysTold } from './trays-told.ts'

export interface LayerDeskParts {
  readonly ground: Pick<Ground, 'db' | 'clock' | 'serverKey'>
  readonly fourEyes: Pick<FourEyes, 'propose'>
  readonly kinds: KindTitles
}

type Answer<T> = Promise<Result<T, Fault | 'not-there'>>
type Typed = LayerId & { readonly content: unknown; readonly basedOn: number; readonly revision: number }

/** Drafts of layers, and how they come to hold. */
export interface LayerDesk {
  save(typed: Typed, by: StaffCaller): Answer<SaveOutcome>
  drop(id: LayerId, revision: number, by: StaffCaller): Answer<{ outcome: 'dropped' } | Changed>
  publish(
    id: LayerId,
    said: { readonly revision: number; readonly reason: string },
    by: StaffCaller,
  ): Answer<PublishOutcome>
  restore(
    id: LayerId,
    said: { readonly version: number; readonly basedOn: number; readonly reason: string },
    by: StaffCaller,
  ): Answer<PublishOutcome>
}
type Changed = Extract<SaveOutcome, { outcome: 'changed' }>
type Outdated = Extract<SaveOutcome, { outcome: 'outdated' }>

/** Whether another person must agree: to whatever holds for all terminals, and to each price. */
export const needsAgreement = ({ layer }: LayerId, before: Layer, after: Layer): boolean =>
  layer === 'global' || changesMoney(differenceOf(before, after))

export function createLayerDesk({ ground, fourEyes, kinds }: LayerDeskParts): LayerDesk {
  const { db, clock, serverKey } = ground
  const now = () => new Date(clock.now())

  const changed = async (id: LayerId, mine: Layer): Promise<Changed> => {
    const row = await draftOf(db, id)
    return {
      outcome: 'changed',
      draft: row ? await sayDraft(db, row) : null,
      changes: row ? differenceOf(contentOf(row), mine) : [],
    }
  }
  /** Null where what was seen is what runs. */
  const outdated = async (id: LayerId, basedOn: number, mine: Layer): Promise<Outdated | null> => {
    const [newest] = await historyOf(db, id)
    if (!newest || newest.version === basedOn) return null
    return { outcome: 'outdated', published: newest, changes: differenceOf(newest.content, mine) }
  }

  /** Publishes what was looked at already, or asks the second person for it. */
  const bring = async (
    { id, place }: { readonly id: LayerId; readonly place: LayerPlace },
    wish: { readonly content: Layer; readonly basedOn: number; readonly restoredFrom: number | null },
    reason: string,
    by: StaffCaller,
  ): Answer<PublishOutcome> => {
    const before = await newestOf(db, id)
    if (before.version === wish.basedOn && differenceOf(before.content, wish.content).length === 0)
      return ok({ outcome: 'same' })
    if (needsAgreement(id, before.content, wish.content)) {
      const { basedOn, restoredFrom } = wish
      const payload = { id, content: canonicalJson(wish.content), basedOn, restoredFrom }
      const proposed = await fourEyes.propose(PUBLISH_KIND, payload, by, { siteId: place.siteId, reason })
      return proposed.ok ? ok({ outcome: 'proposed', proposalId: proposed.value.proposalId }) : proposed
    }
    const done = await db
      .transaction()
      .execute(tx => publish(tx, serverKey, { id, ...wish, by: by.staffId, agreed: null }, now()))
    if (done.ok) return ok({ outcome: 'published', version: done.value.version })
    return ok((await outdated(id, wish.basedOn, wish.content)) ?? (await changed(id, wish.content)))
  }

  return {
    save: async ({ content, basedOn, revision, layer, subjectId }, by) => {
      const id = { layer, subjectId }
      if (!(await placeFor(db, id, by))) return err('not-there')
      const checked = checkLayer(content, kinds(), layer === 'terminal' ? await traysTold(db, subjectId) : null)
      if (!checked.ok) return ok({ outcome: 'wrong', problems: checked.error })
      const late = await outdated(id, basedOn, checked.value)
      if (late) return ok(late)
      // A version that there never was is no ground to draft on.
      if ((await newestOf(db, id)).version !== basedOn) return err('not-there')
      const row = await saveDraft(db, { id, content: checked.value, basedOn, revision, by: by.staffId }, now())
      return ok(row ? { outcome: 'saved', draft: await sayDraft(db, row) } : await changed(id, checked.value))
    },
    drop: async (id, revision, by) => {
      if (!(await placeFor(db, id, by))) return err('not-there')
      const isDropped = await dropDraft(db, id, { revision, by: by.staffId }, now())
      return ok(isDropped ? { outcome: 'dropped' } : await changed(id, {}))
    },
    publish: async (id, { revision, reason }, by) => {
      const place = await placeFor(db, id, by)
      if (!place) return err('not-there')
      const fresh = steppedUp(by, clock)
      if (!fresh.ok) return fresh
      const row = await draftOf(db, id)
      if (row?.revision !== revision) return ok(await changed(id, row ? contentOf(row) : {}))
      const checked = checkLayer(JSON.parse(row.content), kinds())
      if (!checked.ok) return ok({ outcome: 'wrong', problems: checked.error })
      const late = await outdated(id, row.based_on, checked.value)
      if (late) return ok(late)
      return bring({ id, place }, { content: checked.value, basedOn: row.based_on, restoredFrom: null }, reason, by)
    },
    restore: async (id, { version, basedOn, reason }, by) => {
      const place = await placeFor(db, id, by)
      const row = place && (await versionOf(db, id, version))
      if (!place || !row) return err('not-there')
      const fresh = steppedUp(by, clock)
      if (!fresh.ok) return fresh
      // What was good then may name a kind that there is no more.
      const checked = checkLayer(readLayer(row.content), kinds())
      if (!checked.ok) return ok({ outcome: 'wrong', problems: checked.error })
      const late = await outdated(id, basedOn, checked.value)
      if (late) return ok(late)
      return bring({ id, place }, { content: checked.value, basedOn, restoredFrom: version }, reason, by)
    },
  }
}
