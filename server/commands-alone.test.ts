import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { samplePeople } from '../demo/university/notable.ts'
import { universitySql } from '../demo/university/university-sql.ts'
import { readConfig } from '../src/config-file.ts'
import { fakeClock } from '../src/fake-clock.ts'
import { unwrap } from '../src/result.ts'
import { openHouseStore } from '../tests/peers/house-store.ts'
import { createIssuerDouble } from '../tests/peers/issuer-double.ts'
import { POSTGRES_PROGRAMS, startPostgres } from '../tests/peers/postgres.ts'
import { NO_SEAL } from '../tests/peers/server-world.ts'
import { openForCommands } from './commands.ts'
import { schemaOfSections } from './ground/config/sections.ts'
import { createServerLog } from './ground/log.ts'
import { openStore } from './ground/store/store.ts'
import { exampleServerYaml, MIGRATIONS, ROOMS, type ServerConfig } from './rooms.ts'

describe('a command where no server runs', () => {
  let folder: string
  let config: ServerConfig
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yinzheng-alone-'))
    const setupSqlFile = join(folder, 'university.sql')
    await writeFile(setupSqlFile, universitySql())
    const yaml = exampleServerYaml({
      ...{ port: 0, publicBaseUrl: 'https://print.example.edu.cn', folder: join(folder, 'store'), setupSqlFile },
      ...{ demoEnrolmentCode: 'DEMQ2345', payment: '  null', documents: '  seal: { demoFolder: seal }' },
    })
    config = unwrap(
      readConfig(
        yaml,
        'server.yaml',
        schemaOfSections(ROOMS, path => resolve(folder, path)),
      ),
    )
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))
  const place = () => ({ kind: 'folder', folder: join(folder, 'store', 'database') }) as const
  const run = { progress: () => undefined, signal: new AbortController().signal }
  const open = (made = {}) => openForCommands(config, { clock: fakeClock(), log: createServerLog('silent'), made })

  it('makes documents, opens no code of a demonstration and asks after no merchant', async () => {
    await (await openHouseStore(place())).close()
    const issuer = createIssuerDouble()
    const made = {
      ...{ issuer, documents: issuer.documents, signing: NO_SEAL },
      get merchants(): never {
        throw new Error('a command has nothing to do with payments')
      },
    }
    const house = await open(made)
    const student = samplePeople().find(({ person, study }) => study && person.status === 'enrolled')
    const list = `personId,kind,edition\n${student?.person.personId},transcript,zh\n`
    const answer = await house.commands.issuing.batch({ positionals: [], texts: { list }, flags: ['json'] }, run)
    await house.close()
    expect(answer).toMatchObject({ exit: 0, value: { issued: 1 } })
    const store = await openHouseStore(place())
    expect(await store.db.selectFrom('enrolment_code').selectAll().execute()).toEqual([])
    await store.close()
  })

  it('says how far letters have come, also where the file of a password is missing', async () => {
    await (await openHouseStore(place())).close()
    const from = { name: null, address: 'noreply@example.edu.cn' }
    const relay = { host: 'smtp.example.edu.cn', port: 465, tls: 'implicit', caFile: null, from } as const
    const secret = { user: 'noreply', passwordFile: join(folder, 'missing.txt') }
    config = { ...config, mail: { ...relay, ...secret, replyTo: null, returnPath: null, ratePerMinute: 60 } }
    const house = await open()
    const answer = await house.commands.mail.list({ positionals: [], texts: {}, flags: ['json'] }, run)
    await house.close()
    expect(answer).toEqual({ exit: 0, value: { messages: [], total: 0, next: null } })
  })

  it('makes no store where there is none', async () => {
    await expect(open()).rejects.toThrow('no server has ever been started on this store')
    expect(await readdir(folder)).toEqual(['university.sql'])
  })

  it('leaves the tables of an older server and of a newer one alone', async () => {
    await (await openStore(place(), MIGRATIONS.slice(0, 2))).close()
    const needs = `this program needs ${MIGRATIONS.length}`
    await expect(open()).rejects.toThrow(`the store has version 2, ${needs}: start the server`)
    await (await openStore(place(), [...MIGRATIONS, []])).close()
    await expect(open()).rejects.toThrow(`the store has version ${MIGRATIONS.length + 1}, ${needs}: give`)
  })

  it.skipIf(POSTGRES_PROGRAMS === null)('makes no tables in an empty database', async () => {
    const postgres = await startPostgres()
    try {
      config = { ...config, store: { ...config.store, databaseUrl: postgres.databaseUrl } }
      await expect(open()).rejects.toThrow('no server has ever been started on this store')
      await expect(open()).rejects.toThrow('no server has ever been started on this store')
    } finally {
      await postgres.stop()
    }
  })
})
