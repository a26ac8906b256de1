import { posix } from 'node:path'
import { importsOf } from './import-table.ts'

/**
 * The circles in the imports of `sources` (path from the root → text): each a set of files that can all reach one another, sorted.
 * An import of types alone counts too: whoever would read one file of a circle has to read them all.
 */
export function importCircles(sources: ReadonlyMap<string, string>): string[][] {
  const importsFrom = new Map([...sources].map(([file, text]) => [file, filesImported(file, text, sources)]))
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const path: string[] = []
  const circles: string[][] = []

  // Tarjan's strongly connected components: a file that reaches nothing above itself on the path closes a component.
  const visit = (file: string): void => {
    order.set(file, order.size)
    lowest.set(file, order.get(file)!)
    path.push(file)
    const imported = importsFrom.get(file)!
    for (const next of imported) {
      if (!order.has(next)) visit(next)
      if (path.includes(next)) lowest.set(file, Math.min(lowest.get(file)!, lowest.get(next)!))
    }
    if (lowest.get(file) !== order.get(file)) return
    const component = path.splice(path.indexOf(file))
    if (component.length > 1 || imported.includes(file)) circles.push(component.sort())
  }
  for (const file of sources.keys()) if (!order.has(file)) visit(file)
  return circles.sort((a, b) => (a[0]! < b[0]! ? -1 : 1))
}

function filesImported(file: string, text: string, sources: ReadonlyMap<string, string>): string[] {
  return importsOf(text)
    .filter(specifier => specifier.startsWith('.'))
    .map(specifier => posix.normalize(posix.join(posix.dirname(file), specifier)))
    .filter(target => sources.has(target))
}
