import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { physicalDeclarations } from './css-direction.ts'

const folder = join(import.meta.dirname, '..', '..', 'renderer')
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile())
  .map(entry => join(entry.parentPath, entry.name))
const textsOf = (ending: string) =>
  files.filter(file => file.endsWith(ending)).map(file => [relative(folder, file), readFileSync(file, 'utf8')] as const)

describe('the styles of the screens', () => {
  it('are there to be looked at', () => expect(textsOf('.css').length).toBeGreaterThan(30))

  it.each(textsOf('.css'))('read in both directions: %s', (_, css) => expect(physicalDeclarations(css)).toEqual([]))

  it('are not told a side from the script either', () => {
    const sided = /style=\{[^}]*\b(?:left|right|(?:margin|padding)(?:Left|Right)|textAlign):/
    expect(
      textsOf('.tsx')
        .filter(([, text]) => sided.test(text))
        .map(([file]) => file),
    ).toEqual([])
  })
})

describe('what reads in one direction alone is found', () => {
  it.each([
    'margin-left: 4px;',
    'padding-right: calc(2 * var(--mm));',
    'border-left: 1px solid red;',
    'border-left-color: red;',
    'left: 0;',
    'right: auto;',
    'float: left;',
    'text-align: right;',
    'justify-content: left;',
    'padding: 0 14px 14px 0;',
    'inset: 14px 0 auto 14px;',
    'margin: 0 calc(6 * var(--mm)) calc(5 * var(--mm)) var(--edge);',
    'border-radius: 4px var(--round) var(--round) 4px;',
    'border-top-left-radius: 4px;',
    '/* physical: so */ left: 0;',
  ])('%s', declaration => expect(physicalDeclarations(`.a {\n  ${declaration}\n}`)).toHaveLength(1))

  it.each([
    'margin-inline-start: 4px;',
    'inset-inline-end: 0;',
    'text-align: start;',
    'padding: 0 calc(2 * var(--mm)) 14px;',
    'padding: 1px 2px 3px 2px;',
    'border-radius: 7px 7px 0 0;',
    'inset: 0;',
    'transform: translateX(4px);',
    'left: 0; /* physical: the keys move the page to the left */',
    '/* physical: the notch of a phone stays where it is */\n  left: 0;',
  ])('and nothing else: %s', declaration => expect(physicalDeclarations(`.a {\n  ${declaration}\n}`)).toEqual([]))
})
