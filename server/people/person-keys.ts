import { err, ok, type Result } from '../../src/result.ts'
import { createSealedTokens } from '../ground/sealed-token.ts'

const PURPOSE = 'person-key'
/** Longer than anybody works on one page. */
const GOOD_FOR_MS = 24 * 3_600_000
/** What a person is called by in what is asked and answered. */
const NAME = 'personId'

type Handler = (wish: never, caller: never) => Promise<Result<unknown, unknown>>

/**
 * People in what staff are answered and ask with. Their key in the university's data often is the student number itself, which is masked:
 * a browser is given it sealed, and gives it back.
 */
export interface PersonKeys {
  seal(personId: string): string
  /** Null where it is none of ours, or from yesterday. */
  open(key: string): string | null
  /** The same handlers, which hear of people by their ids and are asked, and answer, by sealed ones. `unknown`: what is said of any other. */
  around<Handlers extends object>(unknown: string, handlers: Handlers): Handlers
}

/** @param secret 32 bytes */
export function createPersonKeys(secret: Uint8Array, now: () => number): PersonKeys {
  const tokens = createSealedTokens(secret)
  const seal = (personId: string) => tokens.seal(PURPOSE, { personId }, now() + GOOD_FOR_MS)
  const open = (key: string) => tokens.open(PURPOSE, key, now())?.personId ?? null

  const wrapped =
    (handle: Handler, unknown: string): Handler =>
    async (wish, caller) => {
      const isOurs = { yes: true }
      const meant = eachKey(wish, key => {
        const personId = open(key)
        if (personId === null) isOurs.yes = false
        return personId ?? ''
      })
      if (!isOurs.yes) return err(unknown)
      const answer = await handle(meant, caller)
      return answer.ok ? ok(eachKey(answer.value, seal)) : answer
    }
  return {
    seal,
    open,
    around: (unknown, handlers) =>
      Object.fromEntries(
        Object.entries(handlers).map(([name, handle]) => [name, wrapped(handle as Handler, unknown)]),
      ) as typeof handlers,
  }
}

/** The same plain data with every key of a person in it put through `change`. Bytes and moments stay as they are. */
function eachKey<Said>(said: Said, change: (key: string) => string): Said {
  const walk = (one: unknown): unknown => {
    if (Array.isArray(one)) return one.map(walk)
    if (typeof one !== 'object' || one === null || Object.getPrototypeOf(one) !== Object.prototype) return one
    return Object.fromEntries(
      Object.entries(one).map(([name, value]) => [
        name,
        name === NAME && typeof value === 'string' ? change(value) : walk(value),
      ]),
    )
  }
  return walk(said) as Said
}
