import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import { type Break, withoutMends } from './break.ts'
import { BREAKS } from './breaks.ts'

/** Which mend is taken out in this process; from the environment, since it must be known before anything is loaded. */
export const BREAK_VARIABLE = 'SIMULATION_BREAK'

const ROOT = new URL('../../../', import.meta.url).href

/** From now on the files of the house are loaded without the mend. */
export function takeOut(broken: Break): void {
  const files = new Set(broken.edits.map(({ file }) => file))
  // Each mend must be where it was, also in files that are loaded late.
  for (const file of files) withoutMends(broken, file, readFileSync(fileURLToPath(ROOT + file), 'utf8'))
  registerHooks({
    load: (url, context, next) => {
      const loaded = next(url, context)
      const file = url.startsWith(ROOT) ? url.slice(ROOT.length) : ''
      if (!files.has(file) || loaded.source === undefined || loaded.source === null) return loaded
      return {
        ...loaded,
        source: withoutMends(broken, file, Buffer.from(loaded.source as Uint8Array).toString('utf8')),
      }
    },
  })
}

export function breakOfName(name: string): Break {
  const broken = BREAKS.find(one => one.name === name)
  if (!broken) throw new Error(`there is no break ${name}: ${BREAKS.map(one => one.name).join(', ')}`)
  return broken
}
