import type { Clock } from '../../src/clock.ts'
import type { Link } from '../transport/link.ts'
import { COMMANDS, type CommandName, type Meaning, meaningOf } from './commands.ts'
import { createAnswerFramer } from './frames.ts'

export type Reply =
  | { readonly kind: 'answered'; readonly meaning: Meaning; readonly words: string; readonly data: Uint8Array }
  /** Nothing, or nothing whole, came in time. */
  | { readonly kind: 'silent' }
  | { readonly kind: 'lost' }

export type Ask = (command: CommandName) => Promise<Reply>

/**
 * Asks the module one question at a time: the next one only after the promise of the last one has settled. A question that the
 * module heard damaged is sent once more.
 */
export function createExchange(link: Link, clock: Clock): Ask {
  const framer = createAnswerFramer()
  let settle: ((reply: Reply) => void) | null = null
  let asked: CommandName = 'find'

  link.onBytes(bytes => {
    for (const answer of framer.push(bytes)) {
      const known = settle ? meaningOf(asked, answer) : null
      if (known) settle?.({ kind: 'answered', meaning: known[0], words: known[1], data: answer.data })
      else answer.data.fill(0)
    }
  })
  link.onState(state => {
    framer.reset()
    if (!state.up) settle?.({ kind: 'lost' })
  })

  const once = (command: CommandName) =>
    new Promise<Reply>(resolve => {
      if (settle) throw new Error(`the module was asked ${command} before it had answered ${asked}`)
      framer.reset()
      asked = command
      const callOff = clock.after(COMMANDS[command].timeoutMs, () => settle?.({ kind: 'silent' }))
      const mine = (reply: Reply) => {
        callOff()
        settle = null
        resolve(reply)
      }
      settle = mine
      void link.send(COMMANDS[command].request).then(sent => {
        if (!sent && settle === mine) mine({ kind: 'lost' })
      })
    })
  return async command => {
    const reply = await once(command)
    return reply.kind === 'answered' && reply.meaning === 'resend' ? once(command) : reply
  }
}
