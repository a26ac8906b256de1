import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildConsole } from '../../renderer/console/build.ts'

/** Before the first page stands, in kB of 1,000 bytes as they travel. A page's own parts come with the page. */
const FIRST_LOAD_KB = 320

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'console-size-'))
  await buildConsole({ outDir: folder })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

it('asks for few scripts before its first page stands', async () => {
  const page = await readFile(join(folder, 'index.html'), 'utf8')
  const names = [...page.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map(([, name = '']) => name)
  expect(names.length).toBeGreaterThan(0)
  const scripts = await Promise.all(names.map(name => readFile(join(folder, name))))
  const kB = scripts.reduce((sum, script) => sum + gzipSync(script).length, 0) / 1_000
  expect(kB).toBeLessThan(FIRST_LOAD_KB)
  // What draws charts is half as large again, and comes with the first chart.
  for (const script of scripts) expect(script.toString()).not.toContain('recharts-')
})
