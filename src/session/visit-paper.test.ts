import { describe, expect, it } from 'vitest'
import { fault } from '../fault.ts'
import { atChoice, atPaying, atPrinting, walk } from './fixture-walk.ts'
import { timersOf } from './timers.ts'

describe('paper', () => {
  it('waits for paper, then gives back what did not come out', () => {
    const visit = walk(atPaying().session)
    const stage = visit.session.stage
    if (stage.kind !== 'paying') throw new Error('not paying')
    const job = stage.job.jobId
    visit.on({ kind: 'payment-settled', jobId: job })
    visit.on({
      kind: 'printing-progressed',
      jobId: job,
      sheetsDelivered: 2,
      copiesDelivered: 1,
      stalled: fault('printer-jam'),
    })
    expect(visit.view).toMatchObject({ countdown: { kind: 'paper' }, content: { stalled: { code: 'printer-jam' } } })
    visit.fire('paper')
    expect(visit.last('stop-printing')?.jobId).toBe(job)
    visit.on({
      kind: 'printing-ended',
      jobId: job,
      sheetsDelivered: 2,
      copiesDelivered: 1,
      copiesUnclear: 0,
      fault: fault('printer-jam'),
    })
    expect(visit.last('report-outcome')?.outcome).toMatchObject({ copiesDelivered: 1, sheetsDelivered: 2 })
    expect(visit.view.content).toMatchObject({
      copiesGivenBack: 6,
      quotaGivenBack: 4,
      money: { kind: 'to-be-refunded', refundFen: 400, chargedFen: 0 },
    })
  })

  it('never counts sheets down', () => {
    const visit = atPrinting()
    const job = visit.last('print')!.job.jobId
    visit.on({ kind: 'printing-progressed', jobId: job, sheetsDelivered: 3, copiesDelivered: 1, stalled: null })
    visit.on({ kind: 'printing-progressed', jobId: job, sheetsDelivered: 0, copiesDelivered: 0, stalled: null })
    expect(visit.view.content).toMatchObject({ sheetsDelivered: 3, copiesDelivered: 1 })
  })

  it('says that sheets of a copy that is not whole came out, by the printer, and counts them for no copy', () => {
    const ended = (sheetsDelivered: number, copiesDelivered: number) => {
      const visit = atPrinting(3)
      const job = visit.last('print')!.job.jobId
      const paper = { sheetsDelivered, copiesDelivered, copiesUnclear: 0 }
      return visit.on({ kind: 'printing-ended', jobId: job, ...paper, fault: fault('printer-jam') }).view.content
    }
    expect(ended(3, 1)).toMatchObject({ copiesDelivered: 1, copiesGivenBack: 2, hasLooseSheets: true })
    expect(ended(2, 1)).toMatchObject({ copiesDelivered: 1, copiesGivenBack: 2, hasLooseSheets: false })
    expect(ended(1, 0)).toMatchObject({ copiesDelivered: 0, copiesGivenBack: 3, hasLooseSheets: true })
  })

  it('can not be left before the outcome is known', () => {
    const visit = atPrinting().touch({ kind: 'finish' }).touch({ kind: 'back' }).touch({ kind: 'give-up' })
    expect(visit.view.content.screen).toBe('printing')
    expect(timersOf(visit.session)).toEqual({})
  })

  it('takes up a visit after a break, unless someone else stands there', () => {
    const stage = atPrinting(3).session.stage
    if (stage.kind !== 'printing') throw new Error('not printing')
    const { job } = stage
    const recovered = { job, copiesDelivered: 1, sheetsDelivered: 3 }
    const event = { kind: 'printing-recovered', ...recovered, language: 'en' } as const
    const back = walk().on(event)
    expect(back.view).toMatchObject({
      language: 'en',
      content: { screen: 'printing', recovering: true, copiesDelivered: 1, sheetsDelivered: 3 },
    })
    const moving = { jobId: job.jobId, sheetsDelivered: 4, copiesDelivered: 2, stalled: null }
    back.on({ kind: 'printing-progressed', ...moving })
    expect(back.view.content).toMatchObject({ screen: 'printing', recovering: false, copiesDelivered: 2 })
    const other = atChoice().on(event)
    expect(other.view.content.screen).toBe('choosing')
    expect(other.last('abandon-order')?.jobId).toBe(stage.job.jobId)
  })
})
