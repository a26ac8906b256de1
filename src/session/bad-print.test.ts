import { describe, expect, it } from 'vitest'
import { type FaultCode, fault } from '../fault.ts'
import { settle } from '../rules/settlement.ts'
import { atChoice, atPrinting, type Walk, walk } from './fixture-walk.ts'
import { jobId, READY, reprintFor, SETTINGS, VISITOR } from './fixtures.ts'
import { timersOf } from './timers.ts'

/** So many copies of the job on the screen came out, and the server has taken it down. */
function ended(visit: Walk, copiesDelivered: number, why: FaultCode | null = null): Walk {
  const { stage } = visit.session
  if (stage.kind !== 'printing') throw new Error(`not printing but ${stage.kind}`)
  const { jobId, quote } = stage.job
  const told = { copiesDelivered, copiesUnclear: 0 }
  visit.on({ kind: 'printing-ended', jobId, sheetsDelivered: copiesDelivered * 2, ...told, fault: why && fault(why) })
  const settled = settle(quote, told, { unclearGivenBackUpToFen: 0 })
  return visit.on({ kind: 'outcome-recorded', jobId, settlement: { ...settled, freeCopiesLeft: 3 } })
}

const withPrinter = (visit: Walk, readiness: Partial<typeof READY>) =>
  visit.on({ kind: 'readiness-changed', settings: SETTINGS, readiness: { ...READY, ...readiness } })

const atBadPrint = (copies = 2) => ended(atPrinting(copies), copies).touch({ kind: 'bad-print' })

describe('a bad print', () => {
  it('can be told once the server knows what came out, and only where something did', () => {
    const visit = atPrinting(1)
    const job = visit.last('print')!.job.jobId
    visit.on({
      ...{ kind: 'printing-ended', jobId: job, sheetsDelivered: 2, copiesDelivered: 1, copiesUnclear: 0, fault: null },
    })
    expect(visit.view.content).toMatchObject({ screen: 'finished', canTellBadPrint: false })
    expect(visit.touch({ kind: 'bad-print' }).view.content.screen).toBe('finished')
    expect(ended(atPrinting(1), 1).view.content).toMatchObject({ canTellBadPrint: true, reprint: null })
    expect(ended(atPrinting(2), 0, 'printer-jam').view.content).toMatchObject({ canTellBadPrint: false })
  })

  it('is asked of the server with the number of bad copies and all that the printer has said', () => {
    const visit = atPrinting(3)
    const job = visit.last('print')!.job.jobId
    withPrinter(visit, { warnings: [fault('printer-toner-low'), fault('receipt-printer-away')] })
    visit.on({
      ...{ kind: 'printing-progressed', jobId: job, sheetsDelivered: 1, copiesDelivered: 0 },
      stalled: fault('printer-jam', 'at sheet 2'),
    })
    ended(visit, 3)
    withPrinter(visit, { warnings: [fault('printer-needs-care')] })
    visit.touch({ kind: 'bad-print' })
    expect(visit.view).toMatchObject({
      countdown: { kind: 'leave' },
      content: { screen: 'bad-print', copies: 1, maxCopies: 3, step: { step: 'choosing' }, canEnterCode: true },
    })
    visit.touch({ kind: 'set-copies', copies: 9 }).touch({ kind: 'confirm' })
    expect(visit.last('open-reprint')).toMatchObject({
      visitId: VISITOR.visitId,
      how: {
        ...{ by: 'rule', of: job, copies: 3 },
        reported: ['printer-toner-low', 'printer-jam', 'printer-needs-care'],
      },
    })
    expect(visit.view.content).toMatchObject({ step: { step: 'asking' } })
  })

  it('is asked for once, whoever touches how often', () => {
    const visit = atBadPrint().touch({ kind: 'confirm' }).touch({ kind: 'confirm' }).touch({ kind: 'finish' })
    expect(visit.count('open-reprint')).toBe(1)
    expect(visit.view.content.screen).toBe('bad-print')
  })

  it('is printed again for nothing, and the paper decides as ever', () => {
    const visit = atBadPrint().touch({ kind: 'confirm' })
    const { jobId } = visit.last('open-reprint')!
    visit.on({ kind: 'reprint-opened', job: reprintFor(jobId, 1, 'rule') })
    expect(visit.view.content).toMatchObject({ screen: 'printing', isReprint: true, copies: 1 })
    expect(visit.last('print')?.job.jobId).toBe(jobId)
    ended(visit, 1)
    expect(visit.view.content).toMatchObject({
      screen: 'finished',
      reprint: { by: 'rule', of: 'YZ204815', badCopiesGoTo: SETTINGS.badCopiesGoTo },
      money: { kind: 'nothing-charged' },
      quotaGivenBack: 0,
      canTellBadPrint: true,
    })
    // A second time is staff's to decide, and nobody is asked in vain.
    visit.touch({ kind: 'bad-print' })
    expect(visit.view.content).toMatchObject({
      step: { step: 'refused', fault: { code: 'reprint-refused' }, canTryAgain: false },
    })
    visit.touch({ kind: 'confirm' })
    expect(visit.count('open-reprint')).toBe(1)
    visit.touch({ kind: 'finish' })
    expect(visit.last('end-visit')?.visitId).toBe(VISITOR.visitId)
  })

  it('ends with nowhere to put bad copies while that is not known', () => {
    const visit = atBadPrint().touch({ kind: 'confirm' })
    visit.on({ kind: 'reprint-opened', job: reprintFor(visit.last('open-reprint')!.jobId, 1, 'rule') })
    ended(visit, 1).on({ kind: 'readiness-changed', settings: null, readiness: READY })
    expect(visit.view.content).toMatchObject({ screen: 'finished', reprint: { badCopiesGoTo: null } })
  })

  it('may be asked for again when nothing of the reprint came out, for the copies of the first', () => {
    const visit = atBadPrint(2).touch({ kind: 'confirm' })
    const first = visit.last('open-reprint')!
    visit.on({ kind: 'reprint-opened', job: reprintFor(first.jobId, 1, 'rule') })
    ended(visit, 0, 'printer-jam').touch({ kind: 'bad-print' }).touch({ kind: 'confirm' })
    const second = visit.last('open-reprint')!
    expect(second.jobId).not.toBe(first.jobId)
    expect(second.how).toMatchObject({ by: 'rule', of: first.how.by === 'rule' ? first.how.of : null })
  })

  it('that is refused says why, and leads to staff and back', () => {
    const visit = atBadPrint().touch({ kind: 'confirm' })
    const { jobId } = visit.last('open-reprint')!
    visit.on({ kind: 'reprint-refused', jobId, fault: fault('reprint-not-reported') })
    expect(visit.view.content).toMatchObject({
      step: { step: 'refused', fault: { code: 'reprint-not-reported' }, canTryAgain: false },
      canEnterCode: true,
    })
    expect(visit.touch({ kind: 'back' }).view.content).toMatchObject({ screen: 'finished', canTellBadPrint: true })
    visit.touch({ kind: 'bad-print' })
    expect(visit.view.content).toMatchObject({ step: { step: 'choosing' } })
  })

  it('that ran out of its visit is called too late: a new visit would not help', () => {
    const visit = atBadPrint().touch({ kind: 'confirm' })
    visit.on({ kind: 'reprint-refused', jobId: visit.last('open-reprint')!.jobId, fault: fault('visit-expired') })
    expect(visit.view.content).toMatchObject({ step: { fault: { code: 'reprint-too-late' }, canTryAgain: false } })
  })

  it('is not asked for while there is no printer, no server or too little paper, and may be tried again', () => {
    for (const [readiness, code] of [
      [{ printer: fault('printer-jam') }, 'printer-jam'],
      [{ server: fault('server-unreachable') }, 'server-unreachable'],
      [{ sheetsLeft: 1 }, 'printer-paper-short'],
    ] as const) {
      const visit = withPrinter(atBadPrint(), readiness).touch({ kind: 'confirm' })
      expect(visit.view.content).toMatchObject({ step: { step: 'refused', fault: { code }, canTryAgain: true } })
      expect(visit.count('open-reprint')).toBe(0)
      withPrinter(visit, {}).touch({ kind: 'confirm' })
      expect(visit.count('open-reprint')).toBe(1)
    }
  })

  it('is asked for when the paper is just enough', () => {
    const visit = withPrinter(atBadPrint(2), { sheetsLeft: 4 }).touch({ kind: 'set-copies', copies: 2 })
    expect(visit.touch({ kind: 'confirm' }).last('open-reprint')?.how).toMatchObject({ copies: 2 })
  })

  it('is not printed or refused by the answer to another question', () => {
    const visit = atBadPrint().touch({ kind: 'confirm' })
    const [other, prints] = [jobId(99), visit.count('print')]
    visit.on({ kind: 'reprint-refused', jobId: other, fault: fault('reprint-too-late') })
    visit.on({ kind: 'reprint-opened', job: reprintFor(other, 1, 'rule') })
    expect(visit.view.content).toMatchObject({ screen: 'bad-print', step: { step: 'asking' } })
    expect([visit.count('print'), visit.last('abandon-order')?.jobId]).toEqual([prints, other])
  })

  it('has another number of copies only as long as they are being chosen', () => {
    const visit = withPrinter(atBadPrint(2), { printer: fault('printer-jam') })
    visit.touch({ kind: 'set-copies', copies: 2 }).touch({ kind: 'confirm' }).touch({ kind: 'set-copies', copies: 1 })
    expect(visit.view.content).toMatchObject({ step: { step: 'refused' }, copies: 2 })
  })

  it('whose answer does not come is undone, and a late answer prints nothing', () => {
    const visit = atBadPrint().touch({ kind: 'confirm' })
    const { jobId } = visit.last('open-reprint')!
    visit.fire('answer')
    expect(visit.view.content).toMatchObject({ step: { step: 'refused', fault: { code: 'server-slow' } } })
    expect(visit.last('abandon-order')?.jobId).toBe(jobId)
    const prints = visit.count('print')
    visit.on({ kind: 'reprint-opened', job: reprintFor(jobId, 1, 'rule') })
    expect([visit.count('print'), visit.count('abandon-order')]).toEqual([prints, 2])
  })

  it('of a visit that a break cut off goes to staff: the person is known to the server alone', () => {
    const stage = atPrinting(1).session.stage
    if (stage.kind !== 'printing') throw new Error('not printing')
    const back = { job: stage.job, copiesDelivered: 0, sheetsDelivered: 0, language: 'en' } as const
    const visit = ended(walk().on({ kind: 'printing-recovered', ...back }), 1).touch({ kind: 'bad-print' })
    expect(visit.view.content).toMatchObject({ step: { step: 'refused', canTryAgain: false }, canEnterCode: false })
    visit.touch({ kind: 'enter-code' }).touch({ kind: 'confirm' })
    expect(visit.view.content.screen).toBe('bad-print')
    expect(visit.count('open-reprint')).toBe(0)
  })

  it('keeps what became of the receipt meanwhile', () => {
    const visit = ended(atPrinting(1), 1).touch({ kind: 'print-receipt' }).touch({ kind: 'bad-print' })
    visit.on({ kind: 'receipt-printed', jobId: visit.last('print-receipt')!.job.jobId }).touch({ kind: 'back' })
    expect(visit.view.content).toMatchObject({ screen: 'finished', receipt: 'printed' })
  })

  it('keeps that the receipt failed, and only the own one', () => {
    const visit = ended(atPrinting(1), 1).touch({ kind: 'print-receipt' }).touch({ kind: 'bad-print' })
    visit.on({ kind: 'receipt-printed', jobId: jobId(99) })
    visit.on({ kind: 'receipt-failed', jobId: visit.last('print-receipt')!.job.jobId })
    visit.on({ kind: 'receipt-printed', jobId: jobId(99) }).touch({ kind: 'back' })
    expect(visit.view.content).toMatchObject({ screen: 'finished', receipt: 'failed' })
  })

  it('leaves the screen free by itself', () => {
    const visit = atBadPrint().fire('leave')
    expect(visit.view).toMatchObject({ visitor: null, content: { screen: 'attract' } })
    expect(visit.last('end-visit')?.visitId).toBe(VISITOR.visitId)
  })
})

const CODE = '314159265358'
const type = (visit: Walk, digits = CODE) => {
  for (const digit of digits) visit.touch({ kind: 'type-digit', digit })
  return visit
}
const atCode = () => type(atChoice().touch({ kind: 'enter-code' }))
const asked = () => atCode().touch({ kind: 'confirm' })

describe('a code of staff', () => {
  it('is typed digit by digit, corrected, and not longer than it is', () => {
    const visit = atChoice().touch({ kind: 'enter-code' })
    expect(visit.view).toMatchObject({ content: { screen: 'entering-code', typed: '', digits: 12, busy: false } })
    expect(timersOf(visit.session).idle).toBeDefined()
    type(visit, '12').touch({ kind: 'erase-digits', all: false })
    expect(visit.view.content).toMatchObject({ typed: '1' })
    visit.touch({ kind: 'confirm' })
    expect(visit.count('open-reprint')).toBe(0)
    type(visit.touch({ kind: 'erase-digits', all: true }), `${CODE}9`)
    expect(visit.view.content).toMatchObject({ typed: CODE })
    expect(visit.touch({ kind: 'back' }).view.content.screen).toBe('choosing')
  })

  it('prints what it is for, once', () => {
    const visit = asked().touch({ kind: 'confirm' })
    expect(visit.view.content).toMatchObject({ busy: true })
    expect(visit.last('open-reprint')).toMatchObject({ visitId: VISITOR.visitId, how: { by: 'code', code: CODE } })
    expect(visit.count('open-reprint')).toBe(1)
    const { jobId } = visit.last('open-reprint')!
    visit.on({ kind: 'reprint-opened', job: reprintFor(jobId, 2, 'code') })
    expect(visit.view.content).toMatchObject({ screen: 'printing', isReprint: true, copies: 2 })
    ended(visit, 2)
    expect(visit.view.content).toMatchObject({ screen: 'finished', reprint: { by: 'code' } })
  })

  it('that is wrong can be looked at again and corrected; the words go with the next key', () => {
    const visit = asked()
    const { jobId } = visit.last('open-reprint')!
    visit.on({ kind: 'reprint-refused', jobId, fault: fault('reprint-code-refused') })
    expect(visit.view.content).toMatchObject({ typed: CODE, fault: { code: 'reprint-code-refused' }, busy: false })
    visit.touch({ kind: 'erase-digits', all: false })
    expect(visit.view.content).toMatchObject({ typed: CODE.slice(0, -1), fault: null })
    type(visit, '1').touch({ kind: 'confirm' })
    expect(visit.count('open-reprint')).toBe(2)
  })

  it('is refused and cleared away when too many were wrong', () => {
    const visit = asked()
    visit.on({ kind: 'reprint-refused', jobId: visit.last('open-reprint')!.jobId, fault: fault('reprint-tries-over') })
    expect(visit.view.content).toMatchObject({
      ...{ screen: 'entering-code', typed: '', fault: { code: 'reprint-tries-over' }, busy: false },
    })
    expect(visit.touch({ kind: 'back' }).view.content.screen).toBe('choosing')
  })

  it('is not spent on copies that there is no paper for, nor while the machine cannot print', () => {
    const visit = withPrinter(asked(), { sheetsLeft: 3 })
    const { jobId } = visit.last('open-reprint')!
    visit.on({ kind: 'reprint-opened', job: reprintFor(jobId, 2, 'code') })
    expect(visit.view.content).toMatchObject({ screen: 'entering-code', fault: { code: 'printer-paper-short' } })
    expect([visit.count('print'), visit.last('abandon-order')?.jobId]).toEqual([0, jobId])
    const jammed = withPrinter(atCode(), { printer: fault('printer-jam') }).touch({ kind: 'confirm' })
    expect(jammed.count('open-reprint')).toBe(0)
    expect(jammed.view.content).toMatchObject({ fault: { code: 'printer-jam' } })
  })

  it('is spent when the paper is just enough', () => {
    const visit = withPrinter(asked(), { sheetsLeft: 4 })
    visit.on({ kind: 'reprint-opened', job: reprintFor(visit.last('open-reprint')!.jobId, 2, 'code') })
    expect(visit.view.content).toMatchObject({ screen: 'printing', copies: 2 })
  })

  it('is neither taken nor refused by the answer to another question', () => {
    const visit = asked()
    const other = jobId(99)
    visit.on({ kind: 'reprint-refused', jobId: other, fault: fault('reprint-code-refused') })
    visit.on({ kind: 'reprint-opened', job: reprintFor(other, 2, 'code') })
    expect(visit.view.content).toMatchObject({ screen: 'entering-code', busy: true, fault: null })
    expect([visit.count('print'), visit.last('abandon-order')?.jobId]).toEqual([0, other])
  })

  it('is left with the visit', () => {
    const visit = atCode().touch({ kind: 'finish' })
    expect(visit.view).toMatchObject({ visitor: null, content: { screen: 'attract' } })
    expect(visit.last('end-visit')?.visitId).toBe(VISITOR.visitId)
  })

  it('whose answer does not come is undone', () => {
    const visit = asked().fire('answer')
    expect(visit.view.content).toMatchObject({ screen: 'entering-code', fault: { code: 'server-slow' } })
    expect(visit.last('abandon-order')?.jobId).toBe(visit.last('open-reprint')?.jobId)
  })

  it('can be typed where the printer’s record does not support a reprint', () => {
    const visit = atBadPrint().touch({ kind: 'confirm' })
    visit.on({ kind: 'reprint-refused', jobId: visit.last('open-reprint')!.jobId, fault: fault('reprint-too-late') })
    type(visit.touch({ kind: 'enter-code' }), CODE).touch({ kind: 'confirm' })
    expect(visit.last('open-reprint')?.how).toEqual({ by: 'code', code: CODE })
  })

  it('is offered on the choice to whom it was given', () => {
    expect(atChoice().view.content).toMatchObject({ hasReprintCode: false })
    const visit = walk(atChoice().session)
    const { stage } = visit.session
    if (stage.kind !== 'choosing') throw new Error('not choosing')
    const session = { ...visit.session, stage: { ...stage, visitor: { ...stage.visitor, hasReprintCode: true } } }
    expect(walk(session).view.content).toMatchObject({ hasReprintCode: true })
  })

  it('is cleared from the screen of who has left', () => {
    const visit = atCode().fire('idle').fire('ask')
    expect(visit.view).toMatchObject({ visitor: null, content: { screen: 'attract' } })
    expect(JSON.stringify(visit.session)).not.toContain(CODE)
  })
})
