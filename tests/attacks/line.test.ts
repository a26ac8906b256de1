import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { terminalConfigSchema } from '../../main/station/config.ts'
import {
  type Enrolment,
  enrol,
  keepServer,
  meetLater,
  readEnrolment,
  writeEnrolment,
} from '../../main/station/enrolment.ts'
import { createServerClient, type ServerClient } from '../../main/station/server-client.ts'
import { createServerLine } from '../../main/station/server-line.ts'
import { countStart } from '../../main/station/start-count.ts'
import { openTerminalKeys, type TerminalKey } from '../../main/station/terminal-key.ts'
import { type JobId, jobIdSchema } from '../../src/contract/ids.ts'
import { TERMINAL_ROUTES } from '../../src/contract/terminal-api.ts'
import { unwrap } from '../../src/result.ts'
import { type ServerWorld, startServerWorld } from '../peers/server-world.ts'
import { type Between, certificateFolder, layBetween } from './line-world.ts'

const CARD = '04A1B2C3'
const PLACE = { name: { zh: '一号机', en: 'Kiosk 1' }, place: { zh: '大厅', en: 'Hall' } }
const TIMEOUT_MS = 15_000
const NOT_ANSWERED = { ok: false, error: { fault: { code: 'server-unreachable' }, status: null } }

let files: ReturnType<typeof certificateFolder>
/** Ends TLS by itself. */
let world: ServerWorld
let dataDir: string
let key: TerminalKey
const opened: Between[] = []

beforeAll(async () => {
  files = certificateFolder()
  const { certFile, keyFile } = files.make('server', Date.now())
  world = await startServerWorld(null, { nowMs: Date.now(), tls: { certFile, keyFile } })
})
afterAll(async () => {
  await world?.close()
  files.remove()
})
beforeEach(async () => {
  // Of how often one address may try a code, nothing is left over from the test before.
  await world.clock.advance(15 * 60_000)
  dataDir = mkdtempSync(join(tmpdir(), 'yinzheng-terminal-'))
  key = openTerminalKeys(dataDir).current
})
afterEach(async () => {
  for (const between of opened.splice(0)) await between.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const at = (baseUrl: string, caPem: string | null = null) => ({ baseUrl, timeoutMs: TIMEOUT_MS, caPem })
const between = async (name: string | null) => {
  const laid = await layBetween(() => world.base(), name === null ? null : files.make(name, Date.now()))
  opened.push(laid)
  return laid
}
const codeText = async () => (await world.server().doors.terminals.createEnrolmentCode(PLACE)).text
const enrolled = async (server = at(world.base())) =>
  unwrap(await enrol(server, dataDir, key, await codeText(), world.clock))

/** The terminal as it runs after its enrolment. */
function clientOf(enrolment: Enrolment, server: ReturnType<typeof at>, start?: string): ServerClient {
  const facts = enrolment.server!
  const keep = (next: typeof facts) => void keepServer(dataDir, enrolment, next)
  const carry = createServerLine({ server, facts, clock: world.clock, keep })
  const { terminalId } = enrolment
  const parts = { ...server, carry, key, serverKey: facts.publicKey, terminalId, clock: world.clock }
  return createServerClient(start === undefined ? parts : { ...parts, start })
}

async function paidOrder(client: ServerClient): Promise<JobId> {
  const visitor = unwrap(
    await client.call(TERMINAL_ROUTES.identify, { means: { kind: 'campus-card', uid: CARD } as never }),
  )
  if ('registers' in visitor) throw new Error('a campus card opens one register')
  const { visitId } = visitor
  const document = unwrap(await client.call(TERMINAL_ROUTES.prepare, { visitId, kind: 'transcript', edition: 'zh' }))
  const jobId = jobIdSchema.parse(`job-${Math.random().toString(36).slice(2).padEnd(12, '0')}`)
  const { documentId } = document
  const copies = 7
  const offer = visitor.offers.find(one => one.kind === 'transcript' && one.edition === 'zh')!
  const expectedAmountFen = (copies - offer.freeCopiesLeft) * offer.unitPriceFen
  const order = unwrap(
    await client.call(TERMINAL_ROUTES.openOrder, { visitId, documentId, jobId, copies, expectedAmountFen } as never),
  )
  expect(order.state).toBe('awaiting-payment')
  return jobId
}

describe('a line of plain http', () => {
  it('is refused by the configuration before anything is said', () => {
    const config = (baseUrl: string) => ({
      ...{ server: { baseUrl }, dataDir: '.', campusCardReader: null, idCardReader: null, receiptPrinter: null },
      pagePrinter: { uri: 'ipp://127.0.0.1/ipp/print' },
    })
    expect(terminalConfigSchema.safeParse(config('http://192.0.2.7:7800')).success).toBe(false)
    expect(terminalConfigSchema.safeParse(config('https://192.0.2.7:7800')).success).toBe(true)
  })

  it('is believed no more than any other: awaiting-payment made ready is no answer', async () => {
    const thief = await between(null)
    const enrolment = await enrolled()
    const client = clientOf(enrolment, at(thief.url))
    const jobId = await paidOrder(client)
    thief.change = (path, answer) =>
      path.startsWith('/v1/orders/')
        ? { ...answer, body: Buffer.from(answer.body.toString().replace('"awaiting-payment"', '"ready"')) }
        : answer
    expect(await client.call(TERMINAL_ROUTES.order, { jobId })).toMatchObject(NOT_ANSWERED)
    thief.change = null
    expect(await client.call(TERMINAL_ROUTES.order, { jobId })).toMatchObject({
      ok: true,
      value: { state: 'awaiting-payment' },
    })
  })
})

describe('a proxy that ends TLS, and is believed for it', () => {
  const behind = async () => {
    const proxy = await between('proxy')
    const server = at(proxy.url, files.make('proxy', Date.now()).caPem)
    const enrolment = unwrap(await enrol(server, dataDir, key, await codeText(), world.clock))
    return { proxy, enrolment, client: clientOf(enrolment, server) }
  }

  it('carries what the server says', async () => {
    const { client } = await behind()
    expect(await client.call(TERMINAL_ROUTES.settings, {})).toMatchObject({ ok: true })
  })

  it('says nothing in its place: another state, another status, a refusal, an answer of before or to another question', async () => {
    const { proxy, client } = await behind()
    const jobId = await paidOrder(client)
    const ask = () => client.call(TERMINAL_ROUTES.order, { jobId })
    let older: { status: number; headers: Record<string, string | string[] | undefined>; body: Buffer } | null = null
    proxy.change = (_, answer) => {
      older = answer
      return answer
    }
    unwrap(await ask())
    const lies: [string, Between['change']][] = [
      [
        'another state',
        (_, a) => ({ ...a, body: Buffer.from(a.body.toString().replace('"awaiting-payment"', '"ready"')) }),
      ],
      ['another status', (_, a) => ({ ...a, status: 404 })],
      [
        'a refusal of its own',
        () => ({ status: 404, headers: {}, body: Buffer.from('{"fault":{"code":"order-unknown"}}') }),
      ],
      ['a page of its own', () => ({ status: 200, headers: {}, body: Buffer.from('<title>Sign in</title>') })],
      ['an answer of before', () => older!],
      ['no signature', (_, a) => ({ ...a, headers: { 'content-type': 'application/json' } })],
      ['an empty signature', (_, a) => ({ ...a, headers: { ...a.headers, 'yinzheng-answer-signature': '' } })],
    ]
    for (const [lie, change] of lies) {
      proxy.change = change
      expect(await ask(), lie).toMatchObject(NOT_ANSWERED)
    }
    proxy.change = (path, answer) => (path === '/v1/terminal/settings' ? older! : answer)
    expect(await client.call(TERMINAL_ROUTES.settings, {})).toMatchObject(NOT_ANSWERED)
  })

  it('has a genuine refusal believed', async () => {
    const { client } = await behind()
    const jobId = jobIdSchema.parse('job-nobody-knows')
    expect(await client.call(TERMINAL_ROUTES.order, { jobId })).toMatchObject({
      ok: false,
      error: { status: 404, fault: { code: 'order-unknown' } },
    })
  })
})

describe('somebody in between with a certificate of their own', () => {
  it('hears nothing of a terminal that is enrolled', async () => {
    const enrolment = await enrolled()
    const thief = await between('thief')
    const client = clientOf(enrolment, at(thief.url))
    const answer = await client.call(TERMINAL_ROUTES.identify, { means: { kind: 'campus-card', uid: CARD } as never })
    expect(answer).toMatchObject(NOT_ANSWERED)
    expect(thief.read.join('')).not.toContain(CARD)
    // Who asks whether the certificate is a new one tells nothing.
    for (const asked of thief.read) expect(asked).toMatch(/^GET \/v1\/server /)
  })

  it('hears neither code nor key at an enrolment, whatever they pass on or make up', async () => {
    const text = await codeText()
    const thief = await between('thief')
    expect(await enrol(at(thief.url), dataDir, key, text, world.clock)).toMatchObject(NOT_ANSWERED)
    const other = await startServerWorld(null, { nowMs: Date.now() })
    thief.change = () => ({ status: 200, headers: {}, body: Buffer.from('{}') })
    expect(await enrol(at(thief.url), dataDir, key, text, world.clock)).toMatchObject(NOT_ANSWERED)
    // A whole server of their own: it proves its own key, which is not the one of the fingerprint.
    const own = await layBetween(() => other.base(), files.make('thief', Date.now()))
    opened.push(own)
    expect(await enrol(at(own.url), dataDir, key, text, world.clock)).toMatchObject({
      error: { fault: { detail: expect.stringContaining('fingerprint') } },
    })
    await other.close()
    const read = [...thief.read, ...own.read].join('')
    expect(read).not.toContain(text.replaceAll('-', '').slice(0, 8))
    expect(read).not.toContain(key.publicKey)
    expect(readEnrolment(dataDir)).toBeNull()
    expect(unwrap(await enrol(at(world.base()), dataDir, key, text, world.clock)).server).not.toBeNull()
  })

  it('gets no code that came without a fingerprint, unless the site has named the authority', async () => {
    const { code } = await world.server().doors.terminals.createEnrolmentCode(PLACE)
    const refused = { ok: false, error: { fault: { code: 'terminal-refused' } } }
    expect(await enrol(at(world.base()), dataDir, key, code, world.clock)).toMatchObject(refused)
    const thief = await between('thief')
    const { caPem } = files.make('server', Date.now())
    expect(await enrol(at(thief.url, caPem), dataDir, key, code, world.clock)).toMatchObject(NOT_ANSWERED)
    expect(thief.read).toEqual([])
    expect((await enrol(at(world.base(), caPem), dataDir, key, code, world.clock)).ok).toBe(true)
  })
})

describe('a terminal that was enrolled before servers had a key', () => {
  const enrolledBefore = async () => {
    const enrolment = { ...(await enrolled()), server: null }
    writeEnrolment(dataDir, enrolment)
    return enrolment
  }
  const fingerprint = async () => (await codeText()).slice(10)

  it('knows the server by the fingerprint in its configuration', async () => {
    const met = unwrap(await meetLater(at(world.base()), dataDir, await enrolledBefore(), await fingerprint()))
    expect(readEnrolment(dataDir)).toEqual(met)
    expect((await clientOf(met, at(world.base())).call(TERMINAL_ROUTES.settings, {})).ok).toBe(true)
  })

  it('believes nobody else, and no certificate that was not believed until now', async () => {
    const thief = await between('thief')
    const enrolment = await enrolledBefore()
    expect(await meetLater(at(thief.url), dataDir, enrolment, undefined)).toMatchObject(NOT_ANSWERED)
    expect(thief.read).toEqual([])
    const wrong = (await fingerprint()).replace(/^./, first => (first === 'A' ? 'B' : 'A'))
    expect(await meetLater(at(world.base()), dataDir, enrolment, wrong)).toMatchObject(NOT_ANSWERED)
    const { caPem } = files.make('server', Date.now())
    expect((await meetLater(at(world.base(), caPem), dataDir, enrolment, undefined)).ok).toBe(true)
  })
})

describe('a key that was copied', () => {
  const quarantined = {
    ok: false,
    error: { status: 403, fault: { code: 'terminal-refused', detail: 'quarantined' } },
  }
  const isIn = { ok: true }
  /** The machine, and a copy of its disk as it is now. */
  const copied = async () => {
    const enrolment = await enrolled()
    const own = clientOf(enrolment, at(world.base()), countStart(dataDir))
    const copyDir = join(files.folder, `copy-${enrolment.terminalId}`)
    expect(await ask(own)).toMatchObject(isIn)
    cpSync(dataDir, copyDir, { recursive: true })
    const begin = (dir: string) => clientOf(enrolment, at(world.base()), countStart(dir))
    return { own, enrolment, beginCopy: () => begin(copyDir), beginAgain: () => begin(dataDir) }
  }
  const ask = (client: ServerClient) => client.call(TERMINAL_ROUTES.settings, {})

  it('shuts both machines out within two minutes, for the one that was there goes on as before', async () => {
    const { own, beginCopy } = await copied()
    const copy = beginCopy()
    expect(await ask(copy)).toMatchObject(isIn)
    expect(await ask(own)).toMatchObject({ error: { status: 401, fault: { detail: 'of an earlier start' } } })
    await world.clock.advance(121_000)
    expect(await ask(own)).toMatchObject(quarantined)
    expect(await ask(copy)).toMatchObject(quarantined)
  })

  it('shuts both out at once where both have begun anew', async () => {
    const { beginCopy, beginAgain } = await copied()
    const [copy, again] = [beginCopy(), beginAgain()]
    expect(await ask(again)).toMatchObject(isIn)
    expect(await ask(copy)).toMatchObject(quarantined)
    expect(await ask(again)).toMatchObject(quarantined)
  })

  it('is not seen in a machine that begins anew, as often as it does', async () => {
    const { beginAgain } = await copied()
    for (let starts = 0; starts < 3; starts++) {
      const client = beginAgain()
      for (let times = 0; times < 2; times++) expect(await ask(client)).toMatchObject(isIn)
      await world.clock.advance(121_000)
    }
  })

  it('does not hide by saying nothing of its starts', async () => {
    const { own, enrolment } = await copied()
    await world.clock.advance(121_000)
    expect(await ask(clientOf(enrolment, at(world.base())))).toMatchObject(quarantined)
    expect(await ask(own)).toMatchObject(quarantined)
  })

  it('is let in again by staff alone, from whichever start', async () => {
    const { beginCopy, beginAgain, enrolment } = await copied()
    const again = beginAgain()
    await ask(again)
    expect(await ask(beginCopy())).toMatchObject(quarantined)
    await world.server().doors.terminals.setState(enrolment.terminalId, 'active')
    expect(await ask(again)).toMatchObject(isIn)
  })
})

describe('a certificate that is renewed while the server runs', () => {
  const certificate = () => readFileSync(join(files.folder, 'server', 'server.pem'), 'utf8')
  const put = (from: { certPem: string; keyPem: string }) => {
    files.write('server/server.pem', from.certPem)
    files.write('server/server-key.pem', from.keyPem)
  }
  /** The server looks again. */
  const look = () => world.clock.advance(31_000)

  it('is taken without a restart, also by terminals, and a bad one is not', async () => {
    const first = {
      certPem: certificate(),
      keyPem: readFileSync(join(files.folder, 'server', 'server-key.pem'), 'utf8'),
    }
    const enrolment = await enrolled()
    const client = clientOf(enrolment, at(world.base()))
    const ask = () => client.call(TERMINAL_ROUTES.settings, {})
    expect((await ask()).ok).toBe(true)

    const other = files.make('renewed', Date.now())
    put({ certPem: other.certPem, keyPem: first.keyPem })
    await look()
    await until(() => world.logged.join('').includes('the old one stays'))
    expect((await clientOf(enrolment, at(world.base())).call(TERMINAL_ROUTES.settings, {})).ok).toBe(true)

    put(other)
    await look()
    await until(() => world.logged.join('').includes('another certificate is taken'))
    // Its authority is another one too: the server says so under its key.
    const fresh = clientOf(enrolment, at(world.base()))
    expect((await fresh.call(TERMINAL_ROUTES.settings, {})).ok).toBe(true)
    expect(readEnrolment(dataDir)?.server?.tlsAnchorPem).toBe(other.caPem)
    put(first)
    await look()
  })
})

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(resolve => setImmediate(resolve))
}
