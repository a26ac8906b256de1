import { describe, expect, it } from 'vitest'
import { type Fault, fault } from '../fault.ts'
import { DEFAULT_DELAYS } from './delays.ts'
import { PAPER_FOUND } from './fixture-papers.ts'
import { Walk } from './fixture-walk.ts'
import { CARD, freeSession, READY, SETTINGS, VISITOR } from './fixtures.ts'
import type { Readiness } from './state.ts'
import { timersOf } from './timers.ts'

const SCANNED = 'https://verify.example.edu.cn/v/K7QXM2PD9RWT5HNC83VBYZ4FGJ'
const OTHER = 'https://verify.example.edu.cn/v/B7QXM2PD9RWT5HNC83VBYZ4FGJ'

class PaperWalk extends Walk {
  get content() {
    return this.view.content
  }

  asked() {
    return this.effects.filter(effect => effect.kind === 'check-paper')
  }

  scan(text = SCANNED): this {
    return this.on({ kind: 'code-scanned', text })
  }

  /** The newest question is answered, or an older one. */
  answer(nth = -1): this {
    return this.on({ kind: 'paper-checked', request: this.asked().at(nth)!.request, answer: PAPER_FOUND })
  }

  fail(why: Fault): this {
    return this.on({ kind: 'paper-not-checked', request: this.asked().at(-1)!.request, fault: why })
  }

  ready(readiness: Partial<Readiness>): this {
    return this.on({ kind: 'readiness-changed', settings: SETTINGS, readiness: { ...READY, ...readiness } })
  }
}
const walk = () => new PaperWalk(freeSession())
const waiting = () => walk().touch({ kind: 'check-paper' })

describe('a paper is checked', () => {
  it('by the key, then the code, then the answer of the server', () => {
    const visit = waiting()
    expect(visit.content).toEqual({ screen: 'checking-paper', canScan: true, check: { step: 'waiting', fault: null } })
    visit.scan()
    expect(visit.content).toMatchObject({ check: { step: 'asking' } })
    expect(visit.asked()).toEqual([{ kind: 'check-paper', request: expect.any(Number), scanned: SCANNED }])
    visit.answer()
    expect(visit.content).toMatchObject({ check: { step: 'answered', answer: PAPER_FOUND } })
    expect(visit.view.visitor).toBeNull()
  })

  it('once: an answer to another question, and a touch meanwhile, change nothing', () => {
    const visit = waiting().scan()
    const { request } = visit.asked()[0]!
    visit.on({ kind: 'paper-not-checked', request: request + 1, fault: fault('server-unreachable') })
    expect(visit.touch({ kind: 'check-paper' }).content).toMatchObject({ check: { step: 'asking' } })
    expect(visit.asked()).toHaveLength(1)
  })

  it('until somebody comes with a card', () => {
    const card = { idNumber: '11010519491231002X', name: '张明' } as never
    expect(waiting().on({ kind: 'id-card-read', card }).content.screen).toBe('identifying')
    expect(waiting().on({ kind: 'id-card-found' }).content.screen).toBe('identifying')
    expect(waiting().on({ kind: 'card-tapped', uid: CARD }).content.screen).toBe('identifying')
  })

  it('without a touch, by holding its code under the scanner of a free screen', () => {
    expect(walk().scan().content).toMatchObject({ screen: 'checking-paper', check: { step: 'asking' } })
    expect(walk().touch({ kind: 'start' }).scan().content.screen).toBe('checking-paper')
    const refused = walk().on({ kind: 'card-tapped', uid: CARD })
    refused.on({ kind: 'identity-refused', request: refused.session.serial, fault: fault('card-unknown') })
    expect(refused.scan().content.screen).toBe('checking-paper')
  })

  it('and another one after it, by the key or right away', () => {
    const visit = waiting().scan().answer()
    expect(visit.touch({ kind: 'check-paper' }).content).toMatchObject({ check: { step: 'waiting' } })
    expect(visit.effects).not.toContainEqual({ kind: 'forget-last-scan' })
    visit.scan().answer().scan(OTHER)
    expect(visit.asked().map(({ scanned }) => scanned)).toEqual([SCANNED, SCANNED, OTHER])
    expect(visit.content).toMatchObject({ check: { step: 'asking' } })
  })

  it('never shows the answer about one paper for another', () => {
    const visit = waiting().scan().scan(OTHER).answer(0)
    expect(visit.content).toMatchObject({ check: { step: 'asking' } })
    expect(visit.answer().content).toMatchObject({ check: { step: 'answered' } })
    const left = waiting().scan().touch({ kind: 'finish' }).answer()
    expect(left.content.screen).toBe('attract')
  })

  it('keeps what was scanned nowhere but in the order to ask', () => {
    const visit = waiting().scan()
    expect(JSON.stringify(visit.session)).not.toContain('K7QXM')
    expect(JSON.stringify(visit.view)).not.toContain('K7QXM')
    visit.answer().touch({ kind: 'finish' })
    expect(JSON.stringify(visit.session)).not.toContain(PAPER_FOUND.paper.documentNumber)
    expect(visit.effects.at(-2)).toEqual({ kind: 'wipe' })
  })

  it('speaks the language that was chosen, until it is over', () => {
    const visit = walk().touch({ kind: 'set-language', language: 'en' }).touch({ kind: 'check-paper' }).scan().answer()
    expect(visit.view.language).toBe('en')
    visit.on({ kind: 'card-tapped', uid: CARD })
    expect(visit.view).toMatchObject({ language: 'en', content: { screen: 'identifying' } })
    expect(waiting().touch({ kind: 'set-language', language: 'en' }).touch({ kind: 'back' }).view.language).toBe(
      'zh-CN',
    )
  })
})

describe('a paper that can’t be checked', () => {
  it.each(['server-unreachable', 'server-slow', 'server-nonsense', 'server-busy', 'terminal-refused'] as const)(
    'is not judged: %s',
    code => {
      const visit = waiting().scan().fail(fault(code))
      expect(visit.content).toMatchObject({ check: { step: 'cannot-check', fault: { code } } })
      expect(visit.touch({ kind: 'check-paper' }).content).toMatchObject({ check: { step: 'waiting' } })
      expect(visit.effects).toContainEqual({ kind: 'forget-last-scan' })
    },
  )

  it('is not judged when no answer comes', () => {
    const visit = waiting().scan().fire('answer')
    expect(visit.content).toMatchObject({ check: { step: 'cannot-check', fault: { code: 'server-slow' } } })
    expect(visit.answer().content).toMatchObject({ check: { step: 'cannot-check' } })
  })

  it('is asked for again when its code could not be read', () => {
    const visit = waiting().on({ kind: 'code-unreadable' })
    expect(visit.content).toMatchObject({ check: { step: 'waiting', fault: { code: 'code-unreadable' } } })
    expect(visit.scan().on({ kind: 'code-unreadable' }).content).toMatchObject({ check: { step: 'asking' } })
    expect(walk().on({ kind: 'code-unreadable' }).content).toMatchObject({ screen: 'attract', fault: null })
  })
})

describe('time and the machine', () => {
  it('leaves the screen by itself, later for people with reading aids, and later after a touch', () => {
    const visit = waiting()
    const { delayMs, token } = timersOf(visit.session).leave!
    expect(delayMs).toBe(DEFAULT_DELAYS.leaveMs)
    expect(visit.view.countdown).toMatchObject({ kind: 'leave', totalMs: delayMs })
    visit.touch({ kind: 'set-aids', aids: { largeText: true, highContrast: false, lowReach: false } })
    expect(timersOf(visit.session).leave).toMatchObject({ delayMs: 2 * delayMs })
    expect(visit.on({ kind: 'timer-fired', timer: 'leave', token }).content.screen).toBe('checking-paper')
    expect(visit.fire('leave').view).toMatchObject({ content: { screen: 'attract' }, aids: { largeText: false } })
    expect(waiting().scan().answer().fire('leave').content.screen).toBe('attract')
  })

  it('offers it only where a scanner works', () => {
    const visit = walk().ready({ codeScanner: fault('scanner-lost') })
    expect(visit.content).toMatchObject({ screen: 'attract', canCheckPaper: false })
    expect(visit.touch({ kind: 'check-paper' }).content.screen).toBe('attract')
    expect(visit.ready({}).content).toMatchObject({ canCheckPaper: true })
  })

  it('goes back to the start, with words, when the scanner is lost while a code is waited for', () => {
    const lost = { codeScanner: fault('scanner-lost') }
    expect(waiting().ready(lost).content).toMatchObject({ screen: 'attract', fault: { code: 'scanner-lost' } })
    const shown = waiting().scan().answer().ready(lost)
    expect(shown.content).toMatchObject({ canScan: false, check: { step: 'answered' } })
    expect(shown.touch({ kind: 'check-paper' }).content).toMatchObject({ check: { step: 'answered' } })
  })

  it('goes on while the machine can’t print, and out of service after it', () => {
    const visit = waiting()
      .ready({ printer: fault('printer-jam') })
      .scan()
      .answer()
    expect(visit.content).toMatchObject({ check: { step: 'answered' } })
    expect(visit.on({ kind: 'card-tapped', uid: CARD }).content.screen).toBe('checking-paper')
    expect(visit.touch({ kind: 'finish' }).content).toMatchObject({ screen: 'out-of-service' })
  })

  it('begins out of service too, by the key or the scanner, as long as scanner and server work', () => {
    const jam = { printer: fault('printer-jam') }
    const jammed = () => walk().ready(jam)
    expect(jammed().content).toMatchObject({ screen: 'out-of-service', canCheckPaper: true })
    expect(jammed().touch({ kind: 'check-paper' }).content).toMatchObject({ check: { step: 'waiting' } })
    const shown = jammed().scan().answer()
    expect(shown.content).toMatchObject({ check: { step: 'answered' } })
    expect(shown.fire('leave').content).toMatchObject({ screen: 'out-of-service', fault: { code: 'printer-jam' } })
    expect(jammed().on({ kind: 'card-tapped', uid: CARD }).content.screen).toBe('out-of-service')
  })

  it.each([
    ['the scanner', { printer: fault('printer-jam'), codeScanner: fault('scanner-lost') }],
    ['the server', { server: fault('server-unreachable') }],
  ])('does not begin out of service without %s', (_, readiness) => {
    const visit = walk().ready(readiness)
    expect(visit.content).toMatchObject({ screen: 'out-of-service', canCheckPaper: false })
    expect(visit.touch({ kind: 'check-paper' }).scan().content.screen).toBe('out-of-service')
    expect(visit.asked()).toEqual([])
  })

  it('does not begin before the machine knows where it stands', () => {
    const visit = walk().on({ kind: 'readiness-changed', settings: null, readiness: READY })
    expect(visit.content).toMatchObject({ screen: 'out-of-service', canCheckPaper: false })
    expect(visit.scan().asked()).toEqual([])
  })

  it('makes room for a card, and disturbs nobody who has tapped one', () => {
    const visit = waiting().scan().answer().on({ kind: 'card-tapped', uid: CARD })
    expect(visit.content).toEqual({ screen: 'identifying', means: 'campus-card' })
    visit.scan()
    expect(visit.content.screen).toBe('identifying')
    visit.on({ kind: 'identity-confirmed', request: visit.session.serial, visitor: VISITOR }).scan()
    expect(visit.content.screen).toBe('choosing')
    expect(visit.asked()).toHaveLength(1)
    expect(waiting().on({ kind: 'id-card-found' }).content).toEqual({ screen: 'identifying', means: 'id-card' })
  })
})
