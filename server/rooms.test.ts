import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { isTerminalEvent } from '../src/audit/terminal-events.ts'
import { pathParameters } from '../src/contract/route-request.ts'
import type { Route } from '../src/contract/routes.ts'
import { describeOnStores } from '../tests/peers/stores.ts'
import { permissionOf } from './ground/callers.ts'
import { declaredAddresses } from './ground/http/declared-routes.ts'
import type { RoomPlan } from './ground/room.ts'
import { migrationSteps } from './ground/store/migrate.ts'
import { MIGRATIONS, ORDERS, ROOMS } from './rooms.ts'

const PLANS: readonly RoomPlan[] = ROOMS
const folder = import.meta.dirname

describe('the rooms', () => {
  it('are the folders of the server, each with its plan, its door and what opens it', () => {
    const folders = readdirSync(folder, { withFileTypes: true }).flatMap(one => (one.isDirectory() ? [one.name] : []))
    expect(PLANS.map(({ name }) => name).sort()).toEqual(folders.sort())
    for (const { name } of PLANS) {
      const files = name === 'ground' ? ['ground', 'ground-plan'] : [name, `${name}-plan`, `open-${name}`]
      for (const file of files) expect(existsSync(join(folder, name, `${file}.ts`)), `${name}/${file}.ts`).toBe(true)
    }
  })

  it('stand in a hall with nothing else in it', () => {
    const files = readdirSync(folder).filter(file => file.endsWith('.ts') && !file.includes('.test.'))
    expect(files.sort()).toEqual(['commands.ts', 'compose.ts', 'main.ts', 'plans.ts', 'rooms.ts', 'to-issue.ts'])
    for (const file of files)
      expect(readFileSync(join(folder, file), 'utf8').split('\n').length, file).toBeLessThan(120)
  })

  it('have each migration in one step, named after the room', () => {
    const named = PLANS.flatMap(({ name, migrations }) => migrations.map(one => [name, one.name] as const))
    for (const [room, name] of named) expect(name.startsWith(`${room}-`), name).toBe(true)
    expect(
      MIGRATIONS.flat()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(named.map(([, name]) => name).sort())
    const one = { migrations: [{ name: 'a', sql: '' }] }
    expect(() => migrationSteps([one], [['a'], ['a']])).toThrow(/named twice/)
    expect(() => migrationSteps([one], [])).toThrow('in no step: a')
  })
})

describe('the routes', () => {
  const routes = PLANS.flatMap(({ name, routes, permissions }) =>
    Object.entries(routes).map(([route, described]) => ({ name: `${name}.${route}`, described, permissions })),
  )

  it('have addresses of their own, and no two the same name', () => {
    expect(declaredAddresses(PLANS).size).toBeGreaterThan(20)
    expect(() => declaredAddresses([...PLANS, { ...ORDERS, name: 'copy' }])).toThrow(/is there twice/)
    const names = routes.map(({ name }) => name.split('.')[1])
    const twice = names.filter((name, at) => names.indexOf(name) !== at)
    // What a client generates from the description may say `file` three times, in the terminal's, the public's and the portal's part.
    expect(twice).toEqual(['file', 'file'])
  })

  it.each(routes)('$name has an input for each name in its path, and a permission of its own room', one => {
    const { path, input, caller }: Route = one.described
    const names = pathParameters(path)
    if (names.length > 0) expect(Object.keys((input as z.ZodObject).shape)).toEqual(expect.arrayContaining(names))
    const permission = permissionOf(caller)
    if (permission !== null) expect(one.permissions).toContain(permission)
  })

  it('name every permission after its room', () => {
    for (const { name, permissions } of PLANS)
      for (const permission of permissions) expect(permission).toMatch(new RegExp(`^${name}\\.[a-z-]+$`))
  })
})

describe('the events of the audit trail', () => {
  const events = PLANS.flatMap(({ name, audit }) =>
    Object.entries(audit).map(([event, what]) => ({ name, event, what })),
  )

  it('are one list without a name twice, each with a sentence', () => {
    const names = events.map(({ event }) => event)
    expect(new Set(names).size).toBe(names.length)
    for (const { event, what } of events) {
      expect(what.en, event).toMatch(/^[A-Z].{10,}\.$/)
      expect(what.zh, event).toMatch(/^[\u4e00-\u9fff].{5,}。$/u)
    }
  })

  it('stand in the documentation (docs/audit-events.md)', () => {
    const page = readFileSync(join(folder, '..', 'docs', 'audit-events.md'), 'utf8')
    const rows = events.map(({ name, event, what }) => `| \`${event}\` | ${name} | ${what.en}<br>${what.zh} |`)
    const former = PLANS.flatMap(plan => Object.entries(plan.formerEvents))
    for (const [, now] of former) expect(events.map(({ event }) => event)).toContain(now)
    const formerRows = former.map(([before, now]) => `| \`${before}\` | \`${now}\` |`)
    expect(page.split('\n').filter(line => line.startsWith('| `'))).toEqual([...rows, ...formerRows])
  })

  it('are all written somewhere in their rooms, and what terminals tell at the terminal', () => {
    const station = join(folder, '..', 'main', 'station')
    const stationTexts = readdirSync(station, { recursive: true, encoding: 'utf8' })
      .filter(file => /(?<!\.test)\.ts$/.test(file))
      .map(file => readFileSync(join(station, file), 'utf8'))
    const writtenAtTerminal = (event: string) => stationTexts.some(text => text.includes(`'${event}'`))
    const written = (room: string, event: string) => {
      const [first] = event.split('-')
      const texts = sources().filter(one => one.room === room && !/-(?:audit|events)\.ts$/.test(one.file))
      // Some are put together of a beginning and the name of what has happened.
      return texts.some(({ text }) => text.includes(`'${event}'`) || text.includes(`\`${first}-\${`))
    }
    for (const { name, event } of events) {
      const isWritten = isTerminalEvent(event) ? writtenAtTerminal(event) : written(name, event)
      expect(isWritten, `${name}: ${event}`).toBe(true)
    }
  })

  it('are written by nobody but their rooms', () => {
    for (const { file, room, text } of sources())
      for (const [, event] of text.matchAll(/\bevent: '([a-z-]+)'/g))
        expect(PLANS.find(({ name }) => name === room)?.audit, `${file}: ${event}`).toHaveProperty(event ?? '')
  })
})

describeOnStores('the tables', store => {
  it('belong to one room each', async () => {
    const tables = await store().db.introspection.getTables()
    const theirs = tables.map(({ name }) => name).filter(name => name !== 'schema_version')
    expect(PLANS.flatMap(plan => plan.tables).sort()).toEqual(theirs.sort())
  })

  it('are written by that room alone', () => {
    const write =
      /(?:insertInto|updateTable|deleteFrom)\('(\w+)'\)|insert into (\w+)|update (\w+) set|delete from (\w+)/g
    for (const { file, room, text } of sources())
      for (const [, ...names] of text.matchAll(write)) {
        const table = names.find(name => name !== undefined) ?? ''
        if (table === 'schema_version') continue
        expect(PLANS.find(({ name }) => name === room)?.tables, `${file} writes ${table}`).toContain(table)
      }
  })
})

function sources(): { file: string; room: string; text: string }[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  return files
    .filter(one => one.isFile() && one.name.endsWith('.ts') && !one.name.includes('.test.'))
    .map(one => join(one.parentPath, one.name))
    .filter(file => !file.includes('migrations'))
    .map(file => {
      const name = file.slice(folder.length + 1).replaceAll('\\', '/')
      return { file: name, room: name.split('/')[0] ?? '', text: readFileSync(file, 'utf8') }
    })
}
