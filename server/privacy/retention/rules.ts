import { type GoesByAge, goesByAge, type RetentionRule } from '../../ground/retention.ts'
import type { RoomPlan } from '../../ground/room.ts'

/** A rule with the room whose it is. */
export type RuleOfRoom = RetentionRule & { readonly room: string }

/** Rules of all rooms, in the order of their plans. */
export const retentionRules = (plans: readonly Pick<RoomPlan, 'name' | 'retention'>[]): readonly RuleOfRoom[] =>
  plans.flatMap(({ name, retention }) => retention.map(rule => ({ ...rule, room: name })))

/** A rule that the job carries out: what a room takes away by its own sweep is none of them. */
export type JobRule = GoesByAge & {
  readonly room: string
  readonly by: { readonly where: string; readonly set?: string }
}

export const jobRules = (rules: readonly RuleOfRoom[]): readonly JobRule[] =>
  rules.filter((rule): rule is JobRule => goesByAge(rule) && 'where' in rule.by)
