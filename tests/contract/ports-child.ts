import { portOverProcess } from '../../main/station-process/process-port.ts'
import { servePortsContract } from './ports-contract.ts'

const port = portOverProcess(process)
port.onClose(() => process.exit(0))
servePortsContract(port)
