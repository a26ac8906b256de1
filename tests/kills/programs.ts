import { join } from 'node:path'
import { type Program, startProgram } from '../../demo/child.ts'
import { type StationChild, startStationChild } from '../../main/station-process/station-child.ts'
import { SERVER_ENVIRONMENT } from '../../server/ground/server-environment.ts'

const ROOT = join(import.meta.dirname, '..', '..')
/** On a machine that is busy with other things a start takes its time, and is no fault. */
export const READY_WITHIN_MS = 300_000

/** A real process of the house that can be killed and started again on what it has left. */
export interface Killable {
  /** Resolves when it is ready. */
  start(): Promise<void>
  /** SIGKILL; resolves when the process is gone. Nothing happens where none runs. */
  kill(): Promise<void>
  /** Of the process that is ready; undefined while none is. */
  pid(): number | undefined
}

/** Told when a process has ended though nobody killed it: whatever befalls its neighbours, none may. */
export type OnDeath = (name: string, code: number | null) => void

/** The process of the kiosk's station, as the shells start it. */
export function killableStation(configFile: string, onDeath: OnDeath): Killable {
  let child: StationChild | null = null
  let readyPid: number | undefined
  let gone = Promise.resolve()
  return {
    pid: () => readyPid,
    start: () =>
      new Promise((resolve, reject) => {
        const entry = join(ROOT, 'main/station/main.ts')
        const own = startStationChild({
          ...{ node: process.execPath, entry, configFile, env: process.env },
          onFatal: detail => reject(new Error(`the station: ${detail}`)),
        })
        child = own
        const tooLate = setTimeout(() => reject(new Error('the station was not ready in time')), READY_WITHIN_MS)
        own.onReady(() => {
          clearTimeout(tooLate)
          if (child === own) readyPid = own.pid
          resolve()
        })
        gone = new Promise(over =>
          own.onEnd(({ code }) => {
            clearTimeout(tooLate)
            if (child === own) {
              child = null
              readyPid = undefined
              onDeath('station', code)
              reject(new Error(`the station ended by itself with ${code}`))
            } else resolve()
            over()
          }),
        )
      }),
    kill: () => {
      const doomed = child
      child = null
      readyPid = undefined
      doomed?.kill()
      return gone
    },
  }
}

/** A program of the house that says by a line of JSON that it is ready. */
export function killableProgram(
  name: string,
  entry: string,
  {
    configFile,
    logFile,
    onDeath,
    signal,
  }: { configFile: string; logFile: string; onDeath: OnDeath; signal: AbortSignal },
): Killable {
  let program: Program | null = null
  let isDoomed = false
  let ended = () => {}
  return {
    pid: () => program?.pid,
    start: async () => {
      isDoomed = false
      program = await startProgram({
        ...{ name, entry: join(ROOT, entry), args: ['--config', configFile], logFile, env: SERVER_ENVIRONMENT },
        ...{ startWithinMs: READY_WITHIN_MS, signal },
        onEnd: (_, code) => {
          program = null
          if (!isDoomed) onDeath(name, code)
          ended()
        },
      })
    },
    kill: async () => {
      if (!program) return
      isDoomed = true
      const { pid } = program
      const gone = new Promise<void>(resolve => {
        ended = resolve
      })
      process.kill(pid, 'SIGKILL')
      await gone
    },
  }
}
