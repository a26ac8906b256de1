import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A fenced block of a page. */
export interface Example {
  readonly page: string
  /** From 1. */
  readonly line: number
  /** As the fence names it; empty where it names none. */
  readonly language: string
  readonly text: string
}

/** Every fenced block of the pages that people read. */
export function examplesIn(root: string): Example[] {
  const pages = ['README.md', 'CONTRIBUTING.md', ...globSync('docs/**/*.md', { cwd: root }).toSorted()]
  return pages.flatMap(page => {
    const text = readFileSync(join(root, page), 'utf8')
    return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(({ index, 1: language = '', 2: block = '' }) => ({
      ...{ page, language, text: block, line: text.slice(0, index).split('\n').length },
    }))
  })
}

/** The commands of a block, each as a shell would cut it; comments, redirections and explanations in a second column are left out. */
export function commandsIn({ text }: Example): string[][] {
  return text
    .split('\n')
    .filter(line => /^(?:npm|npx|node|yinzheng|openssl|shred) /.test(line))
    .map(line =>
      line
        .replace(/\s+#.*$/, '')
        .replace(/\s{3,}\S.*$/, '')
        .replace(/\s+>\s*\S+$/, ''),
    )
    .map(line => (line.match(/"[^"]*"|'[^']*'|\S+/g) ?? []).map(word => word.replace(/^(["'])(.*)\1$/, '$2')))
}
