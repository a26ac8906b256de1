import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pino from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createCases } from '../../server/cases/create-cases.ts'
import { casesCommands } from '../../server/cases/run-commands.ts'
import { listenForCommands } from '../../server/ground/commands/control-socket.ts'
import type { Store } from '../../server/ground/store/store.ts'
import { exampleServerYaml } from '../../server/rooms.ts'
import { fakeClock } from '../../src/fake-clock.ts'
import { openHouseStore } from '../peers/house-store.ts'

const YINZHENG = fileURLToPath(new URL('../../cli/main.ts', import.meta.url))
const SUBJECT = 'a\u009b31mb\u202ec'
let folder = ''
let config = ''
let caseNumber = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yinzheng cases-'))
  config = join(folder, 'server.yaml')
  const store = await openHouseStore({ kind: 'folder', folder: join(folder, 'store', 'database') })
  caseNumber = await open(store, SUBJECT)
  await store.close()
  const yaml = exampleServerYaml({
    ...{ port: 0, publicBaseUrl: 'https://print.example.edu.cn', folder: 'store', setupSqlFile: null },
    ...{ demoEnrolmentCode: null, payment: '  null', documents: '  seal: { demoFolder: seal }' },
  })
  await writeFile(config, yaml)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const open = (store: Store, subject: string) =>
  store.db
    .transaction()
    .execute(tx =>
      createCases('Asia/Shanghai').open(
        tx,
        { kind: 'copy-unclear', subject, amountFen: 500, evidence: [{ source: 'printer', atMs: 0, says: subject }] },
        new Date('2026-11-29T02:00:00Z'),
      ),
    )

function yinzheng(...args: string[]): Promise<{ exit: number | null; stdout: string; stderr: string }> {
  const { DATABASE_URL: _, ...env } = process.env
  const words = [YINZHENG, 'cases', ...args, '--config', config]
  const program = spawn(process.execPath, words, { env: { ...env, LC_ALL: 'en_US.UTF-8', SUDO_USER: 'wang' } })
  const said = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    program[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text
    })
  return new Promise(resolve => program.once('close', exit => resolve({ exit, ...said })))
}

it('are listed and shown where no server runs, and what needs one says so', async () => {
  const listed = await yinzheng('list')
  expect(listed).toMatchObject({ exit: 0, stderr: '' })
  expect(listed.stdout).toContain(`${caseNumber}  copy-unclear  open   ¥5.00   2026-11-29 10:00:00`)
  const shown = await yinzheng('show', caseNumber)
  expect(shown.stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
  expect(shown.stdout).toContain(`yinzheng cases act ${caseNumber} refund --by NAME --config '${config}'`)
  const asJson = await yinzheng('show', caseNumber, '--json')
  expect(asJson.stdout.trim()).not.toMatch(/[\p{Cc}\p{Cf}]/u)
  expect(JSON.parse(asJson.stdout)).toMatchObject({ caseNumber, subject: SUBJECT })
  expect(await yinzheng('act', caseNumber, 'refund', '--by', '王芳')).toEqual({
    ...{ exit: 3, stdout: '' },
    stderr: 'this is carried out by the running server: start it, then give the command again\n',
  })
})

it('are worked on by a running server, which is told who became its user', async () => {
  const store = await openHouseStore({ kind: 'folder', folder: join(folder, 'store', 'database') })
  const desk = createCases('Asia/Shanghai')
  const house = {
    ...{ name: { zh: '', en: '' }, payeeName: '', helpPhone: '' },
    timeZone: 'Asia/Shanghai',
    publicBaseUrl: '',
  }
  const ground = { db: store.db, clock: fakeClock(), house, isServing: true }
  const cases = casesCommands(ground, desk, { cases: { fourEyesAboveFen: 2_000 } })
  const close = await listenForCommands(join(folder, 'store'), { cases }, pino({ level: 'silent' }))
  try {
    const closed = await yinzheng('act', caseNumber, 'close', '--by', '王芳', '--reason', '纸已取走')
    const done = `${caseNumber}: closing is done: the case has ended.\nNote: the ¥5.00 held is then not paid back.\n`
    expect(closed).toEqual({ exit: 0, stdout: done, stderr: '' })
    const asked = await store.db
      .selectFrom('case_history')
      .selectAll()
      .where('case_number', '=', caseNumber)
      .where('step', '=', 'asked')
      .executeTakeFirstOrThrow()
    expect(asked).toMatchObject({ by_name: '王芳', by_user: `wang as ${userInfo().username}`, words: '纸已取走' })
    expect(await yinzheng('list')).toMatchObject({ stdout: 'Nothing needs a hand.\n' })
  } finally {
    await close()
    await store.close()
  }
})
