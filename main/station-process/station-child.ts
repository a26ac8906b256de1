import { spawn } from 'node:child_process'
import type { ShellOrder } from '../../src/contract/station-process.ts'
import type { Port } from '../../src/port.ts'
import { dialChannels } from '../../src/transport/channels.ts'
import type { ChildEnd, SupervisedChild } from '../supervisor/supervised-child.ts'
import { portOverProcess } from './process-port.ts'
import { stationEnvironment } from './station-environment.ts'
import { stationNotices } from './station-notices.ts'

export interface StationChildOptions {
  /** The Node binary that runs it. */
  readonly node: string
  /** The station's entry: a `.ts` file of the sources or the bundle. */
  readonly entry: string
  readonly configFile: string
  /** The shell's own environment; what may not reach the station is taken out. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** The station says why it can't start. */
  readonly onFatal: (detail: string) => void
}

/** The station as a plain child under Node, with its screens as channels over IPC. */
export interface StationChild extends SupervisedChild {
  /** A new port for one screen. */
  openRenderer(): Port
}

/** The station holds a document or two and little else. Node would let garbage grow to fill a machine that it shares with a browser. */
const SMALL_HEAP = ['--max-semi-space-size=2', '--max-old-space-size=192'] as const

/**
 * Starts the station as a child of this process. Its output goes to this process's standard error, so that standard output
 * stays the shell's own.
 */
export function startStationChild(options: StationChildOptions): StationChild {
  const child = spawn(options.node, [...SMALL_HEAP, options.entry, '--config', options.configFile], {
    stdio: ['ignore', 2, 2, 'ipc'],
    serialization: 'advanced',
    env: stationEnvironment(options.env),
    windowsHide: true,
  })
  const link = portOverProcess(child)
  const channels = dialChannels(link)
  const order = (message: ShellOrder) => link.post(message)
  const notices = stationNotices(options.onFatal)
  link.onMessage(notices.receive)
  return {
    pid: child.pid,
    onEnd: listener => {
      let told = false
      const tell = (end: ChildEnd) => {
        if (told) return
        told = true
        listener(end)
      }
      child.once('exit', (code, signal) => tell({ code, signal }))
      // A child that could not be started has no exit, only this.
      child.once('error', () => child.pid === undefined && tell({ code: null, signal: null }))
    },
    onAlive: notices.onAlive,
    onReady: notices.onReady,
    terminate: () => {
      order({ kind: 'stop' })
      // On Windows a signal would end it at once, without the good order.
      if (process.platform !== 'win32') child.kill('SIGTERM')
    },
    kill: () => child.kill('SIGKILL'),
    openRenderer: () => channels.open(),
  }
}
