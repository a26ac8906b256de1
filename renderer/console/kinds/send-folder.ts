import { PART_BYTES, type TEMPLATES_ROUTES } from '../../../src/contract/templates-api.ts'
import type { RouteClient } from '../../web/route-client.ts'

type Client = RouteClient<typeof TEMPLATES_ROUTES>
type Answer = Awaited<ReturnType<Client['bringTemplatePart']>>

/** Sends a ZIP part by part; what the last part is answered with, or the first refusal. `onPart` is told how much has arrived, 0 to 1. */
export async function sendFolder(
  server: Pick<Client, 'bringTemplatePart'>,
  kind: string,
  zip: Uint8Array<ArrayBuffer>,
  onPart: (done: number) => void,
): Promise<Answer> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', zip))
  const digest = [...hash].map(byte => byte.toString(16).padStart(2, '0')).join('')
  const parts = Math.ceil(zip.length / PART_BYTES)
  for (let at = 0; ; at++) {
    const content = inBase64(zip.subarray(at * PART_BYTES, (at + 1) * PART_BYTES))
    const answer = await server.bringTemplatePart({ kind, digest, byteLength: zip.length, at, content })
    if (!answer.ok || at >= parts - 1) return answer
    onPart((at + 1) / parts)
  }
}

const inBase64 = (bytes: Uint8Array): string => btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''))
