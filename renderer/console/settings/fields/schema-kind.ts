import { z } from 'zod'

/** What a form has to show for a schema. */
export type Shown =
  | { readonly kind: 'number'; readonly min: number; readonly max: number }
  | { readonly kind: 'text'; readonly looks: 'plain' | 'day' }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'list'; readonly of: z.ZodType }
  | { readonly kind: 'object'; readonly fields: Readonly<Record<string, z.ZodType>> }

/** Whether nothing may be said, and what is said otherwise. */
export interface FieldSchema {
  readonly mayBeEmpty: boolean
  readonly shown: Shown
}

/** What the schema that checks the files, the server and the stations asks of a form. */
export function fieldOf(schema: z.ZodType): FieldSchema {
  if (schema instanceof z.ZodNullable) return { ...fieldOf(schema.unwrap() as z.ZodType), mayBeEmpty: true }
  // What is made plain on the way in is typed as it comes in.
  if (schema instanceof z.ZodPipe) return fieldOf(schema.in as z.ZodType)
  return { mayBeEmpty: false, shown: shownOf(schema) }
}

function shownOf(schema: z.ZodType): Shown {
  if (schema instanceof z.ZodNumber)
    return { kind: 'number', min: schema.minValue ?? 0, max: schema.maxValue ?? Number.MAX_SAFE_INTEGER }
  if (schema instanceof z.ZodBoolean) return { kind: 'boolean' }
  if (schema instanceof z.ZodArray) return { kind: 'list', of: schema.element as z.ZodType }
  if (schema instanceof z.ZodObject) return { kind: 'object', fields: schema.shape as Record<string, z.ZodType> }
  return { kind: 'text', looks: schema instanceof z.ZodISODate ? 'day' : 'plain' }
}

/** With what a field begins that was empty. */
export function firstValue(schema: z.ZodType): unknown {
  const { shown } = fieldOf(schema)
  switch (shown.kind) {
    case 'number':
      return Math.max(shown.min, 0)
    case 'boolean':
      return false
    case 'list':
      return []
    case 'object':
      return Object.fromEntries(Object.entries(shown.fields).map(([name, field]) => [name, firstValue(field)]))
    case 'text':
      return ''
  }
}
