import type { Socket } from 'node:net'
import { StringDecoder } from 'node:string_decoder'

/** Hands on each whole line that a socket brings. A line longer than `charactersMax` breaks the connection. */
export function onLines(socket: Socket, charactersMax: number, hear: (line: string) => void): void {
  const decoder = new StringDecoder('utf8')
  let begun = ''
  socket.on('data', chunk => {
    const [first = '', ...more] = decoder.write(Buffer.from(chunk)).split('\n')
    begun += first
    for (const next of more) {
      hear(begun)
      begun = next
    }
    if (begun.length > charactersMax) socket.destroy()
  })
}

/** The value of a line of JSON; undefined when it is none. */
export function jsonOfLine(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
