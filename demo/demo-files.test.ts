import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { readServerConfig } from '../server/ground/config/read-server-config.ts'
import { ROOMS } from '../server/rooms.ts'
import { unwrap } from '../src/result.ts'
import { startCampus } from './campus/campus.ts'
import type { CampusConfigInput } from './campus/campus-config.ts'
import { writeDemoFiles } from './demo-files.ts'
import { choosePorts, USUAL_PORTS } from './ports.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'demo-files-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const ANY_PORTS = Object.fromEntries(Object.keys(USUAL_PORTS).map(name => [name, 0])) as Record<
  keyof typeof USUAL_PORTS,
  number
>

const campusIn = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as CampusConfigInput

describe('the campus of the demo', () => {
  it('is where its server asks who somebody is, and takes what that sends: letters where the relay is named, and texts with the secret that it was given', async () => {
    const files = writeDemoFiles(folder, await choosePorts(ANY_PORTS), { terminal: {}, server: {} })
    const { mail, sms, identity } = unwrap(await readServerConfig(ROOMS, files.server))
    const campus = await startCampus(campusIn(files.campus))
    try {
      expect(campus.mailbox?.smtp).toEqual({ host: mail?.host, port: mail?.port, caFile: mail?.caFile })
      expect(identity.ways.cas?.server.baseUrl).toBe(campus.cas?.baseUrl())
      expect(sms?.url).toBe(campus.phone?.gateway().url)
      expect(readFileSync(sms?.secretHeader?.file ?? '', 'utf8')).toBe(`${campus.phone?.gateway().secret}\n`)
    } finally {
      await campus.close()
    }
  })

  it('is left by what is real: a relay of one’s own takes the place of its mailbox, whole', () => {
    const real = { host: 'smtp.example.edu.cn', port: 465, tls: 'implicit', from: { address: 'a@example.edu.cn' } }
    const files = writeDemoFiles(folder, USUAL_PORTS, { terminal: {}, server: { mail: real, sms: null } })
    expect(Object.keys(campusIn(files.campus))).toEqual(['port', 'cas', 'wecom', 'robot', 'authenticator'])
    expect(parse(readFileSync(files.server, 'utf8'))).toMatchObject({ mail: real, sms: null })
    expect((parse(readFileSync(files.server, 'utf8')) as { mail: object }).mail).toEqual(real)
  })

  it('has no staff in a database of one’s own, and none where all of it is real', () => {
    const campusBeside = (server: object) =>
      campusIn(writeDemoFiles(folder, USUAL_PORTS, { terminal: {}, server: { ...server } }).campus)
    const store = { databaseUrl: 'postgres://127.0.0.1/real' }
    expect(campusBeside({ store })).not.toHaveProperty('authenticator')
    expect(campusBeside({ store: { folder: 'elsewhere' } })).toHaveProperty('authenticator')
    const ways = { cas: null, wecom: null }
    expect(campusBeside({ identity: { ways }, mail: null, sms: null })).not.toHaveProperty('authenticator')
  })
})
