import { cpSync, existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'

/** What a package brings for whoever compiles or reads it, and a running program never opens. Packages inside are found by themselves. */
const NOT_RUN = /(?:^|\/)node_modules$|\.(?:md|map|d\.[cm]?ts|gypi?|c|cc|cpp|h|hpp|tar\.gz)$/

/**
 * Copies packages and everything they need at run time from the `node_modules` of `root` into that of `target`, where each lies as
 * it lay. Throws when one is not installed.
 */
export function packModules(root: string, names: readonly string[], target: string): void {
  for (const folder of neededFolders(root, names))
    cpSync(folder, join(target, relative(root, folder)), {
      recursive: true,
      filter: path => path === folder || !NOT_RUN.test(relative(folder, path).split(sep).join('/')),
    })
}

/** The folders of packages and of what they need, as Node would find it from where each lies. */
export function neededFolders(root: string, names: readonly string[]): readonly string[] {
  const found = new Set<string>()
  const need = (name: string, from: string, isOptional: boolean) => {
    const folder = findPackage(name, from, root)
    if (!folder && isOptional) return
    if (!folder) throw new Error(`${name}, which ${relative(root, from) || 'the station'} needs, is not installed`)
    if (found.has(folder)) return
    found.add(folder)
    const { dependencies = {}, optionalDependencies = {} } = JSON.parse(
      readFileSync(join(folder, 'package.json'), 'utf8'),
    ) as { dependencies?: Record<string, string>; optionalDependencies?: Record<string, string> }
    for (const one of Object.keys(dependencies)) need(one, folder, one in optionalDependencies)
    for (const one of Object.keys(optionalDependencies)) need(one, folder, true)
  }
  for (const name of names) need(name, root, false)
  return [...found]
}

function findPackage(name: string, from: string, root: string): string | null {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name)
    if (existsSync(join(candidate, 'package.json'))) return candidate
    if (folder === root) return null
  }
}
