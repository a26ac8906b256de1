import { afterAll, beforeAll, expect, it } from 'vitest'
import { refusalSchema } from '../src/contract/refusal.ts'
import { ask, type ServerWorld, startServerWorld } from '../tests/peers/server-world.ts'
import type { RoomPlan } from './ground/room.ts'
import { ROOMS } from './rooms.ts'

let world: ServerWorld
beforeAll(async () => {
  world = await startServerWorld(null)
}, 60_000)
afterAll(() => world?.close())

const plans: readonly RoomPlan[] = ROOMS
const routes = plans.flatMap(({ name, routes }) =>
  Object.entries(routes).map(([route, { method, path, caller }]) => ({
    name: `${name}.${route}`,
    method,
    path,
    caller,
  })),
)

it.each(routes)('$name is called by nobody but $caller', async ({ method, path, caller }) => {
  const target = path.replaceAll(/:\w+/g, 'x'.repeat(22))
  const json = { 'content-type': 'application/json' }
  const { status } = await ask(world.base(), method, target, json, method === 'POST' ? '{}' : undefined)
  // Somebody who may ask is answered, or told that the question makes no sense or that there is nothing.
  expect(caller === 'anyone' ? [200, 400, 404, 503] : [401]).toContain(status)
})

it('has nothing where no plan declares it', async () => {
  const nowhere = await ask(world.base(), 'GET', '/v1/nothing', {})
  expect([nowhere.status, refusalSchema.parse(nowhere.json).fault.code]).toEqual([404, 'server-nonsense'])
})
