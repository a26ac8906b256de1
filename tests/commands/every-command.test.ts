import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { OWN_COMMANDS, run } from '../../cli/run.ts'
import type { Command, CommandTable } from '../../server/ground/commands/command.ts'
import { EXITS } from '../../server/ground/commands/exits.ts'
import { ROOMS } from '../../server/rooms.ts'

const ROOM_COMMANDS = ROOMS.flatMap(({ name, commands }) => Object.keys(commands).map(verb => `${name} ${verb}`))
/** Every command that can be typed. */
const COMMANDS = [...OWN_COMMANDS, ...ROOM_COMMANDS]
const declared = (name: string): Command => {
  const [room, verb = ''] = name.split(' ')
  const commands: CommandTable = ROOMS.find(one => one.name === room)?.commands ?? {}
  return commands[verb]!
}
const CHINESE = { LANG: 'zh_CN.UTF-8' }
const ENGLISH = { LANG: 'en_US.UTF-8' }
const STACK = /\n\s+at |Error:|node:internal/
const HAN = /\p{Script=Han}/u

let out: string[] = []
let err: string[] = []
beforeEach(() => {
  ;[out, err] = [[], []]
  vi.spyOn(console, 'log').mockImplementation(text => void out.push(String(text)))
  vi.spyOn(console, 'error').mockImplementation(text => void err.push(String(text)))
})
afterEach(() => vi.restoreAllMocks())

const yinzheng = async (words: string, env: Readonly<Record<string, string>>) => {
  ;[out, err] = [[], []]
  const exit = await run(words === '' ? [] : words.split(' '), env)
  return { exit, out: out.join('\n'), err: err.join('\n') }
}
/** Lines that explain something: not the line that is typed, nor the names of options. */
const isExplained = (help: string, script: RegExp) =>
  help
    .split('\n')
    .filter(line => line.trim() !== '' && !line.startsWith('yinzheng'))
    .every(line => script.test(line) || /^ *--kind /.test(line) || /^ *--reason +[a-z-]+(, [a-z-]+)*$/.test(line))

describe('every command', () => {
  it.each(COMMANDS)('%s --help: words in both languages, what its exit status means, and 0', async name => {
    for (const flag of ['--help', '-h']) {
      const zh = await yinzheng(`${name} ${flag}`, CHINESE)
      expect([zh.exit, zh.err]).toEqual([0, ''])
      expect(zh.out).toContain(`yinzheng ${name}`)
      expect(isExplained(zh.out, HAN), zh.out).toBe(true)
      for (const { zh: words } of Object.values(EXITS)) expect(zh.out).toContain(words)
    }
    const en = await yinzheng(`${name} --help`, ENGLISH)
    expect([en.exit, en.err]).toEqual([0, ''])
    expect(en.out).not.toMatch(HAN)
    for (const { en: words } of Object.values(EXITS)) expect(en.out).toContain(words)
    expect((await yinzheng(`${name} --help --language en`, CHINESE)).out).toBe(en.out)
    expect((await yinzheng(`--language en ${name} --help`, CHINESE)).out).toBe(en.out)
  })

  it.each(COMMANDS)('%s with an option that there is not: a line, its own usage, and 2', async name => {
    for (const wrong of ['--bogus', '--bogus=1', '-x']) {
      const zh = await yinzheng(`${name} ${wrong}`, CHINESE)
      expect([zh.exit, zh.out]).toEqual([2, ''])
      const [line = '', empty, usage = ''] = zh.err.split('\n')
      expect([line, empty]).toEqual([`没有 ${wrong.split('=')[0]} 这个选项`, ''])
      expect(usage).toMatch(new RegExp(`^yinzheng ${name}( |$)`))
      expect(zh.err).not.toMatch(STACK)
    }
    expect((await yinzheng(`${name} --bogus`, ENGLISH)).err).toMatch(/^there is no option --bogus\n/)
  })

  it.each(COMMANDS)('%s in a language that there is not: 2', async name => {
    expect(await yinzheng(`${name} --language fr`, ENGLISH)).toEqual({
      ...{ exit: 2, out: '', err: '--language is zh-CN | en' },
    })
  })

  it.each(ROOM_COMMANDS)('%s whose configuration is not there: 2, and its name', async name => {
    const { positionals = [], options = {} } = declared(name)
    const needed = Object.entries(options).flatMap(([option, one]) => (one.isNeeded ? [`--${option}`, 'x'] : []))
    const words = [name, ...positionals, ...needed, '--config', '/nowhere/server.yaml'].join(' ')
    const { exit, out: said, err: complained } = await yinzheng(words, CHINESE)
    expect([exit, said]).toEqual([2, ''])
    expect(complained).toMatch(/^配置文件有误：\n.*\/nowhere\/server\.yaml/)
    expect(complained).not.toMatch(STACK)
  })
})

describe('the program', () => {
  it('lists every command in both languages', async () => {
    const [zh, en] = [await yinzheng('--help', CHINESE), await yinzheng('-h', ENGLISH)]
    expect([zh.exit, en.exit, zh.err, en.err]).toEqual([0, 0, '', ''])
    for (const name of COMMANDS) {
      expect(zh.out).toMatch(new RegExp(`^  yinzheng ${name} +.*\\p{Script=Han}`, 'mu'))
      expect(en.out).toMatch(new RegExp(`^  yinzheng ${name} +[^\\p{Script=Han}]+$`, 'mu'))
    }
  })

  it.each([
    ['', null],
    ['dance', '没有命令 dance'],
    ['--bogus', '没有 --bogus 这个选项'],
    ['cases', null],
    ['cases dance', 'cases 没有命令“dance”'],
    ['constructor', '没有命令 constructor'],
  ])('"%s": what there is, and 2', async (words, line) => {
    const { exit, out: said, err: complained } = await yinzheng(words, CHINESE)
    expect([exit, said]).toEqual([2, ''])
    if (line !== null) expect(complained.split('\n')[0]).toBe(line)
    expect(complained).toContain('yinzheng cases list')
    expect(complained).not.toMatch(STACK)
  })

  it('says the same as a program of its own', () => {
    const main = fileURLToPath(new URL('../../cli/main.ts', import.meta.url))
    const env = { ...process.env, LC_ALL: 'zh_CN.UTF-8' }
    const help = spawnSync(process.execPath, [main, 'doctor', '--help'], { env, encoding: 'utf8' })
    expect([help.status, help.stderr]).toEqual([0, ''])
    expect(help.stdout).toMatch(/^yinzheng doctor \[--config FILE\] \[--data DIR\]\n\n {2}\p{Script=Han}/u)
    const wrong = spawnSync(process.execPath, [main, 'visit', '--bogus'], { env, encoding: 'utf8' })
    expect([wrong.status, wrong.stdout]).toEqual([2, ''])
    expect(wrong.stderr).toMatch(/^没有 --bogus 这个选项\n\nyinzheng visit/)
  })

  it('tells who visits without a card what is missing, in plain words', async () => {
    const { exit, err: complained } = await yinzheng('visit', CHINESE)
    expect([exit, complained.split('\n')[0]]).toEqual([
      2,
      '缺 --card（或 --phone、--pickup），或不是 4 到 10 个字节的十六进制卡号，例如 04A1B2C3',
    ])
    const many = await yinzheng('visit --card XY --copies 0 --bad-copies many', ENGLISH)
    expect(many.err.split('\n').slice(0, 3)).toEqual([
      '--card (or --phone, or --pickup) is missing, or is not 4 to 10 bytes in hexadecimal such as 04A1B2C3',
      '--copies is a number from 1 to 99, in digits',
      '--bad-copies is a number from 1 to 99, in digits',
    ])
    for (const copies of ['0x2', '1e1', ' 2', '+2', '2.0', '', '２']) {
      err = []
      expect(await run(['visit', '--card', '04A1B2C3', '--copies', copies, '--register', copies], ENGLISH)).toBe(2)
      const said = err.join('\n').split('\n').slice(0, 2)
      expect(said).toEqual([
        '--copies is a number from 1 to 99, in digits',
        '--register is a number from 1 to 99, in digits',
      ])
    }
  })
})
