import { TERMINAL_ROUTES } from '../../src/contract/terminal-api.ts'
import type { Refusal, ServerClient } from './server-client.ts'
import type { TerminalKey, TerminalKeys } from './terminal-key.ts'

/** What came of it: `unheard` is tried again with the next settings. */
export type KeyChange = 'changed' | 'unheard' | 'refused'

/**
 * Puts a new key in the place of the terminal's: the server learns it under the old one. The new key lies on the disk before it is told of,
 * so that a plug that is pulled, or an answer that is lost, leaves a terminal that has the key the server knows.
 */
export async function changeKey(client: ServerClient, keys: TerminalKeys, terminalId: string): Promise<KeyChange> {
  const next = keys.makeNext()
  const proof = next.sign(`yinzheng-key\n${terminalId}\n${next.publicKey}`)
  const answer = await client.call(TERMINAL_ROUTES.changeKey, { publicKey: next.publicKey, proof })
  if (answer.ok) {
    keys.takeNext()
    return 'changed'
  }
  return answer.error.status === null ? 'unheard' : 'refused'
}

/**
 * Whether the server knows the next key already, as it does when its answer about it was lost: then that is the key from now on. `as` asks
 * as this terminal with another key.
 */
export async function takeKeyThatIsKnown(
  refusal: Refusal,
  keys: TerminalKeys,
  as: (key: TerminalKey) => ServerClient,
): Promise<boolean> {
  if (refusal.status !== 401) return false
  const next = keys.next()
  if (next === null) return false
  const answer = await as(next).call(TERMINAL_ROUTES.settings, {})
  if (!answer.ok) return false
  keys.takeNext()
  return true
}
