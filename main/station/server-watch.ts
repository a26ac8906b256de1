import { type Clock, sleep } from '../../src/clock.ts'
import { TERMINAL_ROUTES } from '../../src/contract/terminal-api.ts'
import type { SettingsNews } from './key-keeper.ts'
import type { ServerClient } from './server-client.ts'

const ASK_WELL_MS = 30_000
const ASK_ILL_MS = 3_000

/** Keeps asking the server for this terminal's settings: that is how both know that the other is there. Ends when `closing`. */
export async function watchServer(
  clock: Clock,
  client: ServerClient,
  tell: (news: SettingsNews) => void,
  closing: () => boolean,
): Promise<void> {
  while (!closing()) {
    const answer = await client.call(TERMINAL_ROUTES.settings, {})
    if (closing()) return
    tell(answer.ok ? { settings: answer.value } : { refusal: answer.error })
    await sleep(clock, answer.ok ? ASK_WELL_MS : ASK_ILL_MS)
  }
}
