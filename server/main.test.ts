import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import { universitySql } from '../demo/university/university-sql.ts'
import { initGateway } from '../demo/wxpay-sim/init-gateway.ts'
import { ENROLMENT_TEXT } from '../src/contract/enrolment-text.ts'
import { preparedDocumentSchema } from '../src/contract/issuing-api.ts'
import { visitorSchema } from '../src/contract/terminals-api.ts'
import { openHouseStore } from '../tests/peers/house-store.ts'
import { ask } from '../tests/peers/server-world.ts'
import { createTerminalDouble } from '../tests/peers/terminal-double.ts'
import type { Store } from './ground/store/store.ts'
import { exampleServerYaml } from './rooms.ts'

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url))
const YINZHENG = fileURLToPath(new URL('../cli/main.ts', import.meta.url))
const DEFAULTS = {
  port: 0,
  publicBaseUrl: 'https://print.example.edu.cn',
  folder: 'store',
  setupSqlFile: 'university.sql',
  demoEnrolmentCode: 'DEMQ2345',
  payment: '  null',
  documents: '  seal: { demoFolder: seal }',
}

let folder = ''
let child: ChildProcess | undefined
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yinzheng-main-'))
  await writeFile(join(folder, 'university.sql'), universitySql())
})
afterEach(async () => {
  child?.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

/** Starts the program and waits for its first line, or its end. */
async function start(yaml: string, ...more: string[]) {
  const { line, ...begun } = await begin(yaml, ...more)
  return { ...begun, first: await Promise.race([line, begun.ended.then(() => '')]) }
}

async function begin(yaml: string, ...more: string[]) {
  const config = join(folder, 'server.yaml')
  await writeFile(config, yaml)
  const { DATABASE_URL: _, ...env } = process.env
  const program = spawn(process.execPath, [MAIN, '--config', config, ...more], { env })
  child = program
  let stdout = ''
  let stderr = ''
  program.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const ended = new Promise<number | null>(resolve => program.once('exit', resolve))
  const line = new Promise<string>(resolve =>
    program.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
      if (stdout.includes('\n')) resolve(stdout)
    }),
  )
  return { program, ended, line, stderr: () => stderr }
}

/** Gives a command as an administrator does. */
const yinzheng = (...words: string[]) => run(YINZHENG, [...words, '--config', join(folder, 'server.yaml')])

/** Runs a program to its end. */
async function run(file: string, words: readonly string[]) {
  const { DATABASE_URL: _, ...env } = process.env
  const program = spawn(process.execPath, [file, ...words], { env })
  let [stdout, stderr] = ['', '']
  program.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  program.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const exit = await new Promise<number | null>(resolve => program.once('close', resolve))
  return { exit, stdout, stderr }
}

const readySchema = z
  .object({
    listening: z.int(),
    enrolmentCode: z.string().exactOptional(),
    firstStaffCode: z.string(),
    warnings: z.array(z.string()).exactOptional(),
  })
  .loose()

it('starts from the default configuration, serves a signed document, ends on SIGTERM and finds its data again', async () => {
  const running = await start(exampleServerYaml(DEFAULTS), '--enrolment-code', 'Kiosk 2')
  const { listening, enrolmentCode, firstStaffCode, warnings } = readySchema.parse(JSON.parse(running.first))
  expect(warnings).toEqual([expect.stringMatching(/^listen\.trustedProxies: something ends TLS for print\.example/)])
  const base = `http://127.0.0.1:${listening}`
  expect(enrolmentCode).toMatch(ENROLMENT_TEXT)
  expect(firstStaffCode).toMatch(/^[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}$/)

  const double = createTerminalDouble()
  const json = { 'content-type': 'application/json' }
  const enrol = double.prove('DEMQ2345')
  const enrolled = await ask(base, 'POST', '/v1/terminals/enrol', json, JSON.stringify(enrol))
  const { terminalId } = z.object({ terminalId: z.string() }).parse(enrolled.json)
  const post = async (at: string, target: string, said: unknown) => {
    const body = JSON.stringify(said)
    const headers = double.headers({ terminalId, method: 'POST', target, body, timeMs: Date.now() })
    return (await ask(at, 'POST', target, { ...json, ...headers }, body)).json
  }
  const means = { kind: 'campus-card', uid: '04A1B2C3' }
  const visitor = visitorSchema.parse(await post(base, '/v1/visits', { means }))
  expect(visitor.offers.filter(({ unavailable }) => unavailable === null).length).toBeGreaterThan(2)
  const agreement = { digest: visitor.notice?.digest, language: 'zh-CN' }
  expect(visitorSchema.parse(await post(base, `/v1/visits/${visitor.visitId}/agree`, agreement)).notice).toBeNull()
  const wish = { visitId: visitor.visitId, kind: 'transcript', edition: 'zh' }
  const document = preparedDocumentSchema.parse(await post(base, '/v1/documents', wish))
  expect(document.pages).toBe(2)

  // Commands are carried out by the running server, whose store nobody else can open; and without it, on the store.
  const made = await yinzheng('terminals', 'code', 'Kiosk 3', '--json')
  expect([made.exit, JSON.parse(made.stdout)]).toMatchObject([
    0,
    { enrolmentCode: expect.stringMatching(ENROLMENT_TEXT) },
  ])
  const first = await yinzheng('staff', 'first-code', '--json')
  const { code } = z.object({ code: z.string() }).parse(JSON.parse(first.stdout))
  const setUp = await fetch(`${base}/staff/set-up`, {
    ...{ method: 'POST', redirect: 'manual', headers: { 'sec-fetch-site': 'same-origin' } },
    body: new URLSearchParams({ code }),
  })
  expect([setUp.headers.get('location'), first.exit, code === firstStaffCode]).toEqual(['../staff', 0, false])
  const missing = await yinzheng('issuing', 'show', '20261122-NOBODY12', '--language', 'en')
  expect([missing.exit, missing.stderr]).toEqual([3, 'no document has the number or code 20261122-NOBODY12\n'])

  running.program.kill('SIGTERM')
  expect(await running.ended).toBe(0)
  expect(await yinzheng('terminals', 'code', 'Kiosk 4')).toMatchObject({
    ...{ exit: 0, stderr: '', stdout: expect.stringMatching(/^[A-Z2-9-]{39}\n[\s\S]*█/) },
  })
  const again = await start(exampleServerYaml(DEFAULTS))
  const { listening: port } = readySchema.parse(JSON.parse(again.first))
  const back = visitorSchema.parse(await post(`http://127.0.0.1:${port}`, '/v1/visits', { means }))
  expect([back.nameMasked.zh, back.notice]).toEqual([visitor.nameMasked.zh, null])
  again.program.kill('SIGTERM')
  expect(await again.ended).toBe(0)
})

it('refuses a wrong configuration with its place', async () => {
  const yaml = exampleServerYaml(DEFAULTS).replace('zhFen: 200', 'zhFen: two yuan').replace('maxCopies', 'maxCopys')
  const { ended, stderr } = await start(yaml)
  expect(await ended).toBe(2)
  expect(stderr()).toMatch(/server\.yaml:\d+:\d+: tariff\.zhFen: must be a number/)
  expect(stderr()).toMatch(/server\.yaml:\d+:\d+: orders\.maxCopys: unknown key/)
})

it.each([
  [['--config'], /--config/],
  [[], /--config FILE is missing/],
  [['--config', 'server.yaml', 'now'], /now/],
  [['--config', 'server.yaml', '--enrolment-code', ' '], /needs a name/],
  [['--confg', 'server.yaml'], /--confg/],
])('says in one sentence what is wrong with %j', async (words, why) => {
  const { exit, stdout, stderr } = await run(MAIN, words)
  expect([exit, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(why)
  expect(stderr).toMatch(/^[^\n]+; say --help for its use\n$/)
})

it('tells its use to who asks', async () => {
  expect(await run(MAIN, ['--help'])).toMatchObject({ exit: 0, stdout: expect.stringContaining('--config FILE') })
})

it('says in one sentence that its database is away', async () => {
  const yaml = exampleServerYaml(DEFAULTS).replace(
    'databaseUrl: null',
    'databaseUrl: postgres://u:secret@127.0.0.1:1/d',
  )
  const { ended, first, stderr } = await start(yaml)
  expect([await ended, first]).toEqual([2, ''])
  expect(stderr()).toBe('store.databaseUrl: nothing answers at the address of the database\n')
})

it('closes what it has opened when it is ended while it starts', async () => {
  const { program, ended, stderr } = await begin(exampleServerYaml(DEFAULTS))
  // It is said as soon as the embedded database is open; the rooms are opened after that.
  while (!stderr().includes('for demonstration only')) await once(program.stderr, 'data')
  program.kill('SIGTERM')
  expect(await ended, stderr()).toBe(0)
})

it('does not start while an order is open at a merchant that is not configured, says which, and starts with it', async () => {
  const merchant = initGateway(join(folder, 'gateway'), {
    notifyUrl: 'https://print.example.edu.cn/v1/wechatpay/notice',
  })
  const { mchid, ...section } = JSON.parse(await readFile(merchant.serverConfigFile, 'utf8')) as { mchid: string }
  const store = await openHouseStore({ kind: 'folder', folder: join(folder, 'store', 'database') })
  await insertPaidOrder(store, mchid)
  const before = await store.db.selectFrom('print_order').selectAll().execute()
  await store.close()

  const refused = await start(exampleServerYaml(DEFAULTS))
  expect(await refused.ended).toBe(2)
  expect(refused.first).toBe('')
  expect(refused.stderr()).toContain(
    `- wechat-pay, merchant ${mchid}: 1 order (1 paid without outcome): 261129-TESTING.`,
  )
  const again = await openHouseStore({ kind: 'folder', folder: join(folder, 'store', 'database') })
  expect(await again.db.selectFrom('print_order').selectAll().execute()).toEqual(before)
  expect(await again.db.selectFrom('setup_script').selectAll().execute()).toEqual([])
  await again.close()

  const former = `formerPayments:\n  - ${JSON.stringify({ mchid, ...section })}\n`
  const running = await start(exampleServerYaml(DEFAULTS).replace('formerPayments: []\n', former))
  expect(running.first, running.stderr()).toContain('listening')
  running.program.kill('SIGTERM')
  expect(await running.ended).toBe(0)
})

/** An order of which the terminal has not told what came out. */
async function insertPaidOrder({ db }: Store, merchantId: string): Promise<void> {
  const at = new Date()
  const place = { name_zh: '', name_en: '', place_zh: '', place_en: '' }
  await db
    .insertInto('terminal')
    .values({ terminal_id: 't', public_key: 'k', ...place, state: 'active', enrolled_at: at })
    .execute()
  const visit = { visit_key: 'v', terminal_id: 't', person_id: 'p', started_at: at, last_seen_at: at }
  await db.insertInto('visit').values(visit).execute()
  await db
    .insertInto('document')
    .values({
      ...{ document_id: 'd', visit_key: 'v', terminal_id: 't', person_id: 'p', kind: 'transcript', edition: 'zh' },
      ...{ title_zh: '', title_en: '', name_masked_zh: '', name_masked_en: '', unit_price_fen: 200 },
      ...{ document_number: 'n', verification_key: 'k', state: 'failed', created_at: at },
    })
    .execute()
  await db
    .insertInto('print_order')
    .values({
      ...{
        order_id: 'o',
        job_id: 'j',
        order_number: '261129-TESTING',
        terminal_id: 't',
        visit_key: 'v',
        document_id: 'd',
      },
      ...{
        quota_key: 'q',
        copies: 1,
        free_copies: 0,
        unit_price_fen: 200,
        amount_fen: 200,
        paid_fen: 200,
        state: 'ready',
      },
      ...{ out_trade_no: 'yz1', provider: 'wechat-pay', merchant_id: merchantId, created_at: at, ready_at: at },
    })
    .execute()
}
