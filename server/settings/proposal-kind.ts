import { z } from 'zod'
import { both } from '../../src/contract/texts.ts'
import { err, ok } from '../../src/result.ts'
import { layerIdSchema } from '../../src/settings/layer-id.ts'
import { sayValue } from '../../src/settings/say-value.ts'
import type { SettingPath } from '../../src/settings/sections.ts'
import { at, differenceOf } from '../../src/settings/settings.ts'
import type { ProposalKind } from '../four-eyes/four-eyes.ts'
import type { Ground } from '../ground/ground.ts'
import { checkLayer } from './check-layer.ts'
import type { ResolvedInForce } from './in-force.ts'
import type { KindTitles } from './kind-titles.ts'
import { placeOf, under } from './places.ts'
import { OUTDATED, publish } from './publish.ts'
import { newestOf, readLayer } from './published.ts'
import { sayChanges } from './say-changes.ts'

/** Never changed: it stands in rows. */
export const PUBLISH_KIND = 'publish-settings'

export const publishProposalSchema = z.object({
  id: layerIdSchema,
  /** The layer, JSON in the spelling in which it is hashed. */
  content: z.string().max(200_000),
  basedOn: z.int().min(0),
  restoredFrom: z.int().min(1).nullable(),
})
type PublishProposal = z.infer<typeof publishProposalSchema>

export interface ProposalKindParts {
  readonly ground: Pick<Ground, 'db' | 'serverKey'>
  readonly kinds: KindTitles
  readonly inForce: Pick<ResolvedInForce, 'below'>
}

/** Publishing to all terminals, and whatever changes what visitors pay, as one drafts it and another agrees. */
export function publishProposals({
  ground: { db, serverKey },
  kinds,
  inForce,
}: ProposalKindParts): ProposalKind<PublishProposal> {
  return {
    name: PUBLISH_KIND,
    called: both('发布设置或价格', 'Publishing settings or prices'),
    schema: publishProposalSchema,
    proposePermission: 'settings.edit',
    agreePermission: 'settings.agree',
    titleOf: async ({ id, restoredFrom }) => {
      const name = (await placeOf(db, id))?.name ?? both(id.subjectId, id.subjectId)
      return restoredFrom === null
        ? both(`设置：${name.zh}`, `Settings: ${name.en}`)
        : both(`设置：${name.zh}，恢复第 ${restoredFrom} 版`, `Settings: ${name.en}, back to version ${restoredFrom}`)
    },
    detailsOf: async ({ id, content }) => {
      const place = await placeOf(db, id)
      const below = place && (await inForce.below(under(id, place))).settings
      // What a layer does not say comes from the one below it: whoever agrees reads what holds, and not that nothing stands here.
      const say = (path: SettingPath, value: unknown) =>
        value !== undefined || !below ? sayValue(path, value) : `${sayValue(path, at(below, path))} (沿用 inherited)`
      return sayChanges(differenceOf((await newestOf(db, id)).content, readLayer(content)), say)
    },
    carryOut: async (tx, { id, content, basedOn, restoredFrom }, { proposalId, draftedBy, agreedBy }, now) => {
      if (!(await placeOf(tx, id)))
        return err(both('这台自助机或站点已不存在', 'the terminal or site is not there any more'))
      const layer = checkLayer(JSON.parse(content), kinds())
      if (!layer.ok) return err(layer.error[0]?.words ?? OUTDATED)
      const agreed = { by: agreedBy, proposalId }
      const done = await publish(
        tx,
        serverKey,
        { id, content: layer.value, basedOn, restoredFrom, by: draftedBy, agreed },
        now,
      )
      return done.ok
        ? ok(both(`已发布第 ${done.value.version} 版`, `version ${done.value.version} was published`))
        : done
    },
  }
}
