import { LANGUAGES, type Language } from '../../src/contract/texts.ts'

/** What the visitor chose last, kept under `storageKey`; else what the browser asks for, else English. One of `languages`. */
export function firstLanguage(storageKey: string, languages: readonly Language[] = LANGUAGES): Language {
  const kept = languages.find(language => language === storedAt(storageKey))
  const asked = languages.find(language => primaryOf(language) === primaryOf(navigator.language))
  return kept ?? asked ?? languages.find(language => language === 'en') ?? LANGUAGES[0]
}

export function keepLanguage(storageKey: string, language: Language): void {
  try {
    localStorage.setItem(storageKey, language)
  } catch {
    // Storage may be switched off; the page works without it.
  }
}

function storedAt(storageKey: string): string | null {
  try {
    return localStorage.getItem(storageKey)
  } catch {
    return null
  }
}

/** `zh` of `zh-CN`: a reader of any Chinese reads ours. */
const primaryOf = (tag: string) => tag.toLowerCase().split('-')[0]
