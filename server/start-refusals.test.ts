import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pino from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { systemClock } from '../native/system-clock.ts'
import { unwrap } from '../src/result.ts'
import { openHouseStore } from '../tests/peers/house-store.ts'
import { POSTGRES_PROGRAMS, startPostgres } from '../tests/peers/postgres.ts'
import { startServer } from './compose.ts'
import { readServerConfig } from './ground/config/read-server-config.ts'
import { StartRefused } from './ground/start-refused.ts'
import { exampleServerYaml, ROOMS } from './rooms.ts'

const DEFAULTS = {
  port: 0,
  publicBaseUrl: 'https://print.example.edu.cn',
  folder: 'store',
  setupSqlFile: null,
  demoEnrolmentCode: null,
  payment: '  null',
  documents: '  seal: { demoFolder: seal }',
}

let folder = ''
let databaseUrl: string | null = null
beforeEach(async () => {
  vi.stubEnv('DATABASE_URL', undefined)
  folder = await mkdtemp(join(tmpdir(), 'yinzheng-start-'))
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

const configOf = async (yaml: string) => {
  await writeFile(join(folder, 'server.yaml'), yaml)
  return readServerConfig(ROOMS, join(folder, 'server.yaml'))
}
const startOf = async (yaml: string) => {
  const config = unwrap(await configOf(yaml))
  const store = { ...config.store, databaseUrl: databaseUrl ?? config.store.databaseUrl }
  return startServer({ ...config, store }, { clock: systemClock, log: pino({ level: 'silent' }) })
}
const refusalOf = async (site: Partial<typeof DEFAULTS>, change: (yaml: string) => string = yaml => yaml) => {
  const error = await startOf(change(exampleServerYaml({ ...DEFAULTS, ...site } as typeof DEFAULTS))).then(
    server => server.close().then(() => null),
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(StartRefused)
  return (error as StartRefused).message
}
const withSeal = (seal: string) => ({ documents: `  seal: ${seal}` })

describe('a start over a store that is not to be had', () => {
  beforeEach(() => {
    databaseUrl = null
  })

  it('says that the folder lies under a file, or that another has it', async () => {
    await writeFile(join(folder, 'file'), '')
    expect(await refusalOf({ folder: 'file/store' })).toBe(
      `store.folder: ${join(folder, 'file/store')} lies under something that is not a folder, or is none itself`,
    )
    expect(await refusalOf({ folder: 'file' })).toBe(`store.folder: ${join(folder, 'file')} is not a folder`)
    const other = await openHouseStore({ kind: 'folder', folder: join(folder, 'store', 'database') })
    for (const made of ['store', 'store/database'])
      expect((await stat(join(folder, made))).mode & 0o777, made).toBe(0o700)
    expect(await refusalOf({})).toMatch(/^store\.folder: .* is in use by another process$/)
    await other.close()
  })

  it.each([
    ['postgres://127.0.0.1:1/d', 'nothing answers at the address of the database'],
    ['postgres://no-such-host.invalid/d', /the host of the database (is not known|cannot be looked up now)/],
  ])('says of %s that it is away', async (url, why) => {
    expect(await refusalOf({}, yaml => yaml.replace('databaseUrl: null', `databaseUrl: ${url}`))).toMatch(why)
  })

  it('says where a proxy is no address', async () => {
    const proxies = (list: string) =>
      exampleServerYaml(DEFAULTS).replace('trustedProxies: []', `trustedProxies: ${list}`)
    for (const wrong of ['not an ip', '10.0.0.0/33', '10.0.0.0/0', '::1/129', '10.0.0.1/8/8'])
      expect(await configOf(proxies(`["${wrong}"]`)), wrong).toMatchObject({
        ok: false,
        error: [expect.stringMatching(/:\d+:\d+: listen\.trustedProxies\.0: must be an IP address/)],
      })
    expect(await configOf(proxies('["10.0.0.0/8", "::1", "fd00::/8", loopback]'))).toMatchObject({ ok: true })
  })
})

describe.skipIf(POSTGRES_PROGRAMS === null)('a start over a store that is open (PostgreSQL)', () => {
  let postgres: Awaited<ReturnType<typeof startPostgres>>
  beforeAll(async () => {
    postgres = await startPostgres()
  })
  beforeEach(() => {
    databaseUrl = postgres.databaseUrl
  })
  afterAll(() => postgres.stop())

  it('is for the owner of the folder alone, also in a folder with gaps above it', async () => {
    const server = await startOf(exampleServerYaml({ ...DEFAULTS, folder: 'a/b/store' }))
    for (const made of ['a', 'a/b', 'a/b/store'])
      expect((await stat(join(folder, made))).mode & 0o777, made).toBe(0o700)
    await server.close()
  })

  it('says that a server already runs on the folder, which keeps its socket', async () => {
    const server = await startOf(exampleServerYaml(DEFAULTS))
    expect(await refusalOf({})).toMatch(/^store\.folder: .* is in use by another process$/)
    expect(await readdir(join(folder, 'store'))).toContain('control.sock')
    await server.close()
    expect(await readdir(join(folder, 'store'))).not.toContain('control.sock')
  })

  it('says of the database that it has no such name, refuses the user, or is newer', async () => {
    databaseUrl = postgres.databaseUrl.replace(/postgres$/, 'nowhere')
    expect(await refusalOf({})).toBe('store.databaseUrl: the database server has no database of this name')
    databaseUrl = postgres.databaseUrl.replace('postgres@', 'nobody@')
    expect(await refusalOf({})).toBe('store.databaseUrl: the database refuses this user')
    const store = await openHouseStore({ kind: 'postgres', databaseUrl: postgres.databaseUrl })
    databaseUrl = postgres.databaseUrl
    await sql`insert into schema_version (version) values (9999)`.execute(store.db)
    expect(await refusalOf({})).toMatch(/^the database has version 9999, this program knows \d+ only$/)
    await sql`delete from schema_version where version = 9999`.execute(store.db)
    await store.close()
  })

  it('says where it cannot listen', async () => {
    const other = createServer()
    await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as { port: number }
    expect(await refusalOf({ port })).toBe(`listen: port ${port} of 127.0.0.1 is in use by another program`)
    await new Promise(resolve => other.close(resolve))
    const at = (host: string) => refusalOf({}, yaml => yaml.replace('host: 127.0.0.1', `host: ${host}`))
    expect(await at('192.0.2.1')).toBe('listen: 192.0.2.1 is not an address of this machine')
    expect(await at('no-such-host.invalid')).toMatch(/^listen: the host no-such-host\.invalid (is not|cannot)/)
  })

  it('says what is wrong with the set-up script', async () => {
    expect(await refusalOf({ setupSqlFile: 'none.sql' as never })).toBe(
      `records.setupSqlFile: ${join(folder, 'none.sql')} does not exist`,
    )
    await writeFile(join(folder, 'broken.sql'), 'select 1;\nselect * frm nowhere;\n')
    expect(await refusalOf({ setupSqlFile: 'broken.sql' as never })).toMatch(
      /^records\.setupSqlFile: .*broken\.sql: syntax error at or near/,
    )
  })

  it('says what is wrong with the seal and the templates', async () => {
    await writeFile(join(folder, 'file'), 'x')
    expect(await refusalOf(withSeal('{ demoFolder: file }'))).toBe(
      `documents.seal: ${join(folder, 'file')} is not a folder`,
    )
    const pem = (file: string) =>
      withSeal(`{ certificatesFile: ${file}, privateKeyFile: ${file}, anchorsFile: ${file} }`)
    expect(await refusalOf(pem('no.pem'))).toBe(`documents.seal: ${join(folder, 'no.pem')} does not exist`)
    expect(await refusalOf(pem('file'))).toMatch(/^documents\.seal: /)
    const templates = (path: string) => ({ documents: `${DEFAULTS.documents}\n  templatesFolder: ${path}` })
    expect(await refusalOf(templates('none'))).toBe(`documents.templatesFolder: ${join(folder, 'none')} does not exist`)
    await mkdir(join(folder, 'kinds', 'a'), { recursive: true })
    await writeFile(join(folder, 'kinds', 'a', 'kind.json'), '{')
    expect(await refusalOf(templates('kinds'))).toMatch(/^a\/kind\.json: /)
  })
})
