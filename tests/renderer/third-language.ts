import type { Plugin } from 'vite'
import { DOCK_WORDS, GRADUATION_WORDS, KIOSK_WORDS, PORTAL_WORDS, VERIFY_WORDS } from '../../src/words/languages.ts'

/** Invented, and read from right to left: English in narrow letters of Hebrew, whose plural forms it has. */
export const MIRROR = 'he-x-mirror'
export const MIRROR_NAME = 'ראמ'
const LIST = '/src/words/languages.ts'
const LETTERS = 'וזיןגנדרלכ'

/** A sentence in the invented language: as long as in English, its placeholders kept. */
export function mirrored(text: string): string {
  const letter = (sign: string) => LETTERS[(sign.toLowerCase().charCodeAt(0) - 97) % LETTERS.length]!
  return text
    .split(/(\{\{\w+\}\})/)
    .map((part, at) => (at % 2 === 1 ? part : part.replaceAll(/[a-z]/gi, letter)))
    .join('')
}

/** The catalogue of an app in the invented language. */
export function mirroredWords(words: object): object {
  return Object.fromEntries(
    Object.entries(words).flatMap(([key, value]): [string, unknown][] => {
      if (typeof value !== 'string') return [[key, mirroredWords(value as object)]]
      const said: [string, unknown] = [key, mirrored(value)]
      return key.endsWith('_other') ? [said, [key.replace(/_other$/, '_two'), mirrored(value)]] : [said]
    }),
  )
}

export const MIRROR_CATALOGUES = {
  kiosk: mirroredWords(KIOSK_WORDS.en),
  verify: mirroredWords(VERIFY_WORDS.en),
  portal: mirroredWords(PORTAL_WORDS.en),
  graduation: mirroredWords(GRADUATION_WORDS.en),
  dock: mirroredWords(DOCK_WORDS.en!),
} as const

/** Builds with the invented language: what its folder would hold, and its line in the list. Throws where the list has another form. */
export function thirdLanguage(): Plugin {
  return {
    name: 'third-language',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith(LIST)) return null
      let list = code
      const add = (table: string, value: object) => {
        const begun = list.indexOf(`export const ${table}`)
        const end = list.indexOf('\n}', begun)
        if (begun < 0 || end < 0) throw new Error(`the list of languages has no ${table}`)
        list = `${list.slice(0, end)}\n  '${MIRROR}': ${JSON.stringify(value)},${list.slice(end)}`
      }
      add('LANGUAGE_FACTS', FACTS)
      add('KIOSK_WORDS', MIRROR_CATALOGUES.kiosk)
      add('VERIFY_WORDS', MIRROR_CATALOGUES.verify)
      add('PORTAL_WORDS', MIRROR_CATALOGUES.portal)
      add('GRADUATION_WORDS', MIRROR_CATALOGUES.graduation)
      return { code: list, map: null }
    },
  }
}

const FACTS = { name: MIRROR_NAME, direction: 'rtl', university: 'en' } as const
