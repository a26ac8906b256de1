import { type ChildProcess, spawn } from 'node:child_process'
import { chown, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { samplePeople } from '../../demo/university/notable.ts'
import { universitySql } from '../../demo/university/university-sql.ts'
import { runSetupScript } from '../../server/ground/store/setup-script.ts'
import { exampleServerYaml } from '../../server/rooms.ts'
import { openHouseStore } from '../peers/house-store.ts'

const ENGLISH = { LC_ALL: 'en_US.UTF-8' }
const YINZHENG = fileURLToPath(new URL('../../cli/main.ts', import.meta.url))
const DOCUMENTS = 200
let folder = ''
let child: ChildProcess | undefined

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yinzheng-batch-'))
  const store = await openHouseStore({ kind: 'folder', folder: join(folder, 'store', 'database') })
  await runSetupScript(store.db, universitySql(), 'sample', new Date())
  await store.close()
  const yaml = exampleServerYaml({
    ...{ port: 0, publicBaseUrl: 'https://print.example.edu.cn', folder: 'store', setupSqlFile: null },
    ...{ demoEnrolmentCode: null, payment: '  null', documents: '  seal: { demoFolder: seal }' },
  })
  await writeFile(join(folder, 'server.yaml'), yaml)
  const students = samplePeople()
    .map(({ person }) => person)
    .filter(({ group, status }) => group === 'undergraduate' && status === 'enrolled')
    // Whose name no font has is refused, and that is another test's affair.
    .filter(({ nameZh }) => !/[\u{30000}-\u{3ffff}]/u.test(nameZh))
  const wishes = students.flatMap(({ personId }) =>
    ['zh', 'en'].map(edition => `${personId},enrolment-proof,${edition}`),
  )
  await writeFile(join(folder, 'class.csv'), `personId,kind,edition\n${wishes.slice(0, DOCUMENTS).join('\n')}\n`)
})
afterAll(async () => {
  child?.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

function start(...more: string[]) {
  const { DATABASE_URL: _, ...env } = process.env
  const files = ['--config', join(folder, 'server.yaml'), '--list', join(folder, 'class.csv')]
  const program = spawn(process.execPath, [YINZHENG, 'issuing', 'batch', ...files, ...more], {
    env: { ...env, ...ENGLISH },
  })
  child = program
  let stdout = ''
  let stderr = ''
  program.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  const ended = new Promise<number | null>(resolve => program.once('close', resolve))
  const hasSaid = (pattern: RegExp) =>
    new Promise<void>((resolve, reject) => {
      program.stderr.setEncoding('utf8').on('data', (text: string) => {
        stderr += text
        if (pattern.test(stderr)) resolve()
      })
      void ended.then(() => reject(new Error(`ended before: ${stderr}`)))
    })
  return { program, ended, hasSaid, stdout: () => stdout, stderr: () => stderr }
}

const progressSchema = z.object({ items: z.int(), issued: z.int(), failed: z.int(), waiting: z.int() }).loose()

it('issues for a class through a kill in the middle', async () => {
  const first = start()
  await first.hasSaid(/^([1-9]\d+) of 200 issued, 0 failed/m)
  first.program.kill('SIGKILL')
  expect(await first.ended).toBeNull()

  const second = start('--json', '--report', join(folder, 'report.csv'))
  second.hasSaid(/./).catch(() => undefined)
  expect(await second.ended, second.stderr()).toBe(0)
  expect(progressSchema.parse(JSON.parse(second.stdout()))).toMatchObject({
    items: DOCUMENTS,
    issued: DOCUMENTS,
    failed: 0,
  })

  const report = (await readFile(join(folder, 'report.csv'), 'utf8')).trim().split('\r\n').slice(1)
  const cells = report.map(line => line.split(','))
  expect(new Set(cells.map(([, person, , edition]) => `${person} ${edition}`)).size).toBe(DOCUMENTS)
  expect(new Set(cells.map(row => row[5])).size).toBe(DOCUMENTS)
  const store = await openHouseStore({ kind: 'folder', folder: join(folder, 'store', 'database') })
  const issued = await store.db
    .selectFrom('document')
    .select(['sha256', 'person_id'])
    .where('state', '=', 'issued')
    .execute()
  await store.close()
  expect(issued).toHaveLength(DOCUMENTS)
  expect(new Set(issued.map(row => row.sha256))).toEqual(new Set(cells.map(row => row[6])))
})

it('says what is wrong with the use and with the list', async () => {
  for (const use of [[], ['--no-such-option'], ['--config', join(folder, 'none.yaml'), '--list', 'class.csv']]) {
    const bad = spawn(process.execPath, [YINZHENG, 'issuing', 'batch', ...use], { env: { ...process.env, ...ENGLISH } })
    expect(await new Promise(resolve => bad.once('close', resolve))).toBe(2)
  }
  await writeFile(join(folder, 'class.csv'), 'personId,kind,edition\nu1,transcript\n')
  const wrong = start()
  await wrong.hasSaid(/class\.csv:2: 2 columns, not 3/)
  expect(await wrong.ended).toBe(2)
})

const yinzheng = async (...words: string[]) => {
  const { DATABASE_URL: _, ...env } = process.env
  const program = spawn(process.execPath, [YINZHENG, ...words], { env: { ...env, ...ENGLISH } })
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

it('refuses before any work what would fail after it', async () => {
  await writeFile(join(folder, 'class.csv'), 'personId,kind,edition\nu1,transcript,zh\n')
  await writeFile(join(folder, 'gbk.csv'), Buffer.from([0xd1, 0xa7, 0xba, 0xc5]))
  await writeFile(join(folder, 'long.csv'), 'x'.repeat(8_000_001))
  const batch = (list: string, ...more: string[]) =>
    yinzheng('issuing', 'batch', '--config', join(folder, 'server.yaml'), '--list', join(folder, list), ...more)
  const [closed, gbk, long, name] = await Promise.all([
    batch('class.csv', '--report', join(folder, 'none', 'report.csv')),
    batch('gbk.csv'),
    batch('long.csv'),
    yinzheng('issuing', 'show', 'x'.repeat(401), '--config', join(folder, 'server.yaml')),
  ])
  expect(closed).toMatchObject({
    exit: 2,
    stdout: '',
    stderr: expect.stringContaining('report.csv could not be written'),
  })
  expect(gbk).toMatchObject({ exit: 2, stderr: expect.stringContaining('gbk.csv is not UTF-8') })
  expect(long).toMatchObject({
    exit: 2,
    stderr: expect.stringContaining('long.csv: too long, 8000000 characters at most'),
  })
  expect(name).toMatchObject({ exit: 2, stderr: expect.stringContaining('is too long: 400 characters at most') })
})

it('answers who asks for help, and takes no word for no command', async () => {
  const [help, nothing] = await Promise.all([yinzheng('--help'), yinzheng()])
  expect(help).toMatchObject({ exit: 0, stdout: expect.stringContaining('issuing batch'), stderr: '' })
  expect(nothing).toMatchObject({ exit: 2, stdout: '', stderr: expect.stringContaining('issuing batch') })
})

it.skipIf(process.getuid?.() !== 0)("is refused to another user than the store's, be it root", async () => {
  const store = join(folder, 'store')
  await chown(store, 65_534, 65_534)
  const shown = await yinzheng('issuing', 'show', 'x', '--config', join(folder, 'server.yaml'))
  await chown(store, 0, 0)
  expect(shown).toMatchObject({
    exit: 3,
    stderr: expect.stringContaining('belongs to the user with the number 65534'),
  })
})
