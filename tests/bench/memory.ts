import { readdirSync, readFileSync } from 'node:fs'
import { type Figure, figure } from './figure.ts'
import { heldMb } from './held-memory.ts'

/** Resident memory of one process, in MB. Shared pages count in full in `rssMb`, by their share in `pssMb`. */
export interface ProcessMemory {
  readonly name: string
  /** Part of the kiosk: the shell, its station, its Chromium. */
  readonly ofKiosk: boolean
  readonly rssMb: number
  readonly pssMb: number
}

interface Process {
  readonly pid: number
  readonly parent: number
  readonly command: readonly string[]
}

const KIOSK_AIM_MB = 600

/** Memory of the kiosk's processes, found below its shell, and of the others by their ids. Linux only: it reads `/proc`. */
export function measureMemory(
  shellPid: number,
  others: Readonly<Record<string, number>>,
): { figures: Figure[]; processes: ProcessMemory[] } {
  const all = runningProcesses()
  const below = (pid: number): Process[] => {
    const children = all.filter(({ parent }) => parent === pid)
    return children.flatMap(child => [child, ...below(child.pid)])
  }
  const children = below(shellPid)
  const processes = [
    residentOf('shell', shellPid, true),
    ...children.map(child => residentOf(nameOf(child), child.pid, true)),
    ...Object.entries(others).map(([name, pid]) => residentOf(name, pid, false)),
  ]
  const kiosk = [shellPid, ...children.map(({ pid }) => pid)]
  const server = others.server === undefined ? [] : [others.server]
  return {
    figures: [
      figure('memory-of-the-kiosk', 'MB', KIOSK_AIM_MB, [heldMb(kiosk)]),
      figure('memory-of-kiosk-and-server', 'MB', KIOSK_AIM_MB, [heldMb([...kiosk, ...server])]),
    ],
    processes,
  }
}

function runningProcesses(): Process[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(name => {
      try {
        // proc(5): the second field is a name in parentheses and may hold anything; the parent is the second after it.
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
        const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0')
        return [{ pid: Number(name), parent, command }]
      } catch {
        // It has ended since the folder was read.
        return []
      }
    })
}

function nameOf({ command }: Process): string {
  if (command.some(part => part.endsWith('station.mjs'))) return 'station'
  // Chromium rewrites its children's command line into one string.
  const type = /--type=([a-z-]+)/.exec(command.join(' '))?.[1]
  return type ? `chromium ${type}` : 'chromium browser'
}

function residentOf(name: string, pid: number, ofKiosk: boolean): ProcessMemory {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
  const megabytes = (field: string) => {
    const kibibytes = Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(rollup)?.[1] ?? Number.NaN)
    return Math.round((kibibytes * 1_024) / 100_000) / 10
  }
  return { name, ofKiosk, rssMb: megabytes('Rss'), pssMb: megabytes('Pss') }
}
