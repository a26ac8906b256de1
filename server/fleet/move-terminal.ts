import { z } from 'zod'
import { terminalIdSchema } from '../../src/contract/ids.ts'
import { bilingualSchema, both } from '../../src/contract/texts.ts'
import { err, ok, type Result } from '../../src/result.ts'
import type { FourEyes, ProposalKind } from '../four-eyes/four-eyes.ts'
import type { StaffCaller } from '../ground/callers.ts'
import type { Ground } from '../ground/ground.ts'
import { type Moving, movingTo, type ResolvedInForce, sayChanges } from '../settings/settings.ts'
import { listSites, type PlaceChange, type Terminals } from '../terminals/terminals.ts'

/** Never changed: it stands in rows. */
export const MOVE_KIND = 'move-terminal'

const placedSchema = z.object({ name: bilingualSchema, place: bilingualSchema, siteId: z.string().max(40) })
const moveSchema = z.object({ terminalId: terminalIdSchema, next: placedSchema, seen: placedSchema })
type Move = z.infer<typeof moveSchema>

export interface MoveParts {
  readonly ground: Pick<Ground, 'db'>
  readonly terminals: Pick<Terminals, 'changePlace' | 'changePlaceIn'>
  readonly settings: Pick<ResolvedInForce, 'below'>
  readonly fourEyes: FourEyes
}

/** Puts terminals at other sites: alone where nothing of money differs there, else as a change of price, by two people. */
export interface Mover {
  preview(terminalId: string, from: string, to: string): Promise<Moving>
  /** Value: the proposal that waits for the second person; null where it is done. */
  change(
    terminalId: Move['terminalId'],
    change: PlaceChange,
    by: StaffCaller,
    reason: string,
  ): Promise<Result<{ readonly proposalId: string | null }>>
}

export function createMover({ ground: { db }, terminals, settings, fourEyes }: MoveParts): Mover {
  const preview: Mover['preview'] = (terminalId, from, to) => movingTo(settings, terminalId, { from, to })
  const siteName = async (siteId: string) =>
    (await listSites(db)).find(site => site.siteId === siteId)?.name ?? both(siteId, siteId)
  const kind: ProposalKind<Move> = {
    name: MOVE_KIND,
    called: both('把自助机移到价格不同的站点', 'Moving a terminal where prices differ'),
    schema: moveSchema,
    proposePermission: 'fleet.manage',
    agreePermission: 'settings.agree',
    titleOf: async ({ next }) => {
      const site = await siteName(next.siteId)
      return both(`移机：${next.name.zh} → ${site.zh}`, `Move: ${next.name.en} → ${site.en}`)
    },
    detailsOf: async ({ terminalId, next, seen }) => {
      const [from, to] = [await siteName(seen.siteId), await siteName(next.siteId)]
      const { changes } = await preview(terminalId, seen.siteId, next.siteId)
      const label = both('站点', 'Site')
      return [{ label, before: `${from.zh} ${from.en}`, after: `${to.zh} ${to.en}` }, ...sayChanges(changes)]
    },
    carryOut: async (tx, { terminalId, next, seen }, { draftedBy }, now) => {
      const done = await terminals.changePlaceIn(tx, terminalId, { next, seen }, { by: draftedBy, now })
      return done.ok ? ok(null) : err(CHANGED)
    },
  }
  fourEyes.hear(kind)
  return {
    preview,
    change: async (terminalId, { next, seen }, by, reason) => {
      const isMoney = next.siteId !== seen.siteId && (await preview(terminalId, seen.siteId, next.siteId)).isMoney
      if (isMoney) return fourEyes.propose(MOVE_KIND, { terminalId, next, seen }, by, { siteId: next.siteId, reason })
      const done = await terminals.changePlace(terminalId, { next, seen }, by.staffId)
      return done.ok ? ok({ proposalId: null }) : done
    },
  }
}

const CHANGED = both(
  '这台自助机或站点其间已改变：请重新提出',
  'the terminal or the site was changed since: propose it again',
)
