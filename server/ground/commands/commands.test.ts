import { chmod, mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pino from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { both } from '../../../src/contract/texts.ts'
import { StartRefused } from '../start-refused.ts'
import { askServer } from './ask-server.ts'
import { type Command, done, refused, type Said } from './command.ts'
import { listenForCommands } from './control-socket.ts'
import type { HouseCommands } from './house-commands.ts'
import { languageOf, sayIn } from './language.ts'
import { readSpoken, saidOf } from './said.ts'
import { controlSocketPath } from './socket-path.ts'
import { whyNotOwner } from './store-owner.ts'
import { listOfCommands, usageOf } from './usage.ts'
import { FILE_CHARACTERS_MAX, POSITIONAL_CHARACTERS_MAX, TEXT_CHARACTERS_MAX, whatIsUnspeakable } from './wire.ts'

const PAINT: Command = {
  what: both('刷一扇门', 'paints a door'),
  positionals: ['DOOR'],
  options: {
    colour: { kind: 'text', what: both('红或蓝', 'red or blue'), isNeeded: true },
    twice: { kind: 'flag', what: both('两遍', 'two coats') },
    pattern: { kind: 'file-to-read', what: both('刷什么', 'what to paint') },
    bill: { kind: 'file-to-write', what: both('花了多少', 'what it cost') },
  },
  notes: both('一小时干。', 'It dries in an hour.'),
}
const NOBODY = 65_534
const SAID: Said = { positionals: ['front'], texts: { colour: 'red' }, flags: [] }

describe('what cannot be said to any server', () => {
  it.each([
    [
      { positionals: ['x'.repeat(POSITIONAL_CHARACTERS_MAX + 1)] },
      '"xxxxxxxxxxxxxxxxxxxx…" is too long: 400 characters at most',
    ],
    [{ texts: { list: 'x'.repeat(TEXT_CHARACTERS_MAX + 1) } }, '--list: too long, 8000000 characters at most'],
    [
      { texts: { list: '"'.repeat(TEXT_CHARACTERS_MAX) } },
      'all that was said is too long: 16000000 characters at most',
    ],
    [{ positionals: ['a\0'] }, 'a NUL character is no part of a name'],
    [{ texts: { place: 'a\0' } }, '--place: a NUL character is no part of a text'],
    [{}, null],
  ])('is told where it is given: case %#', (more, why) =>
    expect(whatIsUnspeakable({ ...SAID, ...more })?.en ?? null).toBe(why),
  )
})

describe('the language of whoever gives a command', () => {
  it.each([
    [undefined, { LANG: 'zh_CN.UTF-8' }, 'zh'],
    [undefined, { LANG: 'en_GB.UTF-8' }, 'en'],
    [undefined, { LANG: 'en_US.UTF-8', LC_ALL: 'zh_CN' }, 'zh'],
    [undefined, { LANG: 'zh_CN.UTF-8', LC_MESSAGES: 'en_US.UTF-8' }, 'en'],
    // What says no language of staff leaves it to the house's own.
    [undefined, { LANG: 'C.UTF-8' }, 'zh'],
    [undefined, { LANG: 'fr_FR.UTF-8' }, 'zh'],
    [undefined, { LANG: '', LC_ALL: '' }, 'zh'],
    [undefined, {}, 'zh'],
    ['en', { LANG: 'zh_CN.UTF-8' }, 'en'],
    ['zh-CN', { LANG: 'en_GB.UTF-8' }, 'zh'],
    ['zh', {}, 'zh'],
  ])('--language %j with %j is %s', (said, env, language) =>
    expect(languageOf(said, env)).toEqual({ ok: true, value: language }),
  )
  it('is not made up: another one is refused, in a language that is known', () => {
    expect(languageOf('fr', { LANG: 'en_GB' })).toEqual({ ok: false, error: 'en' })
    expect(languageOf('', {})).toEqual({ ok: false, error: 'zh' })
  })
})

describe('a command of another user', () => {
  it.skipIf(process.getuid === undefined)('is refused, for its files would be closed to the server', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'yinzheng-owner-'))
    const mine = process.getuid?.() ?? 0
    expect(await whyNotOwner(folder)).toBeNull()
    expect((await whyNotOwner(folder, mine + 1))?.en).toContain(`belongs to the user with the number ${mine}`)
    await rm(folder, { recursive: true })
    expect(await whyNotOwner(folder)).toBeNull()
  })
})

describe('the words behind a verb', () => {
  it('are read by the declaration: texts, flags, and files by their names', () => {
    const words = ['front', '--colour', 'red', '--twice', '--pattern', 'a.svg', '--bill', 'b.csv']
    const spoken = readSpoken(PAINT, words)
    expect(spoken).toEqual({
      ok: true,
      value: {
        ...{ positionals: ['front'], texts: { colour: 'red' }, flags: ['twice'] },
        ...{ filesToRead: { pattern: 'a.svg' }, filesToWrite: { bill: 'b.csv' } },
      },
    })
    expect(spoken.ok && saidOf(spoken.value, { pattern: '<svg/>' })).toEqual({
      ...{ positionals: ['front'], texts: { colour: 'red', pattern: '<svg/>' }, flags: ['twice', 'bill'] },
    })
  })

  it.each([
    [['--colour', 'red'], 'it takes DOOR'],
    [['front'], '--colour is missing'],
    [['front', '--colour', 'red', '--size', '2'], /--size/],
    [['front', '--colour'], /colour/],
  ])('%j are wrong use', (words, why) => {
    const spoken = readSpoken(PAINT, words)
    expect(!spoken.ok && spoken.error.en).toMatch(why)
  })

  it('are shown to who asks for help', () => {
    const usage = usageOf('house paint', PAINT, sayIn('en'))
    expect(usage).toContain(
      'yinzheng house paint DOOR --colour COLOUR [--twice] [--pattern FILE] [--bill FILE] --config FILE',
    )
    expect(usage).toContain('It dries in an hour.')
    expect(listOfCommands([{ name: 'house', commands: { paint: PAINT } }], sayIn('zh'))).toBe(
      '  yinzheng house paint            刷一扇门',
    )
  })
})

describe('a running server', () => {
  let folder: string
  let close: (() => Promise<void>) | undefined
  const lines: string[] = []
  const logged: string[] = []
  const run = (signal: AbortSignal = new AbortController().signal) => ({
    signal,
    progress: (line: string) => void lines.push(line),
  })
  const serve = async (commands: HouseCommands) => {
    close = await listenForCommands(folder, commands, pino({}, { write: line => void logged.push(line) }))
  }
  const paint = { room: 'house', verb: 'paint', said: SAID }
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yinzheng-control-'))
    lines.length = 0
    logged.length = 0
  })
  afterEach(async () => {
    await close?.()
    close = undefined
    await rm(folder, { recursive: true, force: true })
  })

  it('carries a command out, says how far it is, and answers', async () => {
    await serve({
      house: {
        paint: async (said, { progress }) => {
          progress('one coat')
          return { ...done({ painted: said.positionals[0] }), files: { bill: 'fen,200\n' } }
        },
      },
    })
    expect(await askServer(folder, paint, run())).toEqual({
      ...{ exit: 0, value: { painted: 'front' }, files: { bill: 'fen,200\n' } },
    })
    expect(lines).toEqual(['one coat'])
  })

  it('speaks the language of whoever gave the command', async () => {
    await serve({ house: { paint: async (_, { language }) => refused(sayIn(language)(both('下雨了', 'it rains'))) } })
    const ask = (wish: typeof paint, language: 'zh' | 'en') => askServer(folder, wish, { ...run(), language })
    expect(await ask(paint, 'zh')).toEqual({ exit: 3, message: '下雨了' })
    expect(await ask(paint, 'en')).toEqual({ exit: 3, message: 'it rains' })
    expect(await ask({ ...paint, verb: 'burn' }, 'zh')).toEqual({ exit: 2, message: '服务器没有命令 house burn' })
  })

  it('says what it will not do, and what it does not know', async () => {
    await serve({ house: { paint: async () => refused('it rains') } })
    expect(await askServer(folder, paint, run())).toEqual({ exit: 3, message: 'it rains' })
    for (const unknown of [
      { ...paint, room: 'cellar' },
      { ...paint, verb: 'burn' },
      { ...paint, verb: 'constructor' },
    ])
      expect(await askServer(folder, unknown, run())).toMatchObject({
        exit: 2,
        message: expect.stringContaining('knows no'),
      })
  })

  it('outlives a command that fails, and its log says why', async () => {
    await serve({
      house: {
        paint: async () => {
          throw new Error('the paint has run out')
        },
      },
    })
    expect(await askServer(folder, paint, run())).toMatchObject({ exit: 3, message: expect.stringContaining('log') })
    expect(logged.join('')).toContain('the paint has run out')
    expect(await askServer(folder, paint, run())).toMatchObject({ exit: 3 })
  })

  it('is spoken to by its owner alone', async () => {
    await serve({})
    expect((await stat(await controlSocketPath(folder))).mode & 0o777).toBe(0o600)
  })

  it('stops a command whose asker is gone, and one that is under way when it ends', async () => {
    let began = () => {}
    const begun = () => new Promise<void>(resolve => (began = resolve))
    const stopped: string[] = []
    const wait =
      (name: string) =>
      async (_: Said, { signal }: { signal: AbortSignal }) => {
        began()
        await new Promise(resolve => signal.addEventListener('abort', resolve))
        stopped.push(name)
        return done(name)
      }
    await serve({ house: { paint: wait('left'), dry: wait('ended') } })
    const leave = new AbortController()
    let hasBegun = begun()
    const left = askServer(folder, paint, run(leave.signal))
    await hasBegun
    leave.abort()
    expect(await left).toMatchObject({ exit: 3, message: expect.stringContaining('stopped here') })
    hasBegun = begun()
    const ended = askServer(folder, { ...paint, verb: 'dry' }, run())
    await hasBegun
    await close?.()
    close = undefined
    expect(await ended).toMatchObject({ exit: 3, message: expect.stringContaining('give the command again') })
    expect(stopped).toEqual(['left', 'ended'])
  })

  it('is not asked by who wants it stopped already, nor is the store opened then', async () => {
    expect(await askServer(folder, paint, run(AbortSignal.abort()))).toEqual({
      ...{ exit: 3, message: 'stopped before it had begun' },
    })
  })

  it('brings a report of any length that is sensible, and says so when it is longer', async () => {
    let characters = 10_000_000
    await serve({ house: { paint: async () => ({ ...done('front'), files: { bill: 'a'.repeat(characters) } }) } })
    const long = await askServer(folder, paint, run())
    expect([long?.exit, long?.files?.bill?.length]).toEqual([0, characters])
    characters = FILE_CHARACTERS_MAX + 1
    expect(await askServer(folder, paint, run())).toMatchObject({
      ...{ exit: 1, value: 'front', message: expect.stringContaining('too large to send') },
    })
  })

  it('tells what can never be carried out from another version', async () => {
    await serve({ house: { paint: async () => done(1) } })
    const said = (more: Partial<Said>) => askServer(folder, { ...paint, said: { ...SAID, ...more } }, run())
    expect(await said({ texts: { colour: 'red\0' } })).toMatchObject({
      exit: 2,
      message: expect.stringContaining('NUL'),
    })
    expect(await said({ positionals: ['fr\0nt'] })).toMatchObject({ exit: 2, message: expect.stringContaining('NUL') })
  })

  it('that speaks otherwise is of another version, and has not ended', async () => {
    const other = createServer(socket => socket.resume().end('{"kind":"song"}\n'))
    await new Promise<void>(resolve => other.listen(join(folder, 'control.sock'), resolve))
    expect(await askServer(folder, paint, run())).toMatchObject({
      message: expect.stringContaining('of different versions'),
    })
    await new Promise(resolve => other.close(resolve))
  })

  it('is somebody where another user may not enter', async () => {
    await serve({ house: { paint: async () => done(1) } })
    await chmod(await controlSocketPath(folder), 0o000)
    // Root may enter everywhere.
    const isRoot = process.getuid?.() === 0
    if (isRoot) process.seteuid?.(NOBODY)
    const answer = await askServer(folder, paint, run()).finally(() => isRoot && process.seteuid?.(0))
    expect(answer).toMatchObject({ exit: 3, message: expect.stringContaining('belongs to another user') })
  })

  it('answers nonsense with a sentence and stays', async () => {
    await serve({ house: { paint: async () => done(1) } })
    const said = await new Promise<string>(resolve => {
      let heard = ''
      const socket = connect(join(folder, 'control.sock'), () => socket.write('GET / HTTP/1.1\r\n\n'))
      socket.on('data', chunk => (heard += chunk))
      socket.on('close', () => resolve(heard))
    })
    expect(said).toContain('of different versions')
    expect(await askServer(folder, paint, run())).toMatchObject({ exit: 0 })
  })

  it('is not there: the command may open the store itself, also over what a killed one left behind', async () => {
    expect(await askServer(folder, paint, run())).toBeNull()
    await writeFile(join(folder, 'control.sock'), '')
    expect(await askServer(folder, paint, run())).toBeNull()
    await serve({ house: { paint: async () => done(1) } })
    expect(await askServer(folder, paint, run())).toMatchObject({ exit: 0 })
  })

  it('keeps its place when a second one starts, and when that one has gone', async () => {
    await serve({ house: { paint: async () => done(1) } })
    await expect(listenForCommands(folder, {}, pino({ level: 'silent' }))).rejects.toThrow(StartRefused)
    expect(await askServer(folder, paint, run())).toMatchObject({ exit: 0 })
  })

  it('begins nowhere that somebody answers, whatever the lock of the folder says', async () => {
    const other = createServer(socket => socket.end())
    await new Promise<void>(resolve => other.listen(join(folder, 'control.sock'), resolve))
    await expect(serve({})).rejects.toThrow(/a server already runs here/)
    expect((await stat(join(folder, 'control.sock'))).isSocket()).toBe(true)
    await new Promise(resolve => other.close(resolve))
    await serve({})
  })

  it.each(['a folder', 'a link'])('removes no %s that stands in its place', async what => {
    const path = join(folder, 'control.sock')
    if (what === 'a folder') await mkdir(path)
    else await symlink(join(folder, 'elsewhere'), path)
    await expect(serve({})).rejects.toThrow(`${path} is in the way of the socket for commands`)
  })

  it('is found in a folder whose name is too long for a socket', async () => {
    const short = folder
    folder = join(short, 'x'.repeat(120))
    await serve({ house: { paint: async () => done(1) } })
    expect(await askServer(folder, paint, run())).toMatchObject({ exit: 0 })
    folder = short
  })

  it('enters no folder among the temporary ones that another has laid there as a link', async () => {
    const short = folder
    folder = join(short, 'y'.repeat(120))
    const own = dirname(await controlSocketPath(folder))
    await rm(own, { recursive: true })
    await mkdir(join(short, 'theirs'), { mode: 0o700 })
    await symlink(join(short, 'theirs'), own)
    await expect(serve({})).rejects.toThrow(/its owner alone/)
    await rm(own)
    folder = short
  })
})
