import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** The state LISTEN in /proc/net/tcp. */
const LISTEN = '0A'

/** A process and everything that came from it and still runs. */
export function familyOf(pid: number): readonly number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const stat = read(`/proc/${name}/stat`)
    // The program's name stands in brackets and may hold anything.
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
    parents.set(Number(name), parent)
  }
  const family = [pid]
  for (const member of family) for (const [child, parent] of parents) if (parent === member) family.push(child)
  return family
}

/** The TCP ports on which a process or one that came from it waits for callers, as Linux lists them. */
export function listeningPorts(pid: number): readonly number[] {
  const owners = new Set(familyOf(pid).flatMap(socketsOf))
  return ['/proc/net/tcp', '/proc/net/tcp6'].flatMap(table =>
    read(table)
      .split('\n')
      .slice(1)
      .map(line => line.trim().split(/\s+/))
      .filter(([, , , state, , , , , , inode]) => state === LISTEN && owners.has(inode!))
      .map(([, local]) => Number.parseInt(local!.split(':')[1]!, 16)),
  )
}

function socketsOf(pid: number): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap(name => {
      const inode = /^socket:\[(\d+)\]$/.exec(link(`/proc/${pid}/fd/${name}`))
      return inode ? [inode[1]!] : []
    })
  } catch {
    return []
  }
}

function link(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
