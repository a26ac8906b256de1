import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { universitySql } from '../../demo/university/university-sql.ts'
import { createContentStore } from '../../server/ground/store/content-store.ts'
import type { Store } from '../../server/ground/store/store.ts'
import { exampleServerYaml } from '../../server/rooms.ts'
import { openHouseStore } from '../peers/house-store.ts'

const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url))
const YINZHENG = fileURLToPath(new URL('../../cli/main.ts', import.meta.url))
const { DATABASE_URL: _, ...ENV } = process.env
const ME = 'student/erased'
let root = ''
let running: ChildProcess | undefined

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'yinzheng-drill-'))
  const yaml = exampleServerYaml({
    ...{ port: 0, publicBaseUrl: 'https://print.example.edu.cn', folder: 'store', setupSqlFile: 'university.sql' },
    ...{ demoEnrolmentCode: null, payment: '  null', documents: '  seal: { demoFolder: seal }' },
  })
  await writeFile(join(root, 'server.yaml'), yaml.replace('alsoJournalTo: []', 'alsoJournalTo: [elsewhere.journal]'))
  await writeFile(join(root, 'university.sql'), universitySql())
})
afterAll(async () => {
  running?.kill('SIGKILL')
  await rm(root, { recursive: true, force: true })
})

const config = () => join(root, 'server.yaml')
async function serve<T>(work: () => Promise<T>): Promise<T> {
  const program = spawn(process.execPath, [MAIN, '--config', config()], {
    env: ENV,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  running = program
  const ended = once(program, 'close')
  await once(program.stdout.setEncoding('utf8'), 'data')
  try {
    return await work()
  } finally {
    program.kill('SIGTERM')
    await ended
  }
}
async function yinzheng(words: readonly string[], onProgress: (program: ChildProcess) => void = () => undefined) {
  const program = spawn(process.execPath, [YINZHENG, ...words, '--config', config()], {
    env: { ...ENV, LC_ALL: 'en_US.UTF-8' },
  })
  const said: string[] = []
  program.stdout.setEncoding('utf8').on('data', (text: string) => said.push(text))
  program.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.push(text)
    onProgress(program)
  })
  const [exit] = await once(program, 'close')
  return { exit, said: said.join('') }
}
const inStore = async <T>(work: (store: Store) => Promise<T>): Promise<T> => {
  const store = await openHouseStore({ kind: 'folder', folder: join(root, 'store', 'database') })
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}
const kept = () =>
  inStore(async ({ db }) => ({
    pins: (await db.selectFrom('card_pin').select('person_id').orderBy('person_id').execute()).map(
      row => row.person_id,
    ),
    notices: (await db.selectFrom('login_notice').select('person_id').execute()).map(row => row.person_id),
    wishes: await db.selectFrom('erasure').select(['state', 'person_ids', 'counts']).execute(),
  }))

it('an older backup that is brought back does not bring back who was erased since, also when it is killed in between', async () => {
  const backup = join(root, 'backup')
  const at = new Date()
  await serve(async () => undefined)
  await inStore(async ({ db }) => {
    const pins = [ME, 'student/stays'].map(person_id => ({ person_id, pin: 'x', set_at: at }))
    await db.insertInto('card_pin').values(pins).execute()
    const notice = { kind: 'visit' as const, what_keys: '[]', person_id: ME, begun_at: at, next_try_at: null }
    await db.insertInto('login_notice').values(notice).execute()
  })
  await createContentStore(join(root, 'store', 'files')).put(new TextEncoder().encode('a file'))
  // While the server runs, and by it.
  const made = await serve(() => yinzheng(['backup', 'make', backup]))
  expect(made, made.said).toMatchObject({ exit: 0 })
  expect(await yinzheng(['backup', 'verify', backup])).toMatchObject({ exit: 0 })

  // The person asks, and the days of grace are over.
  await inStore(async ({ db }) => {
    const wish = { erasure_id: 'e-1', person_ids: JSON.stringify([ME]), account_ids: '[]', letters_to: null }
    await db
      .insertInto('erasure')
      .values({ ...wish, state: 'waiting', asked_at: at, due_at: at, next_look_at: at })
      .execute()
  })
  const own = join(root, 'store', 'erasures.journal')
  const linesOf = async (file: string) => (await readFile(file, 'utf8')).trim().split('\n').length
  // It is looked at when a server starts; one that was ended in the middle goes on at its next start.
  for (let starts = 0; starts < 5 && (await kept()).wishes[0]?.state !== 'done'; starts++)
    await serve(() => yinzheng(['cases', 'list']))
  expect(await linesOf(own)).toBe(2)
  expect(await kept()).toMatchObject({ pins: ['student/stays'], notices: [] })

  // The disk is lost, and with it the journal beside the store.
  await rm(join(root, 'store'), { recursive: true })
  expect(await linesOf(join(root, 'elsewhere.journal'))).toBe(2)
  const killed = await yinzheng(['restore', backup], program => void program.kill('SIGKILL'))
  expect(killed.exit).toBeNull()
  expect(await readdir(join(root, 'store'))).toContain('restore-unfinished')
  const refused = await yinzheng(['cases', 'list'])
  expect(refused, refused.said).toMatchObject({ exit: 3, said: expect.stringContaining('did not end') })

  const restored = await yinzheng(['restore', backup])
  expect(restored, restored.said).toMatchObject({ exit: 0, said: expect.stringContaining('1 erasings once more') })
  // As it was when the backup was made, and before anybody is served.
  expect((await kept()).pins).toEqual([ME, 'student/stays'])
  await serve(async () => undefined)
  const after = await kept()
  expect(after).toMatchObject({ pins: ['student/stays'], notices: [] })
  expect(after.wishes).toMatchObject([{ state: 'done', person_ids: null }])
  expect(JSON.stringify(after)).not.toContain(ME)

  // Where no journal is left, nothing comes back without somebody's word.
  await rm(join(root, 'store'), { recursive: true })
  await rm(join(root, 'elsewhere.journal'))
  const unsaid = await yinzheng(['restore', backup])
  expect(unsaid, unsaid.said).toMatchObject({ exit: 3, said: expect.stringContaining('--without-journal') })
})
