import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Clock } from '../../src/clock.ts'
import { type Gateway, type GatewayOptions, startGateway } from './gateway.ts'
import type { GatewayConfigInput } from './gateway-config.ts'
import { type InitOptions, initGateway } from './init-gateway.ts'

/** What `initGateway` writes for our server. */
export interface MerchantSide {
  readonly mchid: string
  readonly appid: string
  readonly merchantSerial: string
  readonly merchantPrivateKeyPem: string
  readonly platformKeyId: string
  readonly platformPublicKeyPem: string
  readonly apiV3Key: string
  readonly baseUrls: string[]
  readonly notifyUrl: string
}

export interface ReceivedNotice {
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

export interface TestGateway {
  readonly gateway: Gateway
  readonly config: GatewayConfigInput
  readonly merchant: MerchantSide
  /** Notices as they came in, oldest first. */
  readonly received: ReceivedNotice[]
  /** What the merchant's side answers to notices from now on: a status, or `null` for silence. */
  answerNotices(status: number | null): void
  /** Ends the gateway and starts it again on the same state. */
  restart(): Promise<Gateway>
  close(): Promise<void>
}

/** A gateway with fresh keys in a folder of its own, and a merchant's side that keeps every notice. */
export async function openTestGateway(
  change: Partial<GatewayConfigInput> = {},
  options: GatewayOptions & Pick<InitOptions, 'platform'> = {},
): Promise<TestGateway> {
  const received: ReceivedNotice[] = []
  let status: number | null = 204
  const receiver = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
    received.push({ headers: request.headers, body: Buffer.concat(parts) })
    receiver.emit('notice')
    if (status !== null) response.writeHead(status, status === 302 ? { Location: '/elsewhere' } : {}).end()
  }).listen(0, '127.0.0.1')
  await once(receiver, 'listening')
  const notifyUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/notice`
  const dir = mkdtempSync(join(tmpdir(), 'wxpay-sim-'))
  const files = initGateway(dir, { notifyUrl, ...(options.platform ? { platform: options.platform } : {}) })
  const config = { ...(readJson(files.gatewayConfigFile) as GatewayConfigInput), ...change }
  let gateway = await startGateway(config, options)
  const merchant = readJson(files.serverConfigFile) as MerchantSide
  return {
    get gateway() {
      return gateway
    },
    config,
    merchant: { ...merchant, baseUrls: [gateway.baseUrl] },
    received,
    answerNotices: next => {
      status = next
    },
    restart: async () => {
      const { port } = gateway
      await gateway.close()
      gateway = await startGateway({ ...config, port }, options)
      return gateway
    },
    close: async () => {
      await gateway.close()
      receiver.closeAllConnections()
      receiver.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'))
}

/** Real wall time; short waits pass at once, long ones (time limits) stand until `expire`. */
export interface HastyClock extends Clock {
  /** Lets every limit that stands run out now. */
  expire(): void
}

/** For clients under test: back-off costs no time, and a time-out comes when the test says so. */
export function hastyClock(limitMs: number): HastyClock {
  const limits = new Set<() => void>()
  return {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    after: (delayMs, run) => {
      if (delayMs < limitMs) {
        const soon = setImmediate(run)
        return () => clearImmediate(soon)
      }
      limits.add(run)
      return () => limits.delete(run)
    },
    expire: () => {
      for (const run of [...limits]) {
        limits.delete(run)
        run()
      }
    },
  }
}
