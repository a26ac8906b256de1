import { describe, expect, it } from 'vitest'
import { attribute } from '../../ipp/message.ts'
import { attributesOf, integerOf, textsOf } from '../../ipp/read.ts'
import { createAsking, printAttributes } from './asking.ts'
import { samplePdf } from './sample-pdf.ts'

describe('what the printer says to Print-Job', () => {
  it('is busy for ever, and takes nothing', async () => {
    const { clock, sim, print, jobs, pages } = createAsking()
    sim.behave({ printJob: 'busy' })
    for (let attempt = 0; attempt < 3; attempt++) {
      expect(await print('A', 1)).toMatchObject({ error: { detail: 'server-error-busy' } })
      await clock.advance(60_000)
    }
    expect([pages(), await jobs('all'), sim.received()]).toEqual([[], [], []])
  })

  it('says busy, and prints every job that it was sent', async () => {
    const { clock, sim, print, pages } = createAsking()
    sim.behave({ printJob: 'busy-but-prints' })
    for (const name of ['A', 'A', 'B']) {
      expect(await print(name, 1)).toMatchObject({ error: { detail: 'server-error-busy' } })
    }
    await clock.advance(3_000)
    expect(pages()).toEqual(['A/1', 'A/1', 'B/1'])
    expect(sim.papers().map(({ jobId }) => jobId)).toEqual([1, 2, 3])
  })

  it.each([
    ['refused-but-prints', ['A/1'], 9],
    ['refused-with-job', [], 8],
  ] as const)('refuses with a number for the job: %s', async (printJob, out, state) => {
    const { clock, sim, print, pages, job } = createAsking()
    sim.behave({ printJob })
    const refused = await print('A', 1)
    expect(refused).toMatchObject({ error: { status: 0x0508 } })
    if (refused.ok || refused.error.kind !== 'refused') throw new Error('it was taken')
    expect(integerOf(attributesOf(refused.error.answer, 'job'), 'job-id')).toBe(1)
    await clock.advance(1_000)
    expect(pages()).toEqual(out)
    expect(integerOf((await job(1))!, 'job-state')).toBe(state)
  })

  it('answers only after the work', async () => {
    const { clock, sim, begin } = createAsking()
    sim.behave({ printJob: 'after-the-work' })
    const printing = begin('Print-Job', printAttributes('A', 'one-sided'), samplePdf(2))
    await clock.advance(1_999)
    expect(printing.answer()).toBeNull()
    await clock.advance(1)
    const answer = printing.answer()
    expect(answer?.ok && integerOf(attributesOf(answer.value, 'job'), 'job-state')).toBe(9)
  })

  it('puts the job among the attributes of the operation, lists as they are', async () => {
    const { sim, print, jobs } = createAsking()
    sim.behave({ jobInOperationGroup: true })
    const answer = await print('A', 1, { sides: 'one-sided' })
    expect(answer.ok && answer.value.groups.map(({ group }) => group)).toEqual(['operation'])
    await print('B', 1)
    expect(await jobs()).toEqual([1, 2])
  })
})

describe('a duplex unit that is gone', () => {
  const sides = (value: string) => attribute.keyword('sides', value)
  const ordered = { sides: 'two-sided-long-edge', fidelity: true } as const

  it.each(['gone', 'gone-and-strict', 'dropped'] as const)('refuses with fidelity: %s', async duplex => {
    const { sim, print, ask } = createAsking()
    sim.behave({ duplex })
    const error = {
      detail: 'client-error-attributes-or-values-not-supported',
      answer: { groups: [{}, { group: 'unsupported', attributes: [sides('two-sided-long-edge')] }] },
    }
    expect(await print('A', 2, ordered)).toMatchObject({ error })
    expect(await ask('Validate-Job', printAttributes('A', 'two-sided-long-edge', true))).toMatchObject({ error })
    expect(sim.received()).toEqual([])
  })

  it.each([
    ['works', [[1, 2], [3]], 0x0000],
    ['gone', [[1], [2], [3]], 0x0001],
    ['dropped', [[1], [2], [3]], 0x0001],
    ['dropped-silently', [[1], [2], [3]], 0x0000],
  ] as const)('prints without fidelity what it can, and says so: %s', async (duplex, sheets, status) => {
    const { clock, sim, print, ask } = createAsking()
    sim.behave({ duplex })
    const answer = await print('A', 3, { sides: 'two-sided-long-edge', fidelity: false })
    const told = [{ group: 'unsupported', attributes: [sides('two-sided-long-edge')] }]
    if (!answer.ok) throw new Error('it was refused')
    expect(answer.value.code).toBe(status)
    expect(answer.value.groups.slice(1, -1)).toEqual(status === 0 ? [] : told)
    expect(answer.value.groups.at(-1)?.group).toBe('job')
    expect(await ask('Validate-Job', printAttributes('A', 'two-sided-long-edge'))).toMatchObject({
      value: { code: status },
    })
    await clock.advance(3_000)
    expect(sim.papers().map(({ pages }) => pages)).toEqual(sheets)
    expect(sim.received()).toMatchObject([{ sides: 'two-sided-long-edge' }])
  })

  it('takes no notice of fidelity where it takes none, and says so', async () => {
    const { clock, sim, print, ask } = createAsking()
    sim.behave({ duplex: 'dropped-whatever' })
    expect(await print('A', 2, ordered)).toMatchObject({ value: { code: 0x0001 } })
    expect(await ask('Validate-Job', printAttributes('A', 'two-sided-long-edge', true))).toMatchObject({
      value: { code: 0x0001 },
    })
    await clock.advance(3_000)
    expect(sim.papers().map(({ pages }) => pages)).toEqual([[1], [2]])
  })

  it('refuses without fidelity, too, where it is strict', async () => {
    const { sim, print } = createAsking()
    sim.behave({ duplex: 'gone-and-strict' })
    expect(await print('A', 2, { sides: 'two-sided-long-edge' })).toMatchObject({ error: { status: 0x040b } })
    expect(await print('A', 2, { sides: 'one-sided' })).toMatchObject({ ok: true })
  })

  it.each([
    ['works', 3],
    ['gone', 1],
    ['gone-and-strict', 1],
    ['dropped', 3],
    ['dropped-silently', 3],
  ] as const)('shrinks what is said to be supported where it is gone: %s', async (duplex, count) => {
    const { sim, printer } = createAsking()
    sim.behave({ duplex })
    expect(textsOf(await printer('sides-supported'), 'sides-supported')).toHaveLength(count)
  })

  it('names an attribute that it does not know, without a value', async () => {
    const { ask } = createAsking()
    const job = [attribute.integer('number-up', 4), attribute.keyword('media', 'na_letter_8.5x11in')]
    expect(await ask('Validate-Job', { job })).toMatchObject({
      value: {
        code: 0x0001,
        groups: [
          { group: 'operation' },
          { group: 'unsupported', attributes: [{ name: 'number-up', values: [{ kind: 'unsupported' }] }, job[1]] },
        ],
      },
    })
  })
})
