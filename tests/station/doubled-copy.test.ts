import { afterEach, beforeEach, expect, it } from 'vitest'
import { buildHouse, type House } from './house.ts'

let house: House
beforeEach(async () => {
  house = await buildHouse()
})
afterEach(() => house.pullDown())

const visit = async () => {
  await house.toPreview(1)
  await house.touch({ kind: 'confirm' })
  await house.screen('finished')
  // The second of two sheets comes after the end, and is known at the next look at an idle printer.
  for (let ms = 0; ms < 5_000; ms += 100) await house.clock.advance(100)
  await house.touch({ kind: 'finish' })
  await house.screen('attract')
}

it('writes a copy that came out twice into the log, once, where it stays when the next ones come out as ordered', async () => {
  const written = () => house.logged.filter(line => line.includes('printer-surplus'))
  house.printer.behave({ printsTwice: true })
  await visit()
  expect(written()).toHaveLength(1)
  expect(written()[0]).toContain('4 sheets for 2')
  house.printer.behave({ printsTwice: false })
  await visit()
  await visit()
  expect(written()).toHaveLength(1)
  expect(house.sheets()).toBe(8)
})
