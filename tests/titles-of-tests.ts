/** What a title leaves open: the row of a table, or a value. */
const PLACEHOLDERS = /%[sdifjo]|\$\{[^}]*\}|\$[\w.]+/
const CALL = /^( *)(describe\w*|it|test)\b(\.\w+)*(?=[(<])/gm
const QUOTED = String.raw`(['"${'`'}])((?:\\.|(?!\1)[^\\])*)\1`
const FIRST_ARGUMENT = new RegExp(`^\\(\\s*${QUOTED}`)
/** Of `it.each(rows)(title, …)` and its like. */
const AFTER_THE_ROWS = new RegExp(`\\)\\(\\s*${QUOTED}`)

/** The full titles of a file's tests, as they are written: those of the groups around them first. Read by the indentation of the house. */
export function titlesIn(source: string): readonly string[] {
  const groups: { readonly endsAt: number; readonly title: string }[] = []
  const titles: string[] = []
  for (const call of source.matchAll(CALL)) {
    const [found, indent = '', word = '', more] = call
    const rest = source.slice(call.index + found.length)
    const title = (more ? AFTER_THE_ROWS.exec(rest) : FIRST_ARGUMENT.exec(rest))?.[2]?.replace(/\\(.)/g, '$1')
    while ((groups.at(-1)?.endsAt ?? source.length) < call.index) groups.pop()
    if (title === undefined) continue
    const endsAt = source.indexOf(`\n${indent}})`, call.index)
    if (word.startsWith('describe')) groups.push({ endsAt, title })
    else titles.push([...groups.map(group => group.title), title].join(' '))
  }
  return titles
}

/**
 * Whether one of the tests with these titles has this name. What a title leaves open may be any value that stands in `sources`, or be
 * left open in the name too.
 */
export function isNameOfTest(name: string, titles: readonly string[], sources: string): boolean {
  const values = sources.replace(/(\d)_(?=\d)/g, '$1')
  /** Whether `rest` is these parts of a title with values between them. */
  const fits = (rest: string, [part = '', ...more]: readonly string[]): boolean => {
    if (!rest.startsWith(part)) return false
    const [next] = more
    const open = rest.slice(part.length)
    if (next === undefined) return open === ''
    const isLast = more.length === 1 && next === ''
    return [...open].some((_, at) => {
      const end = isLast ? open.length : at + 1
      return open.startsWith(next, end) && values.includes(open.slice(0, end)) && fits(open.slice(end), more)
    })
  }
  return titles.some(title => title === name || fits(name, title.split(PLACEHOLDERS)))
}
