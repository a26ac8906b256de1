import { spawn } from 'node:child_process'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createContentStore } from '../../server/ground/store/content-store.ts'
import { exampleServerYaml } from '../../server/rooms.ts'
import { openHouseStore } from '../peers/house-store.ts'
import { createOrderWorld } from '../peers/order-world.ts'

const ENGLISH = { LC_ALL: 'en_US.UTF-8' }
const YINZHENG = fileURLToPath(new URL('../../cli/main.ts', import.meta.url))
let folder = ''
let sha256 = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yinzheng-check-'))
  const store = await openHouseStore({ kind: 'folder', folder: join(folder, 'store', 'database') })
  const world = await createOrderWorld(store)
  sha256 = await createContentStore(join(folder, 'store', 'files')).put(new TextEncoder().encode('an invented file'))
  await store.db.updateTable('document').set({ sha256, document_number: '20261129-A' }).execute()
  const { terminalId, visitId, documentId } = world
  await world.orders().open(terminalId, { visitId, documentId, jobId: 'job', copies: 7, expectedAmountFen: 400 })
  const { out_trade_no: outTradeNo } = await store.db.selectFrom('print_order').selectAll().executeTakeFirstOrThrow()
  world.double.pay(outTradeNo ?? '')
  await world.notify(outTradeNo ?? '')
  await store.close()
  const yaml = exampleServerYaml({
    ...{ port: 0, publicBaseUrl: 'https://print.example.edu.cn', folder: 'store', setupSqlFile: null },
    ...{ demoEnrolmentCode: null, payment: '  null', documents: '  seal: { demoFolder: seal }' },
  })
  await writeFile(join(folder, 'server.yaml'), yaml)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function yinzheng(...words: string[]) {
  const { DATABASE_URL: _, ...env } = process.env
  const program = spawn(process.execPath, [YINZHENG, ...words, '--config', join(folder, 'server.yaml')], {
    env: { ...env, ...ENGLISH },
  })
  const [said, wrong] = [[] as string[], [] as string[]]
  program.stdout.setEncoding('utf8').on('data', (text: string) => said.push(text))
  program.stderr.setEncoding('utf8').on('data', (text: string) => wrong.push(text))
  const exit = await new Promise<number | null>(resolve => program.once('close', resolve))
  return { exit, stdout: said.join(''), stderr: wrong.join('') }
}

it('yinzheng check proves books and files on the store that a server has left', async () => {
  const whole = '1 orders, 1 entries of the books and 1 files were checked: nothing differs\n'
  const { stderr, ...answer } = await yinzheng('check')
  expect(answer).toEqual({ exit: 0, stdout: whole })
  // How far it is, on a machine that takes its time, and nothing else.
  expect(stderr).toMatch(/^(?:\d+ (?:entries|orders|files) checked\n)*$/)
  const file = join(folder, 'store', 'files', sha256.slice(0, 2), sha256)
  await chmod(file, 0o600)
  await writeFile(file, 'an inventeD file')
  const damaged = await yinzheng('books', 'check', '--json')
  expect(damaged.exit).toBe(1)
  expect(JSON.parse(damaged.stdout)).toEqual({
    ...{ orders: 1, unclaimed: 0, entries: 1, files: 1, isWhole: true, differing: 1 },
    differences: [{ kind: 'file-damaged', documentNumber: '20261129-A', sha256 }],
  })
  const cases = await yinzheng('cases', 'list', '--json')
  expect(JSON.parse(cases.stdout)).toMatchObject({
    total: 1,
    cases: [{ kind: 'issued-file-damaged', subject: sha256 }],
  })
})

it('yinzheng books statement gives a table that begins with the mark of UTF-8', async () => {
  const { exit, stdout } = await yinzheng('books', 'statement', '--month', '2026-11', '--csv', '--language', 'zh-CN')
  expect(exit).toBe(0)
  expect(stdout).toMatch(/^\ufeff月份,.*\r\n2026-11[^,]*,一号机,[^,]+,大厅,成绩单,0,0,0,0\.00,0\.00,4\.00,0\.00,/)
  expect(await yinzheng('check', '--month', '2026-11')).toMatchObject({ exit: 2 })
})

it('yinzheng check stands in the list of commands', async () => {
  const program = spawn(process.execPath, [YINZHENG, '--help'], { env: { ...process.env, ...ENGLISH } })
  let said = ''
  program.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  await new Promise(resolve => program.once('close', resolve))
  expect(said).toMatch(/yinzheng check +proves the books/)
  expect(said).toMatch(/yinzheng books statement/)
})
