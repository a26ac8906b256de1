import { connect } from 'node:net'
import { both } from '../../../src/contract/texts.ts'
import { type CommandAnswer, type CommandRun, refused, type Said } from './command.ts'
import { sayIn } from './language.ts'
import { jsonOfLine, onLines } from './lines.ts'
import { controlSocketPath } from './socket-path.ts'
import { WORD_CHARACTERS_MAX, wordSchema } from './wire.ts'

const STOPPED = both(
  '服务器还没有答复，这里就停了；服务器做完手上的也会停，已做的仍然有效；同样的命令再给一次即可接着做',
  'stopped here before the server had answered: it ends this too, after what is under way, and what is done stands; ' +
    'give the same command again to go on',
)
const NOT_BEGUN = both('还没有开始就停了', 'stopped before it had begun')
const ENDED = both(
  '服务器还没有答复就结束了；请再给一次命令',
  'the server ended before it had answered; give the command again',
)
const NOT_UNDERSTOOD = both(
  '这个程序和服务器版本不同，互相听不懂',
  'this program does not understand the server: they are of different versions',
)
const FOREIGN_SERVER = both(
  '服务器由另一个系统用户运行：请用那个用户来给命令',
  'the server belongs to another user: give the command as that user',
)
/** Somebody is there and does not let us in, which is another matter than nobody. */
const FOREIGN: Readonly<Record<string, true>> = { EACCES: true, EPERM: true }

/** Has the server of a store's folder carry a command out; null when none runs there. */
export async function askServer(
  folder: string,
  command: { readonly room: string; readonly verb: string; readonly said: Said },
  { progress, signal, givenBy, language }: CommandRun,
): Promise<CommandAnswer | null> {
  const say = sayIn(language)
  const path = await controlSocketPath(folder)
  if (signal.aborted) return refused(say(NOT_BEGUN))
  return new Promise(resolve => {
    const socket = connect(path)
    let answer: CommandAnswer | null = null
    let isConnected = false
    const leave = () => {
      answer ??= refused(say(isConnected ? STOPPED : NOT_BEGUN))
      socket.destroy()
    }
    signal.addEventListener('abort', leave)
    socket.on('connect', () => {
      isConnected = true
      socket.write(
        `${JSON.stringify({ room: command.room, verb: command.verb, ...command.said, givenBy, language })}\n`,
      )
    })
    // Nobody is there, or the line has broken: `close` follows and says which.
    socket.on('error', error => {
      if ('code' in error && FOREIGN[String(error.code)] && !isConnected) answer = refused(say(FOREIGN_SERVER))
    })
    onLines(socket, WORD_CHARACTERS_MAX, line => {
      const word = wordSchema.safeParse(jsonOfLine(line))
      if (!word.success) {
        answer ??= refused(say(NOT_UNDERSTOOD))
        return socket.destroy()
      }
      if (word.data.kind === 'progress') return progress(word.data.line)
      const { kind: _, ...rest } = word.data
      answer = rest as CommandAnswer
      return undefined
    })
    socket.on('close', () => {
      signal.removeEventListener('abort', leave)
      resolve(answer ?? (isConnected ? refused(say(ENDED)) : null))
    })
  })
}
