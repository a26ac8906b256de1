import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ACCOUNTS, CAUSES } from './accounts.ts'
import { STATEMENT_FIGURES } from './statement.ts'

const pageOf = (name: string) => readFileSync(new URL(`../../docs/${name}.md`, import.meta.url), 'utf8')

describe('the pages about the books', () => {
  it('name every account and every cause with the accounts that it moves between', () => {
    const rows = pageOf('decisions/double-entry')
      .split('\n')
      .filter(line => line.startsWith('| `'))
      .map(line => line.split('|').map(cell => cell.trim().replaceAll('`', '')))
    const accounts = rows.flatMap(([, name = '', , sign]) => (Object.hasOwn(ACCOUNTS, name) && sign ? [name] : []))
    expect(accounts).toEqual(Object.keys(ACCOUNTS))
    const causes = rows.flatMap(([, name = '', from, to]) => (Object.hasOwn(CAUSES, name) ? [[name, from, to]] : []))
    expect(causes.slice(0, Object.keys(CAUSES).length)).toEqual(
      Object.entries(CAUSES).map(([name, { from, to }]) => [name, from, to]),
    )
  })

  it('name every figure of a statement', () => {
    const page = pageOf('books')
    for (const name of STATEMENT_FIGURES) expect(page).toContain(`\`${name}\``)
  })

  it('name every difference that a check may find', () => {
    const source = readFileSync(new URL('./differences.ts', import.meta.url), 'utf8')
    const kinds = [...source.matchAll(/case '([a-z-]+)':/g)].map(([, kind]) => kind)
    expect(kinds.length).toBeGreaterThan(8)
    for (const kind of kinds) expect(pageOf('books')).toContain(`\`${kind}\``)
  })
})
