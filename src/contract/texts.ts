import { z } from 'zod'
import { isTimeZone } from '../rules/wall-time.ts'
import { LANGUAGE_FACTS, type Language } from '../words/languages.ts'

export type { Language } from '../words/languages.ts'

/** The languages of every screen, the house's own first. */
export const LANGUAGES = Object.keys(LANGUAGE_FACTS) as [Language, ...Language[]]
export const languageSchema = z.enum(LANGUAGES)

/** A text of the university: titles, names and places are written in Chinese and English, whatever language a screen speaks. */
export const bilingualSchema = z.object({ zh: z.string().max(400), en: z.string().max(400) })
export type Bilingual = z.infer<typeof bilingualSchema>

/** A text in both languages of the university. */
export const both = <const Zh extends string, const En extends string>(zh: Zh, en: En) => ({ zh, en })

/** The half of a university's text that a reader of `language` is shown; the other half where that one was left empty. */
export function textIn(language: Language, text: Bilingual): string {
  return LANGUAGE_FACTS[language].university === 'zh' ? text.zh || text.en : text.en || text.zh
}

/** The language that a university's text is in for a reader of `language`. */
export function universityLanguage(language: Language): Language {
  return LANGUAGE_FACTS[language].university === 'zh' ? 'zh-CN' : 'en'
}

/** The language to say things in besides, where nobody has chosen one yet. */
export function secondLanguage(language: Language): Language {
  return LANGUAGES.find(other => other !== language) ?? language
}

export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/)
export const amountFenSchema = z.int().min(0).max(10_000_000)

/** An IANA time zone that this system knows, such as Asia/Shanghai. */
export const timeZoneSchema = z.string().max(60).refine(isTimeZone, 'must be an IANA time zone such as Asia/Shanghai')
