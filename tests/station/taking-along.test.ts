import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { HANDOVERS_ROUTES } from '../../src/contract/handovers-api.ts'
import { buildHouse, type House } from './house.ts'

let house: House
beforeEach(async () => {
  house = await buildHouse()
  await house.start()
  await house.screen('attract')
})
afterEach(() => house.pullDown())

const handover = () => (house.view.content.screen === 'handing-over' ? house.view.content.handover : null)
const at = (step: NonNullable<ReturnType<typeof handover>>['step']) =>
  house.until(step, () => handover()?.step === step, 5_000)
const asked = (route: { readonly summary: string }) =>
  house.server.asked.filter(summary => summary === route.summary).length

describe('taking the file along', () => {
  it('goes from the finished print to the phone whose digits are the same, and writes no secret down', async () => {
    await house.toPreview(1)
    await house.touch({ kind: 'confirm' })
    await house.until('told', () => house.view.content.screen === 'finished' && house.view.content.canTakeAlong)
    await house.touch({ kind: 'take-along' })
    await at('showing')
    expect(house.server.handovers.of).toEqual([house.order().order.jobId])
    house.server.handovers.ask('47')
    await at('asked')
    expect(house.server.handovers.isGiven).toBe(false)
    await house.touch({ kind: 'confirm' })
    await at('given')
    expect(house.server.handovers.isGiven).toBe(true)
    await house.touch({ kind: 'finish' })
    await house.screen('attract')
    expect(asked(HANDOVERS_ROUTES.endHandover)).toBe(0)
    const written = house.logged.join('')
    for (const secret of [...house.server.handovers.tokens, '/t/', 'scan-1']) expect(written).not.toContain(secret)
  })

  it('ends at the server when the visitor leaves without it', async () => {
    await house.toPreview(1)
    await house.touch({ kind: 'confirm' })
    await house.until('told', () => house.view.content.screen === 'finished' && house.view.content.canTakeAlong)
    await house.touch({ kind: 'take-along' })
    await at('showing')
    await house.touch({ kind: 'finish' })
    await house.screen('attract')
    await house.until('ended', () => asked(HANDOVERS_ROUTES.endHandover) === 1)
  })
})
