import { describe, expect, it } from 'vitest'
import type { HandoverState } from '../src/contract/handovers-api.ts'
import type { KioskCommand } from '../src/contract/kiosk-command.ts'
import type { KioskView } from '../src/contract/kiosk-view.ts'
import { fault } from '../src/fault.ts'
import { settle } from '../src/rules/settlement.ts'
import { atPrinting } from '../src/session/fixture-walk.ts'
import { takeAlong } from './visit-take-along.ts'

const URL = 'https://print.example.edu.cn/t/Jm3kQ0yX5vT8wZr2bN6d1A'

/** A kiosk of the session alone, at the end of a visit, whose server has no code where `refuses`. */
function kiosk(refuses = false) {
  const visit = atPrinting(1)
  const { jobId, quote } = visit.last('print')!.job
  const told = { copiesDelivered: 1, copiesUnclear: 0 }
  visit.on({ kind: 'printing-ended', jobId, sheetsDelivered: 2, ...told, fault: null })
  const settled = settle(quote, told, { unclearGivenBackUpToFen: 0 })
  visit.on({ kind: 'outcome-recorded', jobId, settlement: { ...settled, freeCopiesLeft: 3 } })
  let state: HandoverState = { state: 'shown', withinMs: 120_000 }
  let answered = visit.effects.length
  const answer = () => {
    const effect = visit.effects[answered++]
    if (effect?.kind === 'begin-handover')
      visit.on(
        refuses
          ? { kind: 'handover-not-begun', request: effect.request, fault: fault('handover-refused') }
          : { kind: 'handover-begun', request: effect.request, url: URL, withinMs: 120_000 },
      )
    if (effect?.kind === 'give-handover') state = { state: 'given' }
    if (effect?.kind === 'give-handover' || effect?.kind === 'look-at-handover')
      visit.on({ kind: 'handover-seen', request: effect.request, state })
  }
  return {
    screen: {
      until: async (_: string, holds: (view: KioskView) => boolean) => {
        while (!holds(visit.view)) {
          if (answered < visit.effects.length) answer()
          else visit.fire('look')
        }
        return visit.view
      },
    },
    touch: async (command: KioskCommand) => void visit.touch(command),
    ask: (digits: string) => {
      state = { state: 'asked', digits, withinMs: 120_000 }
    },
  }
}

describe('a visit that takes the file along', () => {
  const file = { bytes: 9, sha256: 'f'.repeat(64) }

  it('tells the address, and the file that the phone got once the digits were compared', async () => {
    const { screen, touch, ask } = kiosk()
    const phone = {
      ask: async (url: string) => {
        expect(url).toBe(URL)
        ask('47')
        return '47'
      },
      take: async () => file,
    }
    expect(await takeAlong(screen, touch, true, phone)).toEqual({ url: URL, ...file })
  })

  it('gives nothing where the phone shows other digits, and says why there is no code', async () => {
    const { screen, touch, ask } = kiosk()
    const phone = {
      ask: async () => {
        ask('47')
        return '48'
      },
      take: async () => file,
    }
    await expect(takeAlong(screen, touch, true, phone)).rejects.toMatchObject({
      why: { en: expect.stringContaining('different') },
    })
    const none = kiosk(true)
    await expect(takeAlong(none.screen, none.touch, true, phone)).rejects.toMatchObject({
      why: { en: expect.any(String) },
    })
    await expect(takeAlong(screen, touch, false, phone)).rejects.toMatchObject({
      why: { en: expect.stringContaining('paper alone') },
    })
  })
})
