import { joinPorts } from '../../src/transport/join-ports.ts'
import { portOverMessagePort } from '../../src/transport/message-port.ts'
import { type StationChildOptions, startStationChild } from '../station-process/station-child.ts'
import type { StationForPages } from './station-host.ts'

/** A touch is some hundred bytes; what comes from the page may not be more than this. */
const MAX_BYTES_FROM_PAGE = 64 * 1024

/** The station under a Node of its own, for an Electron whose Node is too old for it. Its ports pass through this process. */
export function nodeStation(options: StationChildOptions): StationForPages {
  const child = startStationChild(options)
  return {
    ...child,
    attachPage: port => joinPorts(portOverMessagePort(port, { maxBytes: MAX_BYTES_FROM_PAGE }), child.openRenderer()),
  }
}
