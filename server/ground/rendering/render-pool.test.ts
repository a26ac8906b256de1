import { describe, expect, it } from 'vitest'
import { type FakeClock, fakeClock } from '../../../src/fake-clock.ts'
import type { RenderJob } from './render-messages.ts'
import { createRenderPool, type RenderPoolOptions } from './render-pool.ts'

/** A worker that does what the job's template says, in place of the engine: what is tested is how the pool takes it. */
const OBEDIENT = new URL(
  `data:text/javascript,${encodeURIComponent(`
  import { parentPort, threadId } from 'node:worker_threads'
  parentPort.on('message', job => {
    if (job.template === 'crash') throw new Error('crashed as told')
    if (job.template === 'exit') process.exit(3)
    if (job.template === 'hang') return
    if (job.template === 'refuse') return parentPort.postMessage({ kind: 'refused', message: 'as told' })
    parentPort.postMessage({ kind: 'rendered', pdf: Uint8Array.of(threadId % 256), pages: 1 })
  })
  parentPort.postMessage({ kind: 'ready' })
`)}`,
)
const BROKEN = new URL(`data:text/javascript,${encodeURIComponent('throw new Error("cannot start")')}`)

const job = (template: string): RenderJob => ({ template, document: '{}', createdAtSeconds: 0 })

async function withPool(
  options: Partial<RenderPoolOptions>,
  run: (pool: ReturnType<typeof createRenderPool>, clock: FakeClock) => Promise<void>,
): Promise<void> {
  const clock = fakeClock()
  const pool = createRenderPool({ templatesDir: '.', fontDirs: [], workers: 1, clock, program: OBEDIENT, ...options })
  try {
    await run(pool, clock)
  } finally {
    await pool.close()
  }
}

/** Which thread answered. */
async function threadOf(pool: ReturnType<typeof createRenderPool>): Promise<number> {
  const result = await pool.render(job('render'))
  return result.ok ? result.value.pdf[0]! : -1
}

describe('the pool of render threads', () => {
  it('uses a thread again, and another while it is busy', async () => {
    await withPool({ workers: 2 }, async pool => {
      const first = await threadOf(pool)
      void pool.render(job('hang'))
      const second = await threadOf(pool)
      expect([first, second]).not.toContain(-1)
      expect(await threadOf(pool)).toBe(second)
    })
  })

  it.each(['crash', 'exit'])('loses only the job that made a thread %s', async way => {
    await withPool({}, async pool => {
      const before = await threadOf(pool)
      const results = await Promise.all(['render', way, 'render', 'refuse'].map(template => pool.render(job(template))))
      expect(results.map(result => (result.ok ? 'ok' : result.error.kind))).toEqual(['ok', 'crashed', 'ok', 'refused'])
      expect(await threadOf(pool)).not.toBe(before)
    })
  })

  it('gives up a job after its time and goes on with another thread', async () => {
    await withPool({ timeLimitMs: 5000 }, async (pool, clock) => {
      const before = await threadOf(pool)
      const hanging = pool.render(job('hang'))
      const next = pool.render(job('render'))
      await clock.advance(4999)
      expect(clock.pending()).toBe(1)
      await clock.advance(1)
      expect(await hanging).toEqual({ ok: false, error: { kind: 'timed-out' } })
      expect((await next).ok).toBe(true)
      expect(await threadOf(pool)).not.toBe(before)
    })
  })

  it('replaces a thread after its number of jobs', async () => {
    await withPool({ jobsPerWorker: 3 }, async pool => {
      const threads: number[] = []
      for (let index = 0; index < 7; index++) threads.push(await threadOf(pool))
      expect(threads).not.toContain(-1)
      expect([new Set(threads.slice(0, 3)).size, new Set(threads).size]).toEqual([1, 3])
    })
  })

  it('refuses what would wait too long', async () => {
    await withPool({ queueLimit: 2 }, async pool => {
      await threadOf(pool)
      const results = [0, 1, 2, 3].map(() => pool.render(job('render')))
      expect((await Promise.all(results)).map(result => result.ok)).toEqual([true, true, true, false])
      expect(await results[3]).toEqual({ ok: false, error: { kind: 'busy' } })
    })
  })

  it('fails what is asked of a program that cannot start, and does not start it for ever', async () => {
    await withPool({ program: BROKEN }, async pool => {
      const results = await Promise.all([pool.render(job('render')), pool.render(job('render'))])
      expect(results).toEqual(results.map(() => ({ ok: false, error: { kind: 'crashed' } })))
    })
  })

  it('settles everything when it is closed', async () => {
    await withPool({}, async pool => {
      await threadOf(pool)
      const waiting = [pool.render(job('hang')), pool.render(job('render'))]
      await pool.close()
      expect((await Promise.all(waiting)).map(result => result.ok)).toEqual([false, false])
      expect(await pool.render(job('render'))).toEqual({ ok: false, error: { kind: 'closed' } })
    })
  })
})
