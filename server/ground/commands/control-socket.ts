import { mkdir } from 'node:fs/promises'
import { createServer, type Socket } from 'node:net'
import type { Logger } from 'pino'
import { both } from '../../../src/contract/texts.ts'
import { lockFolder } from '../store/folder-lock.ts'
import { type CommandAnswer, type CommandRun, refused, wrongUse } from './command.ts'
import { removeDeadSocket } from './dead-socket.ts'
import type { HouseCommands } from './house-commands.ts'
import { type Say, sayIn } from './language.ts'
import { jsonOfLine, onLines } from './lines.ts'
import { controlSocketPath } from './socket-path.ts'
import {
  FILE_CHARACTERS_MAX,
  WISH_CHARACTERS_MAX,
  type Wish,
  type Word,
  whatIsUnspeakable,
  wishSchema,
} from './wire.ts'

/**
 * Lets programs of the same owner on this machine give commands to the running server. `folder` is the store's; one server at a time
 * listens there, whichever database it has, and a second one is told so: throws `StartRefused`. Gives what ends it: commands under way
 * are told to stop and waited for.
 */
export async function listenForCommands(
  folder: string,
  commands: HouseCommands,
  log: Logger,
): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  // Who ends removes the socket by its name, so the name is nobody else's until then; two that begin at once do not see each other's.
  const release = await lockFolder(folder)
  try {
    const close = await listenAt(await controlSocketPath(folder), commands, log)
    return async () => {
      await close()
      await release()
    }
  } catch (error) {
    await release()
    throw error
  }
}

async function listenAt(path: string, commands: HouseCommands, log: Logger): Promise<() => Promise<void>> {
  if (process.platform !== 'win32') await removeDeadSocket(path)
  const sockets = new Set<Socket>()
  const running = new Set<Promise<void>>()
  const server = createServer(socket => {
    sockets.add(socket)
    const gone = new AbortController()
    socket.on('error', () => undefined)
    socket.on('close', () => {
      gone.abort()
      sockets.delete(socket)
    })
    onLines(socket, WISH_CHARACTERS_MAX, line => {
      const work = carryOut({ commands, log }, line, socket, gone.signal).finally(() => running.delete(work))
      running.add(work)
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    // The socket is made before `listen` returns, and is nobody else's from its first moment.
    const before = process.umask(0o177)
    server.listen(path, resolve)
    process.umask(before)
  })
  return async () => {
    const closed = new Promise(resolve => server.close(resolve))
    for (const socket of sockets) socket.destroy()
    await Promise.all(running)
    await closed
  }
}

interface Parts {
  readonly commands: HouseCommands
  readonly log: Logger
}

async function carryOut(parts: Parts, line: string, socket: Socket, signal: AbortSignal): Promise<void> {
  const say = (word: Word) => {
    if (!socket.destroyed) socket.write(`${JSON.stringify(word)}\n`)
  }
  const run = { signal, progress: (said: string) => say({ kind: 'progress', line: said }) }
  const wish = wishSchema.safeParse(jsonOfLine(line))
  const answer = wish.success ? await answerTo(parts, wish.data, run) : NOT_UNDERSTOOD
  say({ kind: 'answer', ...withinLimit(answer, sayIn(wish.data?.language)) })
  socket.end()
}

/** An answer that can be sent: without its files where they are too large, and it says so. */
function withinLimit(whole: CommandAnswer, say: Say): CommandAnswer {
  const { files = {}, ...answer } = whole
  const characters = Object.values(files).reduce((sum, text) => sum + text.length, 0)
  if (characters <= FILE_CHARACTERS_MAX) return whole
  const message = say(
    both(
      `要写的内容太大，送不过来：${characters} 个字符，最多 ${FILE_CHARACTERS_MAX} 个；其余已做好`,
      `what it was to write is too large to send: ${characters} characters, ${FILE_CHARACTERS_MAX} at most; the rest is done`,
    ),
  )
  return { ...answer, exit: 1, message: [answer.message, message].filter(Boolean).join('\n') }
}

/** Whoever says it in another way is of another version, and so is the language that it reads. */
const NOT_UNDERSTOOD: CommandAnswer = {
  exit: 2,
  message:
    '服务器听不懂这个程序：两者版本不同\nthe server does not understand this program: they are of different versions',
}

async function answerTo(
  { commands, log }: Parts,
  { room, verb, givenBy, language, ...rest }: Wish,
  run: Pick<CommandRun, 'signal' | 'progress'>,
): Promise<CommandAnswer> {
  const say = sayIn(language)
  const unspeakable = whatIsUnspeakable(rest)
  if (unspeakable !== null) return wrongUse(say(unspeakable))
  const handlers = Object.hasOwn(commands, room) ? commands[room] : undefined
  const handle = handlers && Object.hasOwn(handlers, verb) ? handlers[verb] : undefined
  if (!handle)
    return wrongUse(say(both(`服务器没有命令 ${room} ${verb}`, `the server knows no command ${room} ${verb}`)))
  const giver = { ...(givenBy === undefined ? {} : { givenBy }), ...(language === undefined ? {} : { language }) }
  try {
    return await handle(rest, { ...run, ...giver })
  } catch (error) {
    // A database that is away, for example: visitors are still served, and whoever gave the command hears of it.
    log.error({ room, verb, reason: error instanceof Error ? error.message : 'unknown' }, 'a command failed')
    return refused(say(both('没有办成；原因见服务器的日志', 'the command failed; the log of the server says why')))
  }
}
