import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { request } from 'node:https'
import { join } from 'node:path'
import type { Running } from '../demo/running.ts'

/** The certificate that vouches for the server of the demo on `dataDir`. */
export const demoAuthority = (dataDir: string): Buffer => readFileSync(join(dataDir, 'tls', 'ca.pem'))

/** With which status the server of a running demo answers; its certificate must be of the demo's own authority. Rejects where none does. */
export async function statusOf({ server }: Running, dataDir: string, path: string): Promise<number> {
  const ca = demoAuthority(dataDir)
  const asked = request(new URL(path, server), { ca, agent: false, signal: AbortSignal.timeout(5_000) })
  asked.end()
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  answer.resume()
  return answer.statusCode ?? 0
}
