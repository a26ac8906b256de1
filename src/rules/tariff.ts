import { z } from 'zod'
import type { Bilingual } from '../contract/texts.ts'

interface PriceClass {
  /** As visitors read it in the list of prices. */
  readonly label: Bilingual
  /** What a new site starts with. */
  readonly usualFen: number
}

/** The classes of price. A kind of document says which one an edition has; by default the one of its language. */
export const PRICE_CLASSES = {
  zh: { label: { zh: '中文文件', en: 'Documents in Chinese' }, usualFen: 200 },
  en: { label: { zh: '英文文件', en: 'Documents in English' }, usualFen: 500 },
} as const satisfies Readonly<Record<string, PriceClass>>

export type PriceClassName = keyof typeof PRICE_CLASSES
const NAMES = Object.keys(PRICE_CLASSES) as [PriceClassName, ...PriceClassName[]]
export const priceClassSchema = z.enum(NAMES)

const fen = z.int().min(0).max(100_000)
type TariffKey = `${PriceClassName}Fen`
const keyOf = (name: PriceClassName): TariffKey => `${name}Fen`

/** Price of one copy after the free ones, in fen: a key for each class, for example `zhFen`. */
export const tariffSchema = z.strictObject(
  Object.fromEntries(NAMES.map(name => [keyOf(name), fen])) as Record<TariffKey, typeof fen>,
)
export type Tariff = z.infer<typeof tariffSchema>

/** What a new site starts with. */
export const USUAL_TARIFF = Object.fromEntries(NAMES.map(name => [keyOf(name), PRICE_CLASSES[name].usualFen])) as Tariff

/** Price of one copy of a class, in fen. */
export const unitPriceFenOf = (tariff: Tariff, name: PriceClassName): number => tariff[keyOf(name)]

/** The prices as they are shown before anyone begins, a line each. */
export const tariffLines = (tariff: Tariff): { label: Bilingual; unitPriceFen: number }[] =>
  NAMES.map(name => ({ label: PRICE_CLASSES[name].label, unitPriceFen: unitPriceFenOf(tariff, name) }))
