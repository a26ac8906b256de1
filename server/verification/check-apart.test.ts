import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fakeClock } from '../../src/fake-clock.ts'
import { createApartChecker } from './check-apart.ts'

const job = () => ({
  ...{ body: new Uint8Array(), contentType: '', field: 'file' },
  ...{ anchorsPem: '', timestampAnchorsPem: '' },
})

describe('checking apart', () => {
  let folder: string
  const program = async (name: string, text: string) => {
    const path = join(folder, `${name}.mjs`)
    await writeFile(path, text)
    return pathToFileURL(path)
  }
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yinzheng-apart-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('ends a thread that never ends, and takes the next file', async () => {
    const clock = fakeClock()
    const hung = createApartChecker(clock, await program('hung', 'for (;;) {}'))
    const answer = hung.check(job())
    await clock.advance(5_000)
    expect(await answer).toEqual({ ok: false, error: 'gave-up' })
    const next = hung.check(job())
    await clock.advance(5_000)
    expect(await next).toEqual({ ok: false, error: 'gave-up' })
  })

  it('survives a thread that breaks, or takes all the memory it may have', async () => {
    const broken = createApartChecker(fakeClock(), await program('broken', 'throw new Error("broken")'))
    expect(await broken.check(job())).toEqual({ ok: false, error: 'gave-up' })
    const greedy = await program('greedy', 'const all = []; for (;;) all.push(new Array(1e6).fill(all.length))')
    expect(await createApartChecker(fakeClock(), greedy).check(job())).toEqual({ ok: false, error: 'gave-up' })
  })

  it('does two at once and sends further ones away', async () => {
    const clock = fakeClock()
    const checker = createApartChecker(clock, await program('slow', 'setInterval(() => {}, 1000)'))
    const running = [checker.check(job()), checker.check(job())]
    expect(await checker.check(job())).toEqual({ ok: false, error: 'busy' })
    await clock.advance(5_000)
    expect(await Promise.all(running)).toEqual(Array(2).fill({ ok: false, error: 'gave-up' }))
  })

  it('says when there is no file in the form', async () => {
    expect(await createApartChecker(fakeClock()).check(job())).toEqual({ ok: false, error: 'no-file' })
  })
})
