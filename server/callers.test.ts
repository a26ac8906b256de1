import { afterAll, beforeAll, expect, it } from 'vitest'
import { refusalSchema } from '../src/contract/refusal.ts'
import { ask, type ServerWorld, startServerWorld } from '../tests/peers/server-world.ts'
import type { RoomPlan } from './ground/room.ts'
import { ROOMS } from './rooms.ts'

let world: ServerWorld
beforeAll(async () => {
  world = await startServerWorld(null)
})
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

it('leads a person who types a stroke behind an address to what is there without it', async () => {
  const page = { accept: 'text/html,application/xhtml+xml' }
  const typed = async (path: string, headers: Record<string, string>) => {
    const { status, headers: said } = await fetch(world.base() + path, { headers, redirect: 'manual' })
    return [status, said.get('location')]
  }
  expect(await typed('/staff/?to=x', page)).toEqual([301, '../staff?to=x'])
  expect(await typed('/account/log-in/', page)).toEqual([301, '../log-in'])
  expect(await typed('/nowhere', page)).toEqual([404, null])
  expect(await typed('/staff/', {})).toEqual([404, null])
  for (const path of ['//evil.example/', '//evil.example//', '/%2f%2fevil.example/', '/\\evil.example/']) {
    const [, location] = await typed(path, page)
    if (typeof location === 'string')
      expect(new URL(location, `${world.base()}${path}`).origin, path).toBe(world.base())
  }
})

it('tells a person in a browser in words that there is no page, and where to go on; a program as ever', async () => {
  for (const [path, way] of [
    ['/nowhere', '/p/'],
    ['/account/real-name/yes', '/p/'],
    [`/s/${'x'.repeat(22)}/file`, '/p/'],
    ['/staff/log-in', '/staff'],
  ] as const) {
    const address = world.base() + path
    const said = await fetch(address, { headers: { accept: 'text/html,application/xhtml+xml' } })
    const text = await said.text()
    expect([said.status, said.headers.get('content-type')], path).toEqual([404, 'text/html; charset=utf-8'])
    expect(said.headers.get('cache-control')).toBe('no-store')
    expect(text).toContain('这里没有网页')
    expect(text).toContain('There is no page here')
    const ways = [...text.matchAll(/href="([^"]+)"/g)].map(([, href]) => new URL(href!, address).pathname)
    expect(ways, path).toContain(way)
    expect((await ask(world.base(), 'GET', path, {})).json, path).toMatchObject({ fault: { code: 'server-nonsense' } })
  }
  const asked = await fetch(`${world.base()}/v1/nothing`, { headers: { accept: 'text/html' } })
  expect(await asked.json()).toMatchObject({ fault: { code: 'server-nonsense' } })
  const typed = '<script>alert(1)</script>'
  const echoed = await fetch(`${world.base()}/${typed}`, { headers: { accept: 'text/html' } })
  expect(await echoed.text()).not.toContain(typed)
})

it('has nothing where no plan declares it', async () => {
  const nowhere = await ask(world.base(), 'GET', '/v1/nothing', {})
  expect([nowhere.status, refusalSchema.parse(nowhere.json).fault.code]).toEqual([404, 'server-nonsense'])
})
