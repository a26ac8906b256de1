import { createContext, useContext } from 'react'
import type { Language } from '../../src/contract/texts.ts'
import en from '../strings/en/verify.json' with { type: 'json' }
import zh from '../strings/zh-CN/verify.json' with { type: 'json' }

type Catalogue = typeof zh
type KeyOf<T> = { [Name in keyof T & string]: T[Name] extends string ? Name : `${Name}.${KeyOf<T[Name]>}` }[keyof T &
  string]
export type WordKey = KeyOf<Catalogue>
export type Words = (key: WordKey, values?: Readonly<Record<string, string | number>>) => string

const CATALOGUES: Readonly<Record<Language, Catalogue>> = { 'zh-CN': zh, en }

/** The words of a language: a sentence by its key, `{{name}}` in it filled in. */
export function wordsIn(language: Language): Words {
  return (key, values = {}) => {
    let found: unknown = CATALOGUES[language]
    for (const name of key.split('.')) found = (found as Record<string, unknown>)[name]
    return String(found).replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''))
  }
}

export const LanguageContext = createContext<Language>('zh-CN')

export function useLanguage(): Language {
  return useContext(LanguageContext)
}

export function useWords(): Words {
  return wordsIn(useLanguage())
}

const KEPT = 'verify-language'

/** What the visitor chose last, else what the browser asks for. */
export function firstLanguage(): Language {
  try {
    const kept = localStorage.getItem(KEPT)
    if (kept === 'zh-CN' || kept === 'en') return kept
  } catch {
    // Storage may be switched off; the page works without it.
  }
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}

export function keepLanguage(language: Language): void {
  try {
    localStorage.setItem(KEPT, language)
  } catch {
    // As above.
  }
}
