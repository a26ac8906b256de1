import { expect, it } from 'vitest'
import { PRICE_CLASSES, priceClassSchema, tariffLines, tariffSchema, USUAL_TARIFF, unitPriceFenOf } from './tariff.ts'

it('has a price for each class, and takes no other', () => {
  expect(tariffSchema.parse(USUAL_TARIFF)).toEqual({ zhFen: 200, enFen: 500 })
  expect(priceClassSchema.options).toEqual(Object.keys(PRICE_CLASSES))
  for (const wrong of [
    { zhFen: 200 },
    { ...USUAL_TARIFF, jaFen: 1 },
    { zhFen: 2.5, enFen: 1 },
    { zhFen: -1, enFen: 1 },
  ])
    expect(tariffSchema.safeParse(wrong).success).toBe(false)
})

it('says what a copy costs, and what everybody reads before', () => {
  const tariff = { zhFen: 0, enFen: 1_000 }
  expect([unitPriceFenOf(tariff, 'zh'), unitPriceFenOf(tariff, 'en')]).toEqual([0, 1_000])
  expect(tariffLines(tariff)).toEqual([
    { label: PRICE_CLASSES.zh.label, unitPriceFen: 0 },
    { label: PRICE_CLASSES.en.label, unitPriceFen: 1_000 },
  ])
})
