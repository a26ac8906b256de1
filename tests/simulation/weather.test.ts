import { expect, test } from 'vitest'
import { chanceOf } from './chance.ts'
import { createFaults } from './faults.ts'
import { API_FAULTS, NOTICE_FAULTS, PAY_FAULTS } from './gateway-faults.ts'
import { MISFORTUNES } from './misfortune.ts'
import { LINE_FAULTS } from './network.ts'
import { PAPER } from './paper-trouble.ts'
import { CABLE_FAULTS, ODD_MANNERS } from './printer.ts'
import { KINDS_OF_PLOTS, weatherOf } from './weather.ts'

type Table = readonly (readonly [weight: number, kind: string])[]

const oddities = [...ODD_MANNERS.keys()].map(kind => [1, kind] as const)
const TABLES: readonly Table[] = [
  ...[LINE_FAULTS, CABLE_FAULTS, PAPER, ...MISFORTUNES, oddities],
  ...[...Object.values(API_FAULTS), NOTICE_FAULTS, PAY_FAULTS],
]

test('a plot speaks of faults that there are', () => {
  const known = new Set(TABLES.flatMap(table => table.map(([, kind]) => kind)))
  expect(KINDS_OF_PLOTS.filter(kind => !known.has(kind))).toEqual([])
})

test('over many worlds about as many calls go wrong as were asked for', () => {
  const rate = 0.05
  let [calls, strikes] = [0, 0]
  for (let seed = 1; seed <= 400; seed++) {
    const chance = chanceOf(seed)
    const faults = createFaults({ chance, rate, weather: weatherOf(chance), now: () => 0, onStrike: () => strikes++ })
    for (const [nth, table] of TABLES.entries())
      for (let call = 0; call < 5; call++) {
        calls++
        faults.at(`${nth}`, table)
      }
  }
  expect(strikes / calls).toBeGreaterThan(rate * 0.8)
  expect(strikes / calls).toBeLessThan(rate * 1.4)
})

test('a world is often one of a plot, and each plot comes about', () => {
  const plots = Array.from({ length: 1_000 }, (_, seed) => weatherOf(chanceOf(seed)).plot)
  const counts = Map.groupBy(plots, plot => plot)
  expect(counts.size).toBe(16)
  expect(Math.min(...[...counts.values()].map(({ length }) => length))).toBeGreaterThan(15)
})
