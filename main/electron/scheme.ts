import type { CustomScheme, Protocol } from 'electron'
import { pageHeaders } from '../shell/page-headers.ts'
import type { PublicFiles } from '../shell/public-files.ts'

export const SCHEME = 'kiosk'
/** Where the page lives. A scheme of its own has an origin and a secure context, but no disk and no network behind it. */
export const HOME = `${SCHEME}://app/`

/** To be registered before Electron is ready. */
export const SCHEME_PRIVILEGES: CustomScheme = {
  scheme: SCHEME,
  privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
}

/** Whether an address is the kiosk's own: scheme and host to the letter. */
export function isOwnAddress(address: string): boolean {
  try {
    const url = new URL(address)
    return url.protocol === `${SCHEME}:` && url.host === 'app' && url.username === '' && url.password === ''
  } catch {
    return false
  }
}

export interface SchemeAnswer {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: Uint8Array<ArrayBuffer>
}

/** What the scheme answers to one request. Only GET of a public file succeeds. */
export async function schemeAnswer(files: PublicFiles, method: string, address: string): Promise<SchemeAnswer> {
  const headers = { ...pageHeaders(), 'Content-Type': 'text/plain; charset=utf-8' }
  const nothing = { status: 404, headers, body: new Uint8Array(0) }
  if (method !== 'GET' || !isOwnAddress(address)) return nothing
  const file = files.find(new URL(address).pathname)
  const body = await file?.read().catch(() => null)
  return file && body ? { status: 200, headers: { ...headers, 'Content-Type': file.contentType }, body } : nothing
}

/** As much of Electron's `protocol` as is used: `handle` since version 25, the other one before. */
export type SchemeProtocol = Partial<Pick<Protocol, 'handle' | 'registerBufferProtocol'>>

/** Serves the public files under the kiosk's scheme in one session. */
export function serveScheme(protocol: SchemeProtocol, files: PublicFiles): void {
  if (protocol.handle) {
    protocol.handle(SCHEME, async request => {
      const { status, headers, body } = await schemeAnswer(files, request.method, request.url)
      return new Response(body, { status, headers })
    })
    return
  }
  protocol.registerBufferProtocol?.(SCHEME, (request, reply) => {
    void schemeAnswer(files, request.method, request.url).then(({ status, headers, body }) =>
      reply({ statusCode: status, headers, mimeType: headers['Content-Type']!, data: Buffer.from(body) }),
    )
  })
}
