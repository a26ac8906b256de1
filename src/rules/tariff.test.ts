import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { PRICE_CLASSES, priceClassSchema, tariffLines, tariffSchema, USUAL_TARIFF, unitPriceFenOf } from './tariff.ts'

it('has a price for each class, and takes no other', () => {
  expect(tariffSchema.parse(USUAL_TARIFF)).toEqual({ zhFen: 200, enFen: 500 })
  expect(priceClassSchema.options).toEqual(Object.keys(PRICE_CLASSES))
  for (const wrong of [
    { zhFen: 200 },
    { ...USUAL_TARIFF, jaFen: 1 },
    { ...USUAL_TARIFF, zhFen: 2.5 },
    { ...USUAL_TARIFF, zhFen: -1 },
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

it('is told to who configures a server and to who adds a kind of document', () => {
  const doc = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8')
  const rowOf = (text: string, entry: string) => text.split('\n').find(line => line.startsWith(`| \`${entry}\``)) ?? ''
  for (const name of priceClassSchema.options) {
    expect(rowOf(doc('configuring.md'), 'tariff')).toContain(`\`${name}Fen\``)
    expect(rowOf(doc('adding-a-kind.md'), 'tariff')).toContain(`\`${name}\``)
  }
})
