import { mkdtempSync } from 'node:fs'
import { readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { PNG } from 'pngjs'
import { afterAll, expect, it, vi } from 'vitest'
import { systemClock } from '../../native/system-clock.ts'
import { samplePeople } from '../documents/documents.ts'
import { SAMPLE_UNIVERSITY } from '../documents/sample-subjects.ts'
import { HOUSE_DOCUMENTS } from '../documents/samples.ts'
import { houseFontDirs } from '../ground/rendering/fonts.ts'
import { SAMPLE_NOW_MS } from '../signing/sample-authority.ts'
import type { Folder } from './folder-zip.ts'
import { TRIAL_LIMITS } from './trial/run-trial.ts'
import { createTrials } from './trials.ts'

const { templatesDir, kinds } = HOUSE_DOCUMENTS
const kind = { ...kinds.find(one => one.kind === 'employment-proof')! }
const zhAlone = { ...kind, editions: kind.editions.filter(({ edition }) => edition === 'zh') }
const people = samplePeople(templatesDir, kind).slice(0, 2)
const own = join(templatesDir, 'employment-proof')
const zh = await readFile(join(own, 'zh.typ'), 'utf8')

// What others leave or have just now among the machine's temporary files is not these trials'.
const temporary = mkdtempSync(join(tmpdir(), 'yinzheng-trials-test-'))
vi.stubEnv('TMPDIR', temporary)

const brought = new Map<number, Folder>()
const outcomes: string[] = []
const parts = {
  ...{ clock: systemClock, templatesDir, fontDirs: houseFontDirs(), fallbackFonts: [] },
  ...{ university: SAMPLE_UNIVERSITY, now: () => new Date(SAMPLE_NOW_MS), log: pino({ level: 'silent' }) },
  versions: {
    folder: async (_: string, number: number) => brought.get(number) ?? new Map(),
    tried: async (_: string, number: number, outcome: string) => void outcomes.push(`${number} ${outcome}`),
  },
}
const trials = createTrials({ ...parts, limits: { ...TRIAL_LIMITS, jobMs: 300_000 } })
/** As long as a template that works may take on a busy machine is longer than a test should wait for one that does not. */
const short = createTrials({ ...parts, limits: { ...TRIAL_LIMITS, jobMs: 300_000, cpuSeconds: 7 } })
afterAll(async () => {
  await trials.close()
  await short.close()
  vi.unstubAllEnvs()
  await rm(temporary, { recursive: true, force: true })
})

let numbers = 0
const tryIt = async (source: string, by = trials, more: Readonly<Record<string, string>> = {}) => {
  const number = ++numbers
  const files = { 'zh.typ': source, ...more }
  brought.set(number, new Map(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)])))
  const trial = by.at(zhAlone, number, people, null)
  await by.settled()
  return { number, trial, first: trial.documents[0]!.is }
}

it('finds nothing where nothing was changed, and passes', async () => {
  const { number, trial } = await tryIt(zh)
  expect(trial.documents.map(({ is }) => is)).toEqual([
    ...[{ is: 'drawn', before: 1, after: 1, pages: [] }],
    ...[{ is: 'drawn', before: 1, after: 1, pages: [] }],
  ])
  expect([outcomes.at(-1), trial.isOver]).toEqual([`${number} passed`, true])
})

it('marks what is another, with pictures of both that are marked as samples, and counts pages', async () => {
  const { number, first } = await tryIt(zh.replace('特此证明', '以上情况属实'))
  if (first.is !== 'drawn') throw new Error(JSON.stringify(first))
  expect(first.pages).toHaveLength(1)
  const [page] = first.pages
  expect(page!.spots.length).toBeGreaterThan(0)
  for (const { width, height } of page!.spots) expect(width * height).toBeLessThan(200_000)
  const picture = (side: string) => trials.picture(kind.kind, number, { key: 'zh.usual', side, page: 1 })
  const [before, after] = [picture('before')!, picture('after')!]
  expect(Buffer.from(before).equals(Buffer.from(after))).toBe(false)
  const { data } = PNG.sync.read(Buffer.from(after))
  let red = 0
  for (let at = 0; at < data.length; at += 4) if (data[at]! - Math.max(data[at + 1]!, data[at + 2]!) > 40) red++
  expect(red).toBe(0)
  const longer = await tryIt(`${zh}\n#pagebreak()\nmore`)
  expect(longer.first).toMatchObject({ is: 'drawn', before: 1, after: 2 })
})

it.each([
  ['a mistake', '#let x = ', 'engine', /zh\.typ/],
  ['a file of the machine', '#read("/etc/passwd")', 'outside', /not found/],
  ['a file above', '#read("../../../../etc/passwd")', 'outside', /outside|denied/],
  ['a file of another kind', '#json("../transcript/sample.json")', 'outside', /not found/],
  ['a package from the network, named in pieces', '#import ("@pre" + "view/cetz:0.2.0"): *', 'package', /package/],
  ['a loop that the engine sees', '#{ let i = 0; while i >= 0 { i += 1 } }', 'engine', /infinite/],
  ['other paper', '#set page(width: 3000mm, height: 3000mm)\nhuge', 'paper', /8504/],
  ['hundreds of pages', '#for _ in range(400) { pagebreak() }', 'pages', /401/],
])('refuses %s with words that name no place of the server', async (_, source, why, words) => {
  const { number, first } = await tryIt(source)
  expect(first).toMatchObject({ is: 'refused', why, runningToo: false, words: expect.stringMatching(words) })
  expect(JSON.stringify(first)).not.toContain(tmpdir())
  expect(outcomes.at(-1)).toBe(`${number} refused`)
})

it('ends an endless loop, and tries the next one all the same', async () => {
  const endless = '#for a in range(100000) { for b in range(100000) { let c = calc.rem(a * b, 7) } }'
  const { number, first, trial } = await tryIt(endless, short)
  expect(first).toMatchObject({ is: 'refused', why: 'time' })
  expect(trial.documents[1]!.is).toEqual({ is: 'waiting' })
  expect(outcomes.at(-1)).toBe(`${number} refused`)
  expect((await tryIt(zh, short)).first).toMatchObject({ is: 'drawn' })
})

it('ends what takes all memory', async () => {
  const bomb = '#{ let s = "0123456789"; for _ in range(40) { s = s + s }; s.len() }'
  const { first } = await tryIt(bomb)
  expect(first).toMatchObject({ is: 'refused', why: 'memory' })
})

it('leaves nothing on the disk', async () => {
  expect(await readdir(temporary)).toEqual([])
})
