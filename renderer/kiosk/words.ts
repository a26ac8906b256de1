import i18next, { type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { LANGUAGES } from '../../src/contract/texts.ts'
import en from '../strings/en/kiosk.json' with { type: 'json' }
import zh from '../strings/zh-CN/kiosk.json' with { type: 'json' }

declare module 'i18next' {
  interface ResourceNamespaceMap {
    kiosk: typeof en
  }
}

/** The kiosk's words in both languages, loaded with the page: nothing is fetched when a visitor changes the language. */
export function loadWords(): i18n {
  const words = i18next.createInstance()
  words.use(initReactI18next).init({
    resources: { 'zh-CN': { kiosk: zh }, en: { kiosk: en } },
    lng: LANGUAGES[0],
    supportedLngs: LANGUAGES,
    fallbackLng: false,
    ns: ['kiosk'],
    defaultNS: 'kiosk',
    interpolation: { escapeValue: false },
    initAsync: false,
    // A missing word is a defect that must be seen, by people and by tests.
    parseMissingKeyHandler: key => `⟦${key}⟧`,
  })
  return words
}

/** Every character of the catalogues, so that the font slices which hold them can be loaded before they are needed. */
export function allCharacters(): string {
  return [...new Set(JSON.stringify([zh, en]))].join('')
}
