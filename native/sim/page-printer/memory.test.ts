import { describe, expect, it } from 'vitest'
import { textOf } from '../../ipp/read.ts'
import { type Asking, createAsking } from './asking.ts'

const nameOf = async ({ job }: Asking) => (await job(1))?.get('job-name')

describe('what the printer remembers of jobs', () => {
  it('keeps ended jobs, newest first, and tells of all when asked for all', async () => {
    const { clock, print, jobs } = createAsking()
    await print('A', 1)
    await print('B', 1)
    await print('C', 1)
    await clock.advance(2_000)
    expect(await jobs()).toEqual([3])
    expect(await jobs('not-completed')).toEqual([3])
    expect(await jobs('completed')).toEqual([2, 1])
    expect(await jobs('all')).toEqual([3, 2, 1])
  })

  it('keeps no history', async () => {
    const { clock, sim, print, jobs, job, pages } = createAsking()
    sim.behave({ forgetsEndedJobs: true })
    await print('A', 1)
    expect(await job(1)).not.toBeNull()
    await clock.advance(1_000)
    expect(pages()).toEqual(['A/1'])
    expect(await job(1)).toBeNull()
    expect(await jobs('completed')).toEqual([])
  })

  it('forgets an ended job after its time', async () => {
    const { clock, sim, print, jobs, job } = createAsking()
    sim.behave({ forgetsAfterMs: 2_000 })
    await print('A', 1)
    await clock.advance(2_999)
    expect(await jobs('completed')).toEqual([1])
    await clock.advance(1)
    expect(await jobs('completed')).toEqual([])
    expect(await job(1)).toBeNull()
  })

  it.each([
    ['plain', [{ kind: 'name', value: '印证-20260101' }]],
    ['with-language', [{ kind: 'name', value: '印证-20260101', language: 'zh-cn' }]],
    ['replaced', [{ kind: 'name', value: 'Job 1' }]],
    ['none', undefined],
  ] as const)('tells names %s', async (names, told) => {
    const asking = createAsking()
    asking.sim.behave({ names })
    await asking.print('印证-20260101', 1)
    expect(await nameOf(asking)).toEqual(told)
    await asking.clock.advance(1_000)
    expect(asking.pages()).toEqual(['印证-20260101/1'])
  })

  it('cuts names, counted in characters', async () => {
    const asking = createAsking()
    asking.sim.behave({ namesCutTo: 4 })
    await asking.print('印证-20260101', 1)
    expect(textOf((await asking.job(1))!, 'job-name')).toBe('印证-2')
    asking.sim.behave({ names: 'with-language' })
    expect(await nameOf(asking)).toEqual([{ kind: 'name', value: '印证-2', language: 'zh-cn' }])
  })

  it('has a list that is always empty, though it knows the job', async () => {
    const { sim, print, jobs, job } = createAsking()
    sim.behave({ list: 'empty' })
    await print('A', 2)
    expect(await jobs()).toEqual([])
    expect(await jobs('all')).toEqual([])
    expect(await job(1)).not.toBeNull()
  })

  it('refuses to tell of all jobs, and names what it refuses', async () => {
    const { sim, ask, print, printer, jobs } = createAsking()
    sim.behave({ refusesAllJobs: true })
    await print('A', 1)
    const which = { name: 'which-jobs', values: [{ kind: 'keyword', value: 'all' }] } as const
    expect(await ask('Get-Jobs', { operation: [which] })).toMatchObject({
      error: {
        detail: 'client-error-attributes-or-values-not-supported',
        answer: { groups: [{}, { group: 'unsupported', attributes: [which] }] },
      },
    })
    expect((await printer()).get('which-jobs-supported')).toHaveLength(2)
    expect(await jobs('not-completed')).toEqual([1])
  })

  it.each([
    [{ list: 'unsupported' }, 'Get-Jobs', 0x000a],
    [{ noJobAttributes: true }, 'Get-Job-Attributes', 0x0009],
    [{ cancel: 'unsupported' }, 'Cancel-Job', 0x0008],
  ] as const)('does not have an operation (%o), and does not say that it has', async (manners, operation, code) => {
    const { sim, ask, print, printer, job } = createAsking()
    await print('A', 1)
    const supported = async () => (await printer('operations-supported')).get('operations-supported')
    expect(await supported()).toContainEqual({ kind: 'enum', value: code })
    sim.behave(manners)
    expect(await ask(operation)).toMatchObject({ error: { detail: 'server-error-operation-not-supported' } })
    expect(await supported()).not.toContainEqual({ kind: 'enum', value: code })
    sim.behave({ noJobAttributes: false })
    expect(await job(1)).not.toBeNull()
  })
})
