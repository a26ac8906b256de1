import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ServerWorld, startServerWorld } from '../tests/peers/server-world.ts'
import { kindFacts } from './cases/judge-act.ts'
import { CASE_KINDS, type CaseKind } from './cases/kinds.ts'

const KINDS = Object.keys(CASE_KINDS) as CaseKind[]

/** What is shown as an act that may be typed has somebody who carries it out, and the table says whose affair a kind is. */
let world: ServerWorld
beforeAll(async () => {
  world = await startServerWorld(null)
})
afterAll(() => world?.close())

it.each(KINDS)('a running server carries out every act of %s', kind => {
  const heard = world.server().doors.cases.actsOf(kind)
  const { acts, isRoomsAffair } = kindFacts(kind)
  expect(heard !== undefined).toBe(isRoomsAffair)
  for (const act of acts.filter(one => one !== 'close')) expect(heard?.carryOut, act).toHaveProperty(act)
  for (const act of Object.keys(heard?.carryOut ?? {}))
    expect(acts, 'nothing is heard that is never shown').toContain(act)
})
