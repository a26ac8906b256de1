import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The weights that the templates use; each is a folder of one TTF in its package. */
const WEIGHTS = {
  '@expo-google-fonts/noto-serif-sc': ['400Regular', '700Bold'],
  '@expo-google-fonts/noto-sans-sc': ['400Regular', '500Medium'],
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
    const home = dirname(fileURLToPath(import.meta.resolve(`${name}/package.json`)))
    return weights.map(weight => join(home, weight))
  })
}
