import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import type { FolderJudgement } from './judge-folder.ts'
import { writeCorpus } from './write-corpus.ts'

const run = promisify(execFile)
const PROGRAM = fileURLToPath(new URL('./judge-folder.ts', import.meta.url))
const MEMORY_MB = 300
const CPU_MS = 1000

describe('a written corpus, judged by a process of its own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yinzheng-corpus-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('gets its verdicts, and the bombs take neither a second nor 300 MB', async () => {
    writeCorpus(folder)
    const { stdout } = await run(process.execPath, [PROGRAM, folder, '^(?:bomb|contested|ends)/'])
    const { files, wrong, peakMb, startMb, slowestMs } = JSON.parse(stdout) as FolderJudgement
    expect(files).toBeGreaterThan(80)
    expect(wrong).toEqual([])
    expect(peakMb - startMb).toBeLessThan(MEMORY_MB)
    expect(slowestMs).toBeLessThan(CPU_MS)
  })
})
