import { randomBytes } from 'node:crypto'
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { fakeClock } from '../../src/fake-clock.ts'
import { createErasureJournal, idsInJournals, type JournalEntry, journalKey, readJournal } from './journal.ts'

const key = journalKey(randomBytes(32))
const clock = fakeClock()
const entry = (erasureId: string): JournalEntry => ({
  ...{ erasureId, begunAt: new Date(clock.now()).toISOString(), personIds: ['student/1'], accountIds: ['a-1'] },
})
let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yinzheng-journal-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))
const files = () => [join(folder, 'own', 'erasures.journal'), join(folder, 'elsewhere.journal')]
const journal = () => createErasureJournal({ files: files(), key, clock })
const idsIn = async (file: string) => {
  const read = await readJournal(file, key)
  return read.ok ? read.value.entries.map(({ erasureId }) => erasureId) : read.error
}

it('has each erasing once, in every file, sealed', async () => {
  await journal().begin()
  await Promise.all([journal().add(entry('one')), journal().begin()])
  const one = journal()
  await Promise.all([one.add(entry('two')), one.add(entry('two')), one.add(entry('one'))])
  for (const file of files()) {
    expect(await idsIn(file)).toEqual(['one', 'two'])
    expect(await readFile(file, 'utf8')).not.toMatch(/student|a-1/)
  }
  expect(await idsInJournals(files(), key)).toEqual(['one', 'two'])
  const read = await readJournal(files()[0]!, key)
  expect(read.ok && read.value.entries[0]).toMatchObject(entry('one'))
})

it('takes what a power cut left of a line for none, and goes on behind it', async () => {
  await journal().add(entry('one'))
  const [file = ''] = files()
  await appendFile(file, '{"id":"two","sea')
  expect(await idsIn(file)).toEqual(['one'])
  await journal().add(entry('two'))
  expect(await idsIn(file)).toEqual(['one', 'two'])
})

it('is damaged where a line was changed, exchanged or made by somebody else, and takes nothing more then', async () => {
  await journal().add(entry('one'))
  await journal().add(entry('two'))
  const [file = ''] = files()
  const text = await readFile(file, 'utf8')
  const [head = '', one = '', two = ''] = text.split('\n')
  const others = JSON.parse(two)
  const damages = [
    text.replace('"sealed":"', '"sealed":"A'),
    `${one}\n${two}\n`,
    `${head}\n${JSON.stringify({ ...others, id: 'one' })}\n`,
    `${head.replace('202', '201')}\n${one}\n`,
    `${head}\n{}\n${one}\n`,
    'x\n',
  ]
  for (const damaged of damages) {
    await writeFile(file, damaged)
    expect(await idsIn(file), damaged).toBe('damaged')
    await expect(journal().add(entry('three'))).rejects.toThrow('damaged')
  }
  await writeFile(file, text)
  expect(await readJournal(file, journalKey(randomBytes(32)))).toEqual({ ok: false, error: 'damaged' })
  expect(await readJournal(join(folder, 'none'), key)).toEqual({ ok: false, error: 'missing' })
})
