import { headText } from '../../../src/audit/terminal-chain.ts'
import type { Clock } from '../../../src/clock.ts'
import { CHAIN_ENTRIES_AT_ONCE } from '../../../src/contract/audit-chain-api.ts'
import { TERMINAL_ROUTES } from '../../../src/contract/terminal-api.ts'
import type { Pace } from '../desk/pace.ts'
import type { Log } from '../log.ts'
import type { ServerClient } from '../server-client.ts'
import type { StationChain } from './station-chain.ts'

/** What happens together goes together. */
const TOGETHER_MS = 5_000
/** Where nothing happens the head is said again: so the server finds an older chain put back that nothing is added to. */
const AGAIN_MS = 10 * 60_000

/** A chain, and how it is handed over. */
export interface KeptChain {
  readonly keeps: StationChain
  readonly tell: (pace: Pick<Pace, 'pause'>, closing: () => boolean) => Promise<void>
}

export interface TellParts {
  readonly clock: Clock
  readonly client: Pick<ServerClient, 'call'>
  readonly log: Pick<Log, 'warn'>
  readonly terminalId: string
  /** By the key of the terminal as it is now. */
  readonly sign: (text: string) => string
}

/**
 * Hands the chain over to the server, piece by piece, until it has all, and what is added from then on. The server says where the next
 * piece begins, so that nothing has to be kept of what it has. `pace` is hurried by whoever hears that the server is back. Ends when `closing`.
 */
export async function tellChain(
  parts: TellParts,
  chain: StationChain,
  pace: Pick<Pace, 'pause'>,
  closing: () => boolean,
): Promise<void> {
  const { clock, log } = parts
  let next: number | null = null
  let wake = () => {}
  chain.onNoted(() => wake())
  const pause = () =>
    new Promise<void>(resolve => {
      let callOff = clock.after(AGAIN_MS, resolve)
      wake = () => {
        wake = () => {}
        callOff()
        callOff = clock.after(TOGETHER_MS, resolve)
      }
    })
  for (let tries = 0; !closing(); ) {
    const asked: number = next ?? chain.head().n + 1
    const told = await tellPiece(parts, chain, asked)
    if (closing()) return
    // Asked for the same once more, where it was told: nothing moves.
    if (told === 'unheard' || (told.next === asked && asked <= chain.head().n)) {
      await pace.pause(tries)
      tries++
      continue
    }
    if (told.next === null) {
      log.warn(told, 'the server does not take the audit chain of this terminal')
      chain.beginAnew(told.why ?? 'unreadable', told.at)
      next = null
      await pace.pause(tries)
      tries++
      continue
    }
    tries = 0
    next = told.next
    if (next <= chain.head().n) continue
    tidy(chain, next - 1)
    await pause()
  }
}

export interface Told {
  readonly next: number | null
  readonly why: Parameters<StationChain['beginAnew']>[0] | null
  readonly at: number | null
}

/** Tells one piece that begins at `from`, and what the server says to it. */
export async function tellPiece(
  { client, terminalId, sign }: TellParts,
  chain: StationChain,
  from: number,
): Promise<Told | 'unheard'> {
  // Nothing can be said of a chain that the disk does not show.
  if (chain.trouble() && chain.head().n === 0) return 'unheard'
  const head = chain.head()
  const piece = read(chain, from)
  if (piece === null) return 'unheard'
  if ('badEntry' in piece) return { next: null, why: 'damaged', at: piece.badEntry }
  const { oldest, before, entries } = piece
  const signature = sign(headText(terminalId, head))
  const answer = await client.call(TERMINAL_ROUTES.reportChain, {
    ...{ chain: head.chain, head: { n: head.n, hash: head.hash, signature } },
    ...{ oldest, before, entries: [...entries].filter(({ n }) => n <= head.n) },
  })
  return answer.ok ? answer.value : 'unheard'
}

/** Null for a disk that cannot be read just now. */
function read(chain: StationChain, from: number): ReturnType<StationChain['piece']> | null {
  try {
    return chain.piece(from, CHAIN_ENTRIES_AT_ONCE)
  } catch {
    return null
  }
}

/** What cannot be taken away stays. */
function tidy(chain: StationChain, n: number): void {
  try {
    chain.told(n)
  } catch {}
}
