import { connect } from 'node:net'
import { type CommandAnswer, type CommandRun, refused, type Said } from './command.ts'
import { jsonOfLine, onLines } from './lines.ts'
import { controlSocketPath } from './socket-path.ts'
import { WORD_CHARACTERS_MAX, wordSchema } from './wire.ts'

const STOPPED =
  'stopped here before the server had answered: it ends this too, after what is under way, and what is done stands; ' +
  'give the same command again to go on'
const NOT_BEGUN = 'stopped before it had begun'
const ENDED = 'the server ended before it had answered; give the command again'
const NOT_UNDERSTOOD = 'this program does not understand the server: they are of different versions'
/** Somebody is there and does not let us in, which is another matter than nobody. */
const FOREIGN: Readonly<Record<string, true>> = { EACCES: true, EPERM: true }

/** Has the server of a store's folder carry a command out; null when none runs there. */
export async function askServer(
  folder: string,
  command: { readonly room: string; readonly verb: string; readonly said: Said },
  { progress, signal, givenBy }: CommandRun,
): Promise<CommandAnswer | null> {
  const path = await controlSocketPath(folder)
  if (signal.aborted) return refused(NOT_BEGUN)
  return new Promise(resolve => {
    const socket = connect(path)
    let answer: CommandAnswer | null = null
    let isConnected = false
    const leave = () => {
      answer ??= refused(isConnected ? STOPPED : NOT_BEGUN)
      socket.destroy()
    }
    signal.addEventListener('abort', leave)
    socket.on('connect', () => {
      isConnected = true
      socket.write(`${JSON.stringify({ room: command.room, verb: command.verb, ...command.said, givenBy })}\n`)
    })
    // Nobody is there, or the line has broken: `close` follows and says which.
    socket.on('error', error => {
      if ('code' in error && FOREIGN[String(error.code)] && !isConnected)
        answer = refused('the server belongs to another user: give the command as that user')
    })
    onLines(socket, WORD_CHARACTERS_MAX, line => {
      const word = wordSchema.safeParse(jsonOfLine(line))
      if (!word.success) {
        answer ??= refused(NOT_UNDERSTOOD)
        return socket.destroy()
      }
      if (word.data.kind === 'progress') return progress(word.data.line)
      const { kind: _, ...rest } = word.data
      answer = rest as CommandAnswer
      return undefined
    })
    socket.on('close', () => {
      signal.removeEventListener('abort', leave)
      resolve(answer ?? (isConnected ? refused(ENDED) : null))
    })
  })
}
