import { readdirSync, readFileSync } from 'node:fs'
import { join, posix, relative, sep } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importsOf } from '../import-table.ts'

const root = join(import.meta.dirname, '..', '..')

/** The circles that the imports of `sources` (path from the root → text) run in, each as the files on its way. */
function circlesIn(sources: ReadonlyMap<string, string>): string[] {
  const imports = new Map(
    [...sources].map(([file, text]) => [
      file,
      importsOf(text)
        .filter(specifier => specifier.startsWith('.'))
        .map(specifier => posix.normalize(posix.join(posix.dirname(file), specifier)))
        .filter(target => sources.has(target)),
    ]),
  )
  const circles: string[] = []
  const done = new Set<string>()
  const walk = (file: string, way: readonly string[]) => {
    const at = way.indexOf(file)
    if (at >= 0) circles.push([...way.slice(at), file].join(' → '))
    if (at >= 0 || done.has(file)) return
    for (const next of imports.get(file) ?? []) walk(next, [...way, file])
    done.add(file)
  }
  for (const file of imports.keys()) walk(file, [])
  return circles
}

describe('the files of the screens', () => {
  it('import each other in no circle', () => {
    const files = readdirSync(join(root, 'renderer'), { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.includes('.test.'))
      .map(entry => join(entry.parentPath, entry.name))
    const sources = new Map(
      files.map(file => [relative(root, file).split(sep).join('/'), readFileSync(file, 'utf8')] as const),
    )
    expect(sources.size).toBeGreaterThan(150)
    expect(circlesIn(sources)).toEqual([])
  })

  it('would be found in one, types included', () => {
    const circle = new Map([
      ['renderer/verify/a.tsx', "import { B } from './b.tsx'"],
      ['renderer/verify/b.tsx', "import { C } from '../ui/c.tsx'"],
      ['renderer/ui/c.tsx', "import type { A } from '../verify/a.tsx'"],
    ])
    expect(circlesIn(circle)).toEqual([
      'renderer/verify/a.tsx → renderer/verify/b.tsx → renderer/ui/c.tsx → renderer/verify/a.tsx',
    ])
  })
})
