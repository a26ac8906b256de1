import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import { CARD_READER_PROFILES, type CardReaderProfileName } from '../native/card-reader/profiles/profiles.ts'
import { CODE_SCANNER_PROFILES, type CodeScannerProfileName } from '../native/code-scanner/profiles/profiles.ts'
import { RECEIPT_PRINTER_PROFILES, type ReceiptPrinterProfileName } from '../native/receipt-printer/profiles.ts'
import { systemClock } from '../native/system-clock.ts'
import { exampleServerYaml } from '../server/rooms.ts'
import { campusSections, neededSystems, writeCampus } from './campus-files.ts'
import { PIN_SECTIONS, writePepper } from './demo-pin.ts'
import { DEMO_APPROVAL } from './demo-staff.ts'
import type { DevicesConfigInput } from './devices/devices-config.ts'
import { lay, type Overlay } from './overlay.ts'
import type { USUAL_PORTS } from './ports.ts'
import { createTlsAuthority } from './tls-authority.ts'
import { universitySql } from './university/university-sql.ts'
import { initGateway } from './wxpay-sim/init-gateway.ts'

export type DemoPorts = Readonly<Record<keyof typeof USUAL_PORTS, number>>

/** The one-time code by which the demo's terminal becomes a terminal. The demo's server accepts it for a quarter of an hour after each start. */
const ENROLMENT_CODE = 'YZDEM223'
const LOOPBACK = '127.0.0.1'
/** Of the demo's own authority and its certificates. */
export const TLS_FOLDER = 'tls'
const tcp = (port: number) => ({ kind: 'tcp', host: LOOPBACK, port })

/** Which simulators are still needed beside an overlay: what it names is real. */
export function neededSimulators({ terminal, server }: Overlay) {
  return {
    cardReader: !('campusCardReader' in terminal),
    idReader: !('idCardReader' in terminal),
    codeScanner: !('codeScanner' in terminal),
    receiptPrinter: !('receiptPrinter' in terminal),
    pagePrinter: !('pagePrinter' in terminal),
    gateway: !('payment' in server),
    /** As long as one of its systems is. */
    campus: Object.values(neededSystems({ server })).includes(true),
  }
}

export interface DemoFiles {
  readonly server: string
  readonly terminal: string
  readonly devices: string
  readonly gateway: string
  readonly campus: string
}

/** Writes every configuration of the demo into `dataDir`, each with its comments, and returns where they lie. */
export function writeDemoFiles(dataDir: string, ports: DemoPorts, overlay: Overlay): DemoFiles {
  const inData = (name: string) => join(dataDir, name)
  createTlsAuthority(inData(TLS_FOLDER), systemClock)
  writePepper(dataDir)
  const gateway = initGateway(inData('gateway'), {
    port: ports.gateway,
    baseUrl: `http://${LOOPBACK}:${ports.gateway}`,
    notifyUrl: `https://${LOOPBACK}:${ports.server}/v1/wechatpay/notice`,
    payeeShortName: '示范大学',
    payeeFullName: '示范大学（测试）',
  })
  writeFileSync(inData('university.sql'), universitySql())
  return {
    gateway: gateway.gatewayConfigFile,
    campus: writeCampus(dataDir, ports, TLS_FOLDER, overlay),
    server: write(
      inData('server.yaml'),
      // A merchant of one's own takes the place of the demo's whole: it may be of another provider, with other keys.
      serverYaml(ports, 'payment' in overlay.server ? null : readFileSync(gateway.serverConfigFile, 'utf8')),
      overlay.server,
    ),
    terminal: write(inData('terminal.yaml'), terminalYaml(ports), overlay.terminal),
    devices: writeDevices(inData('devices.json'), ports, overlay),
  }
}

/** The demo's own text, comments and all, where nothing is laid over it; else the joined settings. */
function write(file: string, yaml: string, over: Record<string, unknown>): string {
  const text = Object.keys(over).length === 0 ? yaml : stringify(lay(parse(yaml) as Record<string, unknown>, over))
  writeFileSync(file, text, { mode: 0o600 })
  return file
}

function serverYaml(ports: DemoPorts, merchantJson: string | null): string {
  const merchant = merchantJson === null ? null : { provider: 'wechat-pay', ...JSON.parse(merchantJson) }
  return exampleServerYaml({
    port: ports.server,
    publicBaseUrl: `https://${LOOPBACK}:${ports.server}`,
    tls: { certFile: `${TLS_FOLDER}/server.pem`, keyFile: `${TLS_FOLDER}/server-key.pem` },
    folder: 'server',
    setupSqlFile: 'university.sql',
    demoEnrolmentCode: ENROLMENT_CODE,
    payment: indented(stringify(merchant)),
    documents: indented(
      stringify({
        ...{ seal: { demoFolder: 'authority' }, workers: 1, assurance: PIN_SECTIONS.assurance },
        approvals: { [DEMO_APPROVAL.kind]: DEMO_APPROVAL.asked },
      }),
    ),
    cardPin: PIN_SECTIONS.cardPin,
    ...campusSections(ports, TLS_FOLDER),
  })
}

/** How the demo's own reader writes a card's number. */
const CARD_PROFILE = 'hex-uid' satisfies CardReaderProfileName

function namesOf(profiles: Readonly<Record<string, unknown>>): string {
  return Object.keys(profiles).join(', ')
}

function terminalYaml(ports: DemoPorts): string {
  return `# One terminal of Yinzheng. Wrong values are refused at start with their line; unknown names too.
# Paths are relative to the folder of this file.

server:
  baseUrl: https://${LOOPBACK}:${ports.server}
  # Whose certificate is believed. Without it: the server's own, as it names it under its key.
  caFile: ${TLS_FOLDER}/ca.pem
  timeoutMs: 10000
  # One-time code from the administrators, with the server's fingerprint behind it where there is no caFile; needed once, ignored after.
  enrolmentCode: ${ENROLMENT_CODE}

# The terminal's own key and its ledger.
dataDir: terminal

screen:
  # Measured with a ruler; every size on the screen follows from it.
  widthMm: 336

# A reader is a serial line { kind: serial, path: /dev/ttyUSB0, baudRate: 9600 }, or one behind a serial device server
# { kind: tcp, host: 192.0.2.7, port: 4001 }. null: this terminal has none.
campusCardReader:
  line: ${JSON.stringify(tcp(ports.cardReader))}
  # ${namesOf(CARD_READER_PROFILES)}, or a profile written out.
  profile: ${CARD_PROFILE}
idCardReader:
  line: ${JSON.stringify(tcp(ports.idReader))}
receiptPrinter:
  line: ${JSON.stringify(tcp(ports.receiptPrinter))}
  # ${namesOf(RECEIPT_PRINTER_PROFILES)}
  profile: ${'escpos-80mm' satisfies ReceiptPrinterProfileName}
# Reads the QR code of a printed paper that a passer-by wants checked.
codeScanner:
  line: ${JSON.stringify(tcp(ports.codeScanner))}
  # ${namesOf(CODE_SCANNER_PROFILES)}, or a profile written out. A line ends with CR, LF or both; aim puts ]Q1 in front.
  profile: ${'line' satisfies CodeScannerProfileName}

pagePrinter:
  # The printer itself, never a queue in front of it: a queue counts what it has sent on, not what came out.
  uri: ipp://${LOOPBACK}:${ports.pagePrinter}/ipp/print
  # one-sided or two-sided-long-edge
  sides: one-sided

# Lets yinzheng visit touch this kiosk from this machine. null in a lobby, unless an acceptance check is under way.
acceptancePort: 0
`
}

function writeDevices(file: string, ports: DemoPorts, overlay: Overlay): string {
  const needed = neededSimulators(overlay)
  const config: DevicesConfigInput = {
    control: { port: ports.dock },
    ...(needed.cardReader ? { cardReader: { port: ports.cardReader, profile: CARD_PROFILE } } : {}),
    ...(needed.idReader ? { idReader: { port: ports.idReader } } : {}),
    ...(needed.codeScanner ? { codeScanner: { port: ports.codeScanner } } : {}),
    ...(needed.receiptPrinter ? { receiptPrinter: { port: ports.receiptPrinter } } : {}),
    ...(needed.pagePrinter ? { pagePrinter: { port: ports.pagePrinter } } : {}),
    ...(needed.gateway ? { gatewayUrl: `http://${LOOPBACK}:${ports.gateway}` } : {}),
    links: [
      ...(needed.gateway
        ? [{ label: { zh: '手机页面', en: 'Phone page' }, url: `http://${LOOPBACK}:${ports.gateway}/phone` }]
        : []),
      ...(needed.campus
        ? [{ label: { zh: '校园系统', en: 'Campus' }, url: `http://${LOOPBACK}:${ports.campus}/` }]
        : []),
      {
        label: { zh: '服务器接口', en: "Server's interface" },
        url: `https://${LOOPBACK}:${ports.server}/v1/openapi.json`,
      },
    ],
  }
  writeFileSync(file, `${JSON.stringify(config, null, 2)}\n`)
  return file
}

function indented(yaml: string): string {
  return yaml.trimEnd().replace(/^/gm, '  ')
}
