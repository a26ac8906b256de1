import type { MessagePortMain, UtilityProcess } from 'electron'
import type { ShellOrder } from '../../src/contract/station-process.ts'
import { stationNotices } from '../station-process/station-notices.ts'
import type { StationForPages } from './station-host.ts'

/** The station in a utility process of Electron's. A page's MessagePort is handed over to it whole. */
export function utilityStation(child: UtilityProcess, onFatal: (detail: string) => void): StationForPages {
  const notices = stationNotices(onFatal)
  const order = (message: ShellOrder, ports: MessagePortMain[] = []) => child.postMessage(message, ports)
  child.on('message', notices.receive)
  return {
    get pid() {
      return child.pid
    },
    onEnd: listener => {
      child.once('exit', code => listener({ code, signal: null }))
    },
    onAlive: notices.onAlive,
    onReady: notices.onReady,
    terminate: () => order({ kind: 'stop' }),
    // Electron's own kill is SIGTERM, which a station that hangs in native code does not hear.
    kill: () => {
      if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL')
    },
    attachPage: port => order({ kind: 'attach-renderer' }, [port]),
  }
}
