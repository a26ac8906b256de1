import { z } from 'zod'

export const LANGUAGES = ['zh-CN', 'en'] as const
export const languageSchema = z.enum(LANGUAGES)
export type Language = z.infer<typeof languageSchema>

/** A text in both languages of the house. */
export const bilingualSchema = z.object({ zh: z.string().max(400), en: z.string().max(400) })
export type Bilingual = z.infer<typeof bilingualSchema>

export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/)
export const amountFenSchema = z.int().min(0).max(10_000_000)
