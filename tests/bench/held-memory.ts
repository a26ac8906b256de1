import { readFileSync } from 'node:fs'

/** proc_pid_smaps(5): the first line of a mapping. */
const MAPPING = /^([0-9a-f]+)-[0-9a-f]+ \S+ ([0-9a-f]+) (\S+) (\d+)\s*(.*)$/

/**
 * What some processes hold between them, in MB: what is private to each, and what they share counted once. Unlike a sum of
 * proportional shares it does not shrink when somebody else on the machine runs the same program. Linux only.
 */
export function heldMb(pids: readonly number[]): number {
  let kibibytes = 0
  const shared = new Map<string, number>()
  for (const pid of pids) {
    let mapping = ''
    for (const line of readFileSync(`/proc/${pid}/smaps`, 'utf8').split('\n')) {
      const head = MAPPING.exec(line)
      if (head) {
        const [, start, offset, device, inode, name] = head
        // Memory without a file is shared only with what was forked from the same process, at the same address.
        mapping = inode === '0' ? `${start} ${name}` : `${device} ${inode} ${offset}`
        continue
      }
      const [, field, amount] = /^(Shared|Private)_(?:Clean|Dirty):\s+(\d+) kB$/.exec(line) ?? []
      if (field === 'Private') kibibytes += Number(amount)
      if (field === 'Shared') {
        const own = `${pid} ${mapping}`
        shared.set(own, (shared.get(own) ?? 0) + Number(amount))
      }
    }
  }
  const once = new Map<string, number>()
  for (const [own, amount] of shared) {
    const mapping = own.slice(own.indexOf(' ') + 1)
    once.set(mapping, Math.max(once.get(mapping) ?? 0, amount))
  }
  for (const amount of once.values()) kibibytes += amount
  return (kibibytes * 1_024) / 1_000_000
}
