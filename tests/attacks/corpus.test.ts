import { webcrypto } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { PdfReport } from '../../src/pdf/report.ts'
import { verifyPdf } from '../../src/pdf/verify.ts'
import { isContested, type Made, type Word } from './case.ts'
import { CORPUS } from './corpus.ts'
import { completed, judge, POLICIES, type Policy } from './judge.ts'
import { summaryOf } from './summary.ts'

const ACCEPTED: readonly Word[] = ['valid', 'valid-with-later-permitted-change']
/** Of processor time: the machine may be busy with others. */
const CASE_CPU_MS = 1000

interface Outcome {
  readonly judgement: PdfReport
  readonly cpuMs: number
}

/** Reports of every case, once; what throws has thrown here and is nobody's verdict. */
const outcomes = new Map<string, Record<Policy, Outcome>>()

async function timed(made: Made, policy: Policy): Promise<Outcome> {
  const before = process.cpuUsage()
  const judgement = await judge(made, policy)
  const { user, system } = process.cpuUsage(before)
  return { judgement, cpuMs: (user + system) / 1000 }
}

beforeAll(async () => {
  for (const one of CORPUS) {
    const made = one.make()
    outcomes.set(one.id, { 'kiosk-strict': await timed(made, 'kiosk-strict'), public: await timed(made, 'public') })
  }
  console.info(summaryOf(CORPUS, id => outcomes.get(id)!['kiosk-strict'].judgement))
})

const of = (id: string, policy: Policy): Outcome => outcomes.get(id)![policy]

describe.each(POLICIES)('every file gets its verdict under %s', policy => {
  it.each(CORPUS.map(one => [one.id, one.about, one] as const))('%s: %s', (id, _about, one) => {
    const { judgement } = of(id, policy)
    const words = policy === 'public' ? one.public : one.kiosk
    expect(words, JSON.stringify(judgement.reasons)).toContain(judgement.verdict)
    if (policy === 'kiosk-strict' && !isContested(one)) expect(judgement.printable).toBe(one.printable)
    // Nothing prints under any other word, whatever the policy.
    if (judgement.printable) expect(ACCEPTED).toContain(judgement.verdict)
    if (judgement.verdict === 'valid') expect(judgement.printable).toBe(true)
    if (judgement.verdict !== 'valid') expect(judgement.reasons).not.toEqual([])
  })
})

describe('every file', () => {
  it('is judged in less than a second', () => {
    const slow = CORPUS.flatMap(({ id }) =>
      POLICIES.filter(policy => of(id, policy).cpuMs > CASE_CPU_MS).map(
        policy => `${id} ${policy} ${of(id, policy).cpuMs}`,
      ),
    )
    expect(slow).toEqual([])
  })

  it('gets a verdict of its own, not of a broken engine', () => {
    const broken = CORPUS.filter(({ id }) =>
      of(id, 'public').judgement.reasons.some(({ code }) => code === 'internal-error'),
    )
    expect(broken.map(({ id }) => id)).toEqual([])
  })

  it('has a name of its own', () => {
    expect(new Set(CORPUS.map(({ id }) => id)).size).toBe(CORPUS.length)
  })
})

describe('SM2 without its plug-in', () => {
  it('is unsupported, and nothing else', async () => {
    const { pdf, ...beside } = completed(CORPUS.find(({ id }) => id === 'good/sm2')!.make())
    const report = await verifyPdf(pdf, { ...beside, policy: 'public', webCrypto: webcrypto })
    expect([report.verdict, report.printable]).toEqual(['unsupported', false])
  })
})

describe('the corpus', () => {
  it('holds enough of each kind', () => {
    const certain = CORPUS.filter(one => !isContested(one))
    expect(certain.filter(({ printable }) => !printable).length).toBeGreaterThanOrEqual(150)
    expect(certain.filter(({ printable }) => printable).length).toBeGreaterThanOrEqual(40)
  })

  it('expects of every good file what good files get, and of every bad one something else', () => {
    for (const one of CORPUS.filter(one => !isContested(one))) {
      expect(one.kiosk.every(word => ACCEPTED.includes(word)) || !one.printable, one.id).toBe(true)
      expect(one.printable || !one.kiosk.includes('valid'), one.id).toBe(true)
    }
  })
})
