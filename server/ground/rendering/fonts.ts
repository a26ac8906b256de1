import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const TEXT_WEIGHTS = ['400Regular', '700Bold']

/**
 * The weights that the templates use; each is a folder of one TTF in its package. Chinese first, then what names are written in
 * beside it: all of Latin, Greek and Cyrillic, and the scripts of China's peoples and of its neighbours.
 */
const WEIGHTS: Readonly<Record<string, readonly string[]>> = {
  'noto-serif-sc': TEXT_WEIGHTS,
  'noto-sans-sc': ['400Regular', '500Medium'],
  'noto-serif': TEXT_WEIGHTS,
  'noto-sans': ['400Regular', '500Medium'],
  'noto-naskh-arabic': TEXT_WEIGHTS,
  'noto-serif-tibetan': TEXT_WEIGHTS,
  'noto-sans-mongolian': ['400Regular'],
  'noto-sans-yi': ['400Regular'],
  'nanum-myeongjo': TEXT_WEIGHTS,
  'noto-sans-thai': TEXT_WEIGHTS,
  'noto-sans-lao': TEXT_WEIGHTS,
  'noto-sans-khmer': TEXT_WEIGHTS,
  'noto-sans-devanagari': TEXT_WEIGHTS,
}

/** Fonts with the rare characters of Extensions B to F, where Debian's `fonts-hanazono` puts them. */
const HANAZONO = '/usr/share/fonts/truetype/hanazono'
const HANAZONO_FAMILY = 'HanaMinB'

export interface FontChoice {
  readonly dirs: readonly string[]
  readonly families: readonly string[]
}

/** The fonts that are tried for a character that the house's own lack: those of the site, then those that this machine has. */
export function rareFonts(site: FontChoice = { dirs: [], families: [] }, hanazono = HANAZONO): FontChoice {
  if (!existsSync(join(hanazono, 'HanaMinB.ttf'))) return site
  return {
    dirs: [...new Set([...site.dirs, hanazono])],
    families: [...new Set([...site.families, HANAZONO_FAMILY])],
  }
}

/** Folders of the fonts that come with the house. What a site has besides, it adds by configuration. */
export function houseFontDirs(): string[] {
  return Object.entries(WEIGHTS).flatMap(([name, weights]) => {
    const home = dirname(fileURLToPath(import.meta.resolve(`@expo-google-fonts/${name}/package.json`)))
    return weights.map(weight => join(home, weight))
  })
}
