import { readdirSync, readFileSync } from 'node:fs'

const MARK = 'YINZHENG_TEST_OF_'
/** What several runs share is named here with the folder of its holders, a file for each whose name begins with a process id. */
export const SHARED_AMONG = 'YINZHENG_TEST_SHARED_AMONG'

/** A process as the system lists it. One that ended and another that got its number differ in `sinceTicks`. */
interface Listed {
  readonly pid: number
  readonly parent: number
  /** Ticks from the start of the machine to its own. */
  readonly sinceTicks: string
}

/** Marks the environment of this process, so that whatever it starts from now on belongs to it, and says so all the way down. */
export function markChildrenOf(pid: number, env: NodeJS.ProcessEnv): void {
  const own = listed(pid)
  if (own) env[`${MARK}${pid}`] = own.sinceTicks
}

/** An environment whose process belongs to nobody. */
export function unmarked(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith(MARK)))
}

/**
 * Finds, each time it is asked, the processes whose owner has ended: those that carry its mark, and those that were started without an
 * environment of their owner's, as far as they were seen while their parents lived. Owners are whoever has marked its children, and the
 * workers of a run, which are its children. The asker is never among them.
 */
export function createBelonging(run: number): { left(): number[] } {
  let known = new Map<string, ReadonlyMap<number, string>>()
  return {
    left() {
      const all = new Map(listAll().map(one => [one.pid, one]))
      const lives = (pid: number, since: string) => all.get(pid)?.sinceTicks === since
      const owners = new Map<string, ReadonlyMap<number, string>>()
      const ownersOf = (one: Listed): ReadonlyMap<number, string> => {
        const key = `${one.pid} ${one.sinceTicks}`
        const found = owners.get(key)
        if (found) return found
        const before = known.get(key) ?? new Map()
        const parent = all.get(one.parent)
        const own = new Map([...before, ...marksOf(one.pid)])
        // Set before the parent is asked, so that a table that changes while it is read can lead into no circle.
        owners.set(key, own)
        if (parent) for (const [pid, since] of ownersOf(parent)) own.set(pid, since)
        if (parent && (parent.pid === run || parent.parent === run)) own.set(parent.pid, parent.sinceTicks)
        return own
      }
      const left = [...all.values()].filter(one => {
        const isOrphan = [...ownersOf(one)].some(([pid, since]) => !lives(pid, since))
        return isOrphan && one.pid !== process.pid && !isHeld(one.pid, pid => all.has(pid))
      })
      known = owners
      return left.map(one => one.pid)
    },
  }
}

function listAll(): Listed[] {
  return readdirSync('/proc').flatMap(name => (/^\d+$/.test(name) ? (listed(Number(name)) ?? []) : []))
}

function listed(pid: number): Listed | null {
  const text = read(`/proc/${pid}/stat`)
  // The name in brackets may hold anything, brackets too.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const [state, parent, sinceTicks] = [fields[0], fields[1], fields[19]]
  // A zombie has ended; its parent has only not asked yet.
  if (!parent || !sinceTicks || state === 'Z' || state === 'X') return null
  return { pid, parent: Number(parent), sinceTicks }
}

function marksOf(pid: number): [number, string][] {
  return environmentOf(pid).flatMap(([name, value]): [number, string][] =>
    name.startsWith(MARK) ? [[Number(name.slice(MARK.length)), value]] : [],
  )
}

/** Whether it is one of those that several runs share, and somebody who holds it lives. */
function isHeld(pid: number, lives: (pid: number) => boolean): boolean {
  const folder = environmentOf(pid).find(([name]) => name === SHARED_AMONG)?.[1]
  if (folder === undefined) return false
  try {
    return readdirSync(folder).some(holder => lives(Number.parseInt(holder, 10)))
  } catch {
    return false
  }
}

function environmentOf(pid: number): [string, string][] {
  const pairs = read(`/proc/${pid}/environ`).split('\0')
  return pairs.map(pair => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)])
}

/** Empty for what has just ended and for what another user runs. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
