import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TERMINAL_ROUTES } from '../../src/contract/terminal-api.ts'
import { fault } from '../../src/fault.ts'
import { PAPER_FOUND } from '../../src/session/fixture-papers.ts'
import { buildHouse, type House } from './house.ts'

const PAPER = 'https://verify.example.edu.cn/v/K7QXM2PD9RWT5HNC83VBYZ4FGJ'
const OTHER = 'https://verify.example.edu.cn/v/B7QXM2PD9RWT5HNC83VBYZ4FGJ'
const REVOKED = { ...PAPER_FOUND, paper: { ...PAPER_FOUND.paper, state: 'revoked' as const } }

let house: House
beforeEach(async () => {
  house = await buildHouse()
  house.server.papers.set(PAPER, PAPER_FOUND).set(OTHER, REVOKED)
  await house.screen('attract')
})
afterEach(() => house.pullDown())

const check = () => (house.view.content.screen === 'checking-paper' ? house.view.content.check : null)
const at = (step: 'waiting' | 'asking' | 'answered' | 'cannot-check') =>
  house.until(step, () => check()?.step === step, 5_000)
const asked = () => house.server.asked.filter(summary => summary === TERMINAL_ROUTES.checkPaper.summary).length

describe('a paper under the scanner', () => {
  it('is asked about and shown, and nothing of it is written down', async () => {
    expect(house.view.content).toMatchObject({ screen: 'attract', canCheckPaper: true })
    await house.touch({ kind: 'check-paper' })
    await at('waiting')
    await house.scanner.scan(PAPER)
    await at('answered')
    expect(check()).toEqual({ step: 'answered', answer: PAPER_FOUND })
    await house.touch({ kind: 'finish' })
    await house.screen('attract')
    expect(asked()).toBe(1)
    const log = house.logged.join('')
    expect(log).toContain('checking-paper')
    for (const secret of [PAPER, 'K7QXM', '欧阳', '8QK4M2TX', '******1234']) expect(log).not.toContain(secret)
  })

  it('may be scanned without a touch, in pieces and again and again', async () => {
    house.scanner.chunk(5)
    await house.scanner.rest(PAPER, 4)
    await at('answered')
    expect(asked()).toBe(1)
  })

  it('is shown in place of the one before it, even when that answer comes late', async () => {
    house.server.holdPapers = []
    await house.scanner.scan(PAPER)
    await at('asking')
    await house.scanner.scan(OTHER)
    await house.until('the second question', () => house.server.holdPapers?.length === 2, 5_000)
    const [first, second] = house.server.holdPapers
    house.server.holdPapers = null
    second!()
    await at('answered')
    first!()
    await house.clock.advance(1_000)
    expect(check()).toMatchObject({ answer: { paper: { state: 'revoked' } } })
  })

  it('is not ours when it leads elsewhere', async () => {
    await house.scanner.scan('https://evil.example/v/K7QXM2PD9RWT5HNC83VBYZ4FGJ')
    await at('answered')
    expect(check()).toEqual({ step: 'answered', answer: { outcome: 'not-ours', site: 'verify.example.edu.cn' } })
  })

  it('is not judged while the server is away, and can be tried again', async () => {
    await house.touch({ kind: 'check-paper' })
    await at('waiting')
    house.server.down = true
    await house.scanner.scan(PAPER)
    await at('cannot-check')
    expect(check()).toMatchObject({ fault: { code: 'server-unreachable' } })
    house.server.down = false
    await house.touch({ kind: 'check-paper' })
    await at('waiting')
    await house.scanner.scan(PAPER)
    await at('answered')
  })

  it('is asked for once more when its code was torn', async () => {
    await house.touch({ kind: 'check-paper' })
    await at('waiting')
    await house.scanner.torn(PAPER)
    await house.until('torn', () => check()?.step === 'waiting' && JSON.stringify(check()).includes('code-unreadable'))
    await house.scanner.scan(PAPER)
    await at('answered')
  })

  it('leaves the screen by itself', async () => {
    await house.scanner.scan(PAPER)
    await at('answered')
    await house.until('attract', () => house.view.content.screen === 'attract', 61_000)
    expect(JSON.stringify(house.view)).not.toContain('8QK4M2TX')
  })

  it('makes room for a card', async () => {
    await house.scanner.scan(PAPER)
    await at('answered')
    house.tap()
    await house.until('a known visitor', () => house.view.visitor !== null)
    expect(house.view.visitor).toMatchObject({ number: '******1234' })
  })

  it('is checked while the machine has no paper to print on', async () => {
    house.printer.loadTray(0)
    await house.screen('out-of-service')
    expect(house.view.content).toMatchObject({ fault: { code: 'printer-out-of-paper' }, canCheckPaper: true })
    await house.scanner.scan(PAPER)
    await at('answered')
    expect(check()).toEqual({ step: 'answered', answer: PAPER_FOUND })
    await house.touch({ kind: 'finish' })
    await house.screen('out-of-service')
    house.printer.loadTray(100)
    await house.screen('attract')
  })

  it('disturbs no visit', async () => {
    await house.toPreview(1)
    await house.scanner.scan(PAPER)
    await house.clock.advance(1_000)
    expect(house.view.content.screen).toBe('previewing')
    expect(asked()).toBe(0)
  })
})

describe('a scanner that is lost', () => {
  it('takes the key off the first screen, and brings it back by itself', async () => {
    house.scannerCable.refuse('no such device')
    house.scannerCable.cut('unplugged')
    await house.until('no key', () => JSON.stringify(house.view.content).includes('"canCheckPaper":false'), 5_000)
    expect(house.view.content.screen).toBe('attract')
    await house.touch({ kind: 'check-paper' })
    expect(house.view.content.screen).toBe('attract')
    house.scannerCable.refuse(null)
    await house.until('the key', () => JSON.stringify(house.view.content).includes('"canCheckPaper":true'), 30_000)
  })

  it('sends who waits for it back to the start, with words', async () => {
    await house.touch({ kind: 'check-paper' })
    await at('waiting')
    house.scannerCable.cut('unplugged')
    await house.screen('attract')
    expect(house.view.content).toMatchObject({ fault: fault('scanner-lost', 'unplugged') })
  })
})
