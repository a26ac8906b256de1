import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pickupScanOf } from '../../src/contract/pickup-scan.ts'
import { COLLECT_ROUTES } from '../../src/contract/pickups-api.ts'
import { TERMINAL_ROUTES } from '../../src/contract/terminal-api.ts'
import { buildHouse, type House } from './house.ts'

const CODE = '30719264'
let house: House
beforeEach(async () => {
  house = await buildHouse()
  house.server.settings = { ...house.server.settings, hasPickups: true }
  house.server.pickups.add(CODE)
  await house.breakPower()
  await house.start()
  await house.screen('attract')
})
afterEach(() => house.pullDown())

const collecting = () => (house.view.content.screen === 'collecting' ? house.view.content : null)
const asked = (route: { readonly summary: string }) =>
  house.server.asked.filter(summary => summary === route.summary).length
const begin = async () => {
  await house.touch({ kind: 'start' })
  await house.touch({ kind: 'collect' })
  await house.screen('collecting')
}
const type = async (code = CODE) => {
  for (const digit of code) await house.touch({ kind: 'type-digit', digit })
}
const says = (code: string, withinMs?: number) => house.until(code, () => collecting()?.fault?.code === code, withinMs)

describe('collecting with a code', () => {
  it('leads to the document that was applied for, and on to paper; the digits are written down nowhere', async () => {
    await begin()
    await type()
    await house.screen('previewing')
    expect(house.view).toMatchObject({ visitor: { number: '******1234' }, content: { quote: { copies: 1 } } })
    await house.touch({ kind: 'set-copies', copies: 2 })
    await house.touch({ kind: 'confirm' })
    await house.screen('finished')
    expect(house.lastWords.at(-1)).toMatchObject({ copiesDelivered: 2, canPrintAnother: false })
    const written = house.logged.join('') + JSON.stringify(house.ledger.job(house.order().order.jobId))
    expect(written).toContain('collecting')
    expect(written).not.toContain(CODE)
    expect(JSON.stringify(house.view)).not.toContain(CODE)
  })

  it('may hold the code under the scanner, and nothing of it is checked as a paper or written down', async () => {
    await house.scanner.scan(pickupScanOf(CODE))
    await house.screen('previewing')
    expect([asked(COLLECT_ROUTES.collect), asked(TERMINAL_ROUTES.checkPaper)]).toEqual([1, 0])
    expect(house.logged.join('')).not.toContain(CODE)
  })

  it('says that a code is wrong, and leads back to the start after so many', async () => {
    await begin()
    for (let wrong = 1; wrong < 5; wrong++) {
      await type('11111111')
      await says('pickup-code-refused', 5_000)
      await house.touch({ kind: 'type-digit', digit: '1' })
      await house.touch({ kind: 'erase-digits', all: true })
    }
    await type('11111111')
    await house.screen('attract')
    expect(house.view.content).toMatchObject({ fault: { code: 'pickup-code-refused' } })
    expect(asked(COLLECT_ROUTES.collect)).toBe(5)
    expect(house.logged.join('')).not.toContain('11111111')
  })

  it('is asked about again where the answer is lost, and leads to one visit', async () => {
    house.server.loseAnswerTo = COLLECT_ROUTES.collect
    await begin()
    await type()
    await house.screen('previewing')
    expect([asked(COLLECT_ROUTES.collect), asked(TERMINAL_ROUTES.endVisit)]).toEqual([2, 0])
  })

  it('does not try again by itself where the server has heard too many wrong codes', async () => {
    house.server.refuse(COLLECT_ROUTES.collect, 'server-busy', 429, 1)
    await begin()
    await type()
    await says('server-busy')
    expect(asked(COLLECT_ROUTES.collect)).toBe(1)
    await house.clock.advance(20_000)
    expect(collecting()).toMatchObject({ typed: CODE })
    await house.touch({ kind: 'confirm' })
    await house.screen('previewing')
  })

  it('stays on the keypad where no answer comes at all, and is good once the server is back', async () => {
    await begin()
    house.server.down = true
    await type()
    await says('server-unreachable', 30_000)
    expect(collecting()).toMatchObject({ typed: CODE, busy: false })
    house.server.down = false
    await house.touch({ kind: 'confirm' })
    await house.screen('previewing')
  })

  it('of somebody who has left leads to no visit that goes on', async () => {
    await begin()
    house.server.holdAnswers = { route: COLLECT_ROUTES.collect, waiting: [] }
    await type()
    await house.until('the question', () => house.server.holdAnswers!.waiting.length === 1)
    await house.touch({ kind: 'finish' })
    await house.screen('attract')
    const [answer] = house.server.holdAnswers.waiting
    house.server.holdAnswers = null
    answer!()
    await house.until('the end of the visit', () => asked(TERMINAL_ROUTES.endVisit) === 1, 2_000)
    expect(house.view.content.screen).toBe('attract')
  })

  it('ends with a card, which begins a visit as always', async () => {
    await begin()
    await type('307')
    house.tap()
    await house.screen('choosing')
    expect(asked(COLLECT_ROUTES.collect)).toBe(0)
  })
})
