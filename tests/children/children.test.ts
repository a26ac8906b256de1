import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const VITEST = join(import.meta.dirname, '..', '..', 'node_modules', 'vitest', 'vitest.mjs')
const CONFIG = join(import.meta.dirname, 'runs', 'vitest.config.ts')
const STARTED = ['detached', 'grandchild', 'bare']

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yinzheng-children-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Starts a run whose one test starts children, and resolves when all of them are there. */
async function runThatLeaves(ends: 'never' | 'by-itself'): Promise<{ run: ChildProcess; pids: Map<string, number> }> {
  const [file, looks] = [join(folder, 'pids'), join(folder, 'looks')]
  const run = spawn(process.execPath, [VITEST, 'run', '--config', CONFIG], {
    stdio: 'ignore',
    env: { ...process.env, YINZHENG_RUN_OUT: file, YINZHENG_RUN_ENDS: ends, YINZHENG_REAPER_LOOKS: looks },
  })
  const read = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : '')
  await expect.poll(() => read(file)).toContain('all 0\n')
  // One that says nothing of its owner is known as soon as it was seen beside it. A look that was under way may have missed it.
  const before = read(looks).length
  if (ends === 'never') await expect.poll(() => read(looks).length).toBeGreaterThan(before + 1)
  const pairs = read(file)
    .trim()
    .split('\n')
    .map(line => line.split(' '))
  return { run, pids: new Map(pairs.map(([name = '', pid]) => [name, Number(pid)])) }
}

/** Whether a process runs; one that has ended and was not yet asked for by its parent does not. */
function lives(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

const living = (pids: ReadonlyMap<string, number>, names: readonly string[]) =>
  names.filter(name => lives(pids.get(name)!))

describe.skipIf(!existsSync('/proc/self/environ'))('what a test has started (Linux)', () => {
  it('ends with a worker that is killed, while the run goes on to its end', async () => {
    const { run, pids } = await runThatLeaves('never')
    expect(living(pids, STARTED)).toEqual(STARTED)
    const ended = once(run, 'exit')
    process.kill(pids.get('worker')!, 'SIGKILL')
    await expect.poll(() => living(pids, STARTED)).toEqual([])
    expect(await ended).not.toEqual([0, null])
  })

  it('ends with a run that is killed, its workers too', async () => {
    const { run, pids } = await runThatLeaves('never')
    run.kill('SIGKILL')
    await expect.poll(() => living(pids, ['worker', ...STARTED])).toEqual([])
  })

  it('ends with a run that came to its end', async () => {
    const { run, pids } = await runThatLeaves('by-itself')
    if (run.exitCode === null) await once(run, 'exit')
    await expect
      .poll(() =>
        living(
          pids,
          [...pids.keys()].filter(name => name !== 'all'),
        ),
      )
      .toEqual([])
  })
})
