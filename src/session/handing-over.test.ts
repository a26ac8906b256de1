import { describe, expect, it } from 'vitest'
import type { HandoverState } from '../contract/handovers-api.ts'
import { fault } from '../fault.ts'
import { settle } from '../rules/settlement.ts'
import { atPrinting, type Walk } from './fixture-walk.ts'
import { READY, SETTINGS, VISITOR } from './fixtures.ts'
import { timersOf } from './timers.ts'

const URL = 'https://print.example.edu.cn/t/Jm3kQ0yX5vT8wZr2bN6d1A'

/** Paper came out, and the server has taken it down. */
function atFinished(copiesDelivered = 1): Walk {
  const visit = atPrinting(1)
  const { jobId, quote } = visit.last('print')!.job
  const told = { copiesDelivered, copiesUnclear: 0 }
  visit.on({ kind: 'printing-ended', jobId, sheetsDelivered: copiesDelivered * 2, ...told, fault: null })
  const settled = settle(quote, told, { unclearGivenBackUpToFen: 0 })
  return visit.on({ kind: 'outcome-recorded', jobId, settlement: { ...settled, freeCopiesLeft: 3 } })
}
const begun = (visit = atFinished()) => {
  visit.touch({ kind: 'take-along' })
  return visit.on({
    ...{ kind: 'handover-begun', url: URL, withinMs: 120_000 },
    request: visit.last('begin-handover')!.request,
  })
}
const seen = (visit: Walk, state: HandoverState) => {
  const last = visit.effects.findLast(({ kind }) => kind === 'look-at-handover' || kind === 'give-handover')
  const request = last && 'request' in last ? last.request : -1
  return visit.on({ kind: 'handover-seen', request, state })
}
const asked = (visit = begun()) => seen(visit.fire('look'), { state: 'asked', digits: '47', withinMs: 120_000 })
const server = (visit: Walk, why: ReturnType<typeof fault> | null) =>
  visit.on({ kind: 'readiness-changed', settings: SETTINGS, readiness: { ...READY, server: why } })

describe('taking the file along', () => {
  it('is offered once the server knows that paper came out, and only of what is not on paper alone', () => {
    expect(atFinished().view.content).toMatchObject({ canTakeAlong: true })
    expect(atFinished(0).view.content).toMatchObject({ canTakeAlong: false })
    const before = atPrinting(1)
    const { jobId } = before.last('print')!.job
    const told = { copiesDelivered: 1, copiesUnclear: 0, sheetsDelivered: 2, fault: null }
    expect(before.on({ kind: 'printing-ended', jobId, ...told }).view.content).toMatchObject({ canTakeAlong: false })
    const onPaperAlone = atFinished()
    const { stage } = onPaperAlone.session
    if (stage.kind !== 'finished') throw new Error('not finished')
    expect(stage.visitor?.mayTakeAlong).toBe(VISITOR.offers[0]?.hasFile)
  })

  it('is not offered without the server, which the rest of the screen does not need', () => {
    const visit = server(atFinished(), fault('server-unreachable'))
    expect(visit.view.content).toMatchObject({ screen: 'finished', canTakeAlong: false })
    visit.touch({ kind: 'take-along' })
    expect(visit.count('begin-handover')).toBe(0)
  })

  it('shows a code, then the digits of the phone that asks, and gives the file for the visitor’s word alone', () => {
    const visit = begun()
    expect(visit.view.content).toMatchObject({ handover: { step: 'showing', url: URL, host: 'print.example.edu.cn' } })
    expect(visit.view.countdown).toMatchObject({ kind: 'login', totalMs: 120_000 })
    visit.touch({ kind: 'confirm' })
    expect(visit.count('give-handover')).toBe(0)
    asked(visit)
    expect(visit.view.content).toMatchObject({ handover: { step: 'asked', digits: '47', busy: false } })
    expect(JSON.stringify(visit.view)).not.toContain(URL)
    visit.touch({ kind: 'confirm' }).touch({ kind: 'confirm' })
    expect(visit.count('give-handover')).toBe(1)
    expect(visit.last('give-handover')).toMatchObject({ digits: '47' })
    seen(visit, { state: 'given' })
    expect(visit.view).toMatchObject({ countdown: { kind: 'leave' }, content: { handover: { step: 'given' } } })
    expect(visit.count('end-handover')).toBe(0)
  })

  it('asks the server again each second, and again for the file when that was not heard', () => {
    const visit = begun()
    visit.fire('look')
    expect(timersOf(visit.session).look).toBeUndefined()
    visit.on({
      ...{ kind: 'handover-unseen', fault: fault('server-slow') },
      request: visit.last('look-at-handover')!.request,
    })
    expect(visit.view.content).toMatchObject({ handover: { silent: { code: 'server-slow' } } })
    asked(visit).touch({ kind: 'confirm' })
    visit.on({ kind: 'handover-unseen', request: visit.last('give-handover')!.request, fault: fault('server-slow') })
    visit.fire('look')
    expect(visit.count('give-handover')).toBe(2)
    // What the server said before that is no step back.
    seen(visit, { state: 'asked', digits: '47', withinMs: 60_000 })
    expect(visit.view.content).toMatchObject({ handover: { step: 'asked', busy: true } })
  })

  it.each(['back', 'finish', 'take-along'] as const)('ends with %s: the code on the screen is worth nothing', kind => {
    for (const visit of [begun(), asked()]) {
      const { request } = visit.last('begin-handover')!
      visit.touch({ kind })
      expect(visit.last('end-handover')).toEqual({ kind: 'end-handover', handover: request })
      if (kind === 'back') expect(visit.view.content).toMatchObject({ screen: 'finished', canTakeAlong: true })
      if (kind === 'take-along') expect(visit.view.content).toMatchObject({ handover: { step: 'opening' } })
    }
  })

  it('ends by itself, and leaves the screen to the next visitor', () => {
    const visit = begun()
    visit.fire('login')
    expect(visit.view.content).toMatchObject({ handover: { step: 'over', why: 'expired' } })
    expect(visit.count('end-handover')).toBe(1)
    visit.fire('leave')
    expect(visit.view).toMatchObject({ visitor: null, content: { screen: 'attract' } })
    expect(visit.last('end-visit')).toEqual({ kind: 'end-visit', visitId: VISITOR.visitId })
    const over = seen(begun().fire('look'), { state: 'over', why: 'ended' })
    expect(over.view.content).toMatchObject({ handover: { step: 'over', why: 'ended' } })
    expect(over.count('end-handover')).toBe(0)
  })

  it('says why there is no code, and undoes one that comes too late', () => {
    const refused = atFinished().touch({ kind: 'take-along' })
    const { request } = refused.last('begin-handover')!
    refused.on({ kind: 'handover-not-begun', request, fault: fault('handover-refused') })
    expect(refused.view.content).toMatchObject({
      handover: { step: 'cannot-begin', fault: { code: 'handover-refused' } },
    })
    const late = atFinished().touch({ kind: 'take-along' }).fire('answer')
    expect(late.view.content).toMatchObject({ handover: { step: 'cannot-begin', fault: { code: 'server-slow' } } })
    late.on({ kind: 'handover-begun', request: late.last('begin-handover')!.request, url: URL, withinMs: 1_000 })
    expect(late.count('end-handover')).toBe(1)
  })

  it('keeps what becomes of the receipt meanwhile', () => {
    const visit = begun(atFinished().touch({ kind: 'print-receipt' }))
    visit.on({ kind: 'receipt-printed', jobId: visit.last('print')!.job.jobId })
    expect(visit.touch({ kind: 'back' }).view.content).toMatchObject({ screen: 'finished', receipt: 'printed' })
  })
})
