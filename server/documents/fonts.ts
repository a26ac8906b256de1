import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The weights that the templates use; each is a folder of one TTF in its package. */
const WEIGHTS = {
  '@expo-google-fonts/noto-serif-sc': ['400Regular', '700Bold'],
  '@expo-google-fonts/noto-sans-sc': ['400Regular', '500Medium'],
}

/** Folders of the fonts that come with the house. What a site has besides, it adds by configuration. */
export function houseFontDirs(): string[] {
  return Object.entries(WEIGHTS).flatMap(([name, weights]) => {
    const home = dirname(fileURLToPath(import.meta.resolve(`${name}/package.json`)))
    return weights.map(weight => join(home, weight))
  })
}
