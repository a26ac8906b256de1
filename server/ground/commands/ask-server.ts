import { connect } from 'node:net'
import type { CommandAnswer, CommandRun, Said } from './command.ts'
import { jsonOfLine, onLines } from './lines.ts'
import { controlSocketPath } from './socket-path.ts'
import { wordSchema } from './wire.ts'

/** Has the server of a store's folder carry a command out; null when none runs there. */
export async function askServer(
  folder: string,
  command: { readonly room: string; readonly verb: string; readonly said: Said },
  { progress, signal }: CommandRun,
): Promise<CommandAnswer | null> {
  const path = await controlSocketPath(folder)
  return new Promise(resolve => {
    const socket = connect(path)
    let answer: CommandAnswer | null = null
    let isConnected = false
    const leave = () => socket.destroy()
    signal.addEventListener('abort', leave)
    socket.on('connect', () => {
      isConnected = true
      socket.write(`${JSON.stringify({ room: command.room, verb: command.verb, ...command.said })}\n`)
    })
    // Nobody is there, or the line has broken: `close` follows and says which.
    socket.on('error', () => undefined)
    onLines(socket, line => {
      const word = wordSchema.safeParse(jsonOfLine(line))
      if (!word.success) return socket.destroy()
      if (word.data.kind === 'progress') return progress(word.data.line)
      const { kind: _, ...rest } = word.data
      answer = rest as CommandAnswer
      return undefined
    })
    socket.on('close', () => {
      signal.removeEventListener('abort', leave)
      if (answer || !isConnected) resolve(answer)
      else resolve({ exit: 1, message: 'the server ended before it had answered; give the command again' })
    })
  })
}
