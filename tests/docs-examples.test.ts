import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parse, parseDocument } from 'yaml'
import { OWN_COMMANDS } from '../cli/run.ts'
import { whatIsWrongWith } from '../demo/check-demo-files.ts'
import { writeDemoFiles } from '../demo/demo-files.ts'
import { readOverlay } from '../demo/overlay.ts'
import { USUAL_PORTS } from '../demo/ports.ts'
import { DEBIAN_PACKAGES } from '../scripts/system-packages.ts'
import type { Command } from '../server/ground/commands/command.ts'
import { readSpoken } from '../server/ground/commands/said.ts'
import { OPTIONS_OF_ALL } from '../server/ground/commands/usage.ts'
import { ROOMS } from '../server/rooms.ts'
import { commandsIn, examplesIn } from './docs-examples.ts'

const root = join(import.meta.dirname, '..')
const examples = examplesIn(root)
const of = (...languages: string[]) => examples.filter(({ language }) => languages.includes(language))
const named = (all: readonly (typeof examples)[number][]) => all.map(one => [`${one.page}:${one.line}`, one] as const)

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'docs-examples-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the examples of configuration', () => {
  it.each(named(of('yaml', 'json')))('%s can be read', (_, { language, text }) => {
    if (language === 'json') return void JSON.parse(text)
    // Three dots stand for what the reader has.
    const document = parseDocument(text.replaceAll(', …', ''))
    expect(document.errors).toEqual([])
  })

  const overlays = named(of('yaml')).filter(([, { text }]) => /^(terminal|server):/m.test(text))
  it.each(overlays)('%s is taken over the demo, as npm start takes it', async (_, { text }) => {
    const file = join(folder, 'my.yaml')
    writeFileSync(file, text)
    expect(await whatIsWrongWith(writeDemoFiles(join(folder), USUAL_PORTS, readOverlay(file)))).toBeNull()
  })

  const sections = named(of('yaml')).filter(([, { text }]) => /^(documents|records):/m.test(text))
  it.each(sections)('%s is a section that the server takes', async (_, { text }) => {
    const server = parse(text) as Record<string, unknown>
    const files = writeDemoFiles(folder, USUAL_PORTS, { terminal: {}, server })
    expect(await whatIsWrongWith(files)).toBeNull()
  })
  it('are there', () => {
    expect([overlays.length > 0, sections.length > 2]).toEqual([true, true])
  })
})

describe('the commands in the documentation', () => {
  const scripts = Object.keys(
    (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object }).scripts,
  )
  const lines = examples.flatMap(one =>
    commandsIn(one).map(words => [`${one.page}: ${words.join(' ')}`, words] as const),
  )

  it.each(lines)('%s', (_, words) => {
    const [program = '', ...rest] = words
    if (program === 'yinzheng') return expectYinzheng(rest)
    // What lies in dist is built.
    if (program === 'node')
      return expect(rest[0]?.startsWith('dist/') || existsSync(join(root, rest[0] ?? ''))).toBe(true)
    if (program !== 'npm') return
    const [script = ''] = rest.filter(word => !word.startsWith('-') && word !== 'run')
    expect(scripts).toContain(script)
    if (script === 'yinzheng') expectYinzheng(rest.slice(rest.indexOf('--') + 1))
  })

  /** Names a command that there is, with its options and nothing besides. */
  function expectYinzheng(words: readonly string[]): void {
    const typed = words.filter(word => !/^\[.*\]$/.test(word))
    const [noun = '', verb = '', ...args] = typed
    if (noun === 'ROOM' || noun === '--help') return
    const alias = { check: ['books', 'check'], reconcile: ['reconciliation', 'run'] }[noun]
    if (!alias && OWN_COMMANDS.includes(noun)) return
    const [room = '', command = '', ...given] = alias ? [...alias, verb, ...args] : [noun, verb, ...args]
    const commands: Readonly<Record<string, Command>> = ROOMS.find(one => one.name === room)?.commands ?? {}
    expect(Object.keys(commands), `${room} ${command}`).toContain(command)
    if (given.includes('--help')) return
    const declared = commands[command]!
    const spoken = readSpoken(
      { ...declared, options: { ...declared.options, ...OPTIONS_OF_ALL } },
      given.filter(Boolean),
    )
    expect(spoken.ok ? null : spoken.error.en).toBeNull()
  }
})

describe('README.md', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8')

  it('names every program that npm test installs', () => {
    expect(DEBIAN_PACKAGES.filter(name => !readme.includes(`\`${name}\``))).toEqual([])
  })

  it('names every option of npm start', () => {
    const start = readFileSync(join(root, 'demo', 'start.ts'), 'utf8')
    const options = [...start.matchAll(/^ {2}(--[a-z-]+) /gm)].map(([, option = '']) => option)
    expect(options.length).toBeGreaterThan(5)
    expect(options.filter(option => !readme.includes(`npm start -- ${option}`))).toEqual([])
  })
})
