import { z } from 'zod'
import { bilingualSchema } from '../../src/contract/texts.ts'
import type { DataRow } from '../records/records.ts'
import { type Day, dayOf } from './calendar.ts'

const optional = z.boolean().default(false)

/** What a column of a data set holds, and so how it is checked and printed. */
const fieldSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), optional, longest: z.int().min(1).max(2_000).default(200) }),
  /** Two columns: the field's name with `_zh` and with `_en`. */
  z.strictObject({ type: z.literal('bilingual'), optional, longest: z.int().min(1).max(2_000).default(200) }),
  z.strictObject({
    type: z.literal('number'),
    optional,
    least: z.number().default(0),
    most: z.number().default(1_000_000),
    /** Digits after the point: `fixed` always so many, else no more than needed. */
    decimals: z.int().min(0).max(3).default(0),
    fixed: z.boolean().default(false),
  }),
  /** YYYY-MM-DD. */
  z.strictObject({ type: z.literal('day'), optional }),
  z.strictObject({ type: z.literal('flag'), optional }),
  /** One of the given values, each with the words that are printed for it. */
  z.strictObject({ type: z.literal('choice'), optional, words: z.record(z.string().min(1).max(60), bilingualSchema) }),
])
export type Field = z.infer<typeof fieldSchema>

const fieldNameSchema = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)
/** The fields of a data set by name. Columns that are not named are ignored. */
export const fieldsSchema = z.record(fieldNameSchema, fieldSchema)
export type Fields = z.infer<typeof fieldsSchema>

/** A value as a template gets it, in the edition's language: a choice with its key, since templates may ask for it. */
export type PrintedValue = string | boolean | Day | { readonly key: string; readonly text: string } | null
export type PrintedRow = Readonly<Record<string, PrintedValue>>

/** The first field that does not hold what it should; null when the row fits. */
export function misfit(row: DataRow, fields: Fields): string | null {
  return Object.entries(fields).find(([name, field]) => !fits(row, name, field))?.[0] ?? null
}

/** A row that fits, ready to print. */
export function printedRow(row: DataRow, fields: Fields, language: 'zh' | 'en'): PrintedRow {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, printed(row, name, field, language)]))
}

function fits(row: DataRow, name: string, field: Field): boolean {
  if (field.type === 'bilingual') {
    const both = [row[`${name}_zh`] ?? null, row[`${name}_en`] ?? null]
    if (both.every(value => value === null)) return field.optional
    return both.every(value => isText(value, field.longest))
  }
  const value = row[name] ?? null
  if (value === null) return field.optional
  if (field.type === 'text') return isText(value, field.longest)
  if (field.type === 'flag') return typeof value === 'boolean'
  if (field.type === 'choice') return Object.hasOwn(field.words, String(value))
  if (field.type === 'day') return typeof value === 'string' && z.iso.date().safeParse(value).success
  const number = numberOf(value)
  return number !== null && number >= field.least && number <= field.most
}

function printed(row: DataRow, name: string, field: Field, language: 'zh' | 'en'): PrintedValue {
  const value = row[field.type === 'bilingual' ? `${name}_${language}` : name] ?? null
  if (value === null || field.type === 'flag') return value === null ? null : value === true
  if (field.type === 'choice') return { key: String(value), text: field.words[String(value)]?.[language] ?? '' }
  if (field.type === 'day') return dayOf(String(value), language)
  if (field.type !== 'number') return String(value)
  const digits = (numberOf(value) ?? 0).toFixed(field.decimals)
  return field.fixed ? digits : String(Number(digits))
}

function isText(value: DataRow[string], longest: number): boolean {
  return typeof value === 'string' && value.trim() !== '' && value.length <= longest
}

/** `numeric` comes out of a database as text. */
function numberOf(value: DataRow[string]): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  return typeof value === 'string' && /^-?\d{1,12}(?:\.\d{1,6})?$/.test(value) ? Number(value) : null
}
