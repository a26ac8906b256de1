import { readFileSync, writeFileSync } from 'node:fs'
import type { DemoFiles, DemoPorts } from '../../demo/demo-files.ts'
import { type LineName, READINGS } from './messages.ts'
import { type Relay, startRelay } from './relay.ts'
import type { Trail } from './trail.ts'

/** A quick printer, which still takes longer for a copy than the driver between two questions now and then. */
const MS_PER_SHEET = 150
/** The gateway's own waits are so many times shorter: a refund is through after half a second, a notice repeated after one. */
const GATEWAY_HURRY = 15

export type Relays = Readonly<Record<LineName, Relay>>

/** Lays a relay between each two processes, which tells the trail of what passes. */
export async function layLines(ports: DemoPorts, trail: Trail): Promise<Relays> {
  const lay = (line: LineName, port: number, isTls = false) =>
    startRelay({ port, isTls }, async message => {
      const words = READINGS[line](message)
      return words === null ? 'goes on' : trail.pass(words)
    })
  return {
    server: await lay('server', ports.server, true),
    notice: await lay('notice', ports.server, true),
    provider: await lay('provider', ports.gateway),
    printer: await lay('printer', ports.pagePrinter),
  }
}

/** The processes are told of the relays in place of each other. */
export function putRelaysBetween(files: DemoFiles, ports: DemoPorts, relays: Relays): void {
  const at = (port: number) => `127.0.0.1:${port}`
  const replace = (file: string, pairs: readonly (readonly [old: string, next: string])[]) => {
    let text = readFileSync(file, 'utf8')
    for (const [old, next] of pairs) {
      if (!text.includes(old)) throw new Error(`${file} does not name ${old}`)
      text = text.replaceAll(old, next)
    }
    writeFileSync(file, text)
  }
  replace(files.terminal, [
    [`https://${at(ports.server)}`, `http://${at(relays.server.port)}`],
    [`ipp://${at(ports.pagePrinter)}`, `ipp://${at(relays.printer.port)}`],
  ])
  replace(files.server, [
    [`https://${at(ports.server)}/v1/wechatpay/notice`, `http://${at(relays.notice.port)}/v1/wechatpay/notice`],
    [at(ports.gateway), at(relays.provider.port)],
  ])
  change(files.devices, devices => {
    const { gatewayUrl: _, ...rest } = devices
    return { ...rest, pagePrinter: { ...(rest.pagePrinter as object), msPerSheet: MS_PER_SHEET } }
  })
  change(files.gateway, gateway => ({ ...gateway, timeScale: GATEWAY_HURRY }))
}

function change(file: string, how: (config: Record<string, unknown>) => Record<string, unknown>): void {
  writeFileSync(file, JSON.stringify(how(JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>), null, 2))
}
