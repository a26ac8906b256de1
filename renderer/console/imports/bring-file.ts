import {
  LIST_BYTES_MAX,
  type ListKind,
  type ListState,
  PART_BYTES,
  type PEOPLE_LISTS_ROUTES,
} from '../../../src/contract/people-lists-api.ts'
import { WORKBOOK_BYTES_MAX } from '../../../src/contract/sheet-limits.ts'
import { ok, type Result } from '../../../src/result.ts'
import type { Refusal, RouteClient } from '../../web/route-client.ts'

/** What is wrong with a file before it goes up. */
export type FileTrouble = 'empty' | 'tooLarge' | 'insecure'

export function troubleOf(file: File): FileTrouble | null {
  if (globalThis.crypto?.subtle === undefined) return 'insecure'
  if (file.size === 0) return 'empty'
  const most = /\.xlsx$/i.test(file.name) ? WORKBOOK_BYTES_MAX : LIST_BYTES_MAX
  return file.size > most ? 'tooLarge' : null
}

export interface BringWish {
  readonly kind: ListKind
  readonly file: File
  /** How often the same file was brought before. */
  readonly turn: number
  readonly onPart: (share: number) => void
}

/** Where a file is a list now. `isKnown`: the server had it already, and nothing of it went up. */
export interface Brought {
  readonly listId: string
  readonly state: ListState
  readonly isKnown: boolean
}

/** Sends a file up, part by part. It is known by its digest: a file that is there already goes up no second time. */
export async function bringFile(
  server: RouteClient<typeof PEOPLE_LISTS_ROUTES>,
  { kind, file, turn, onPart }: BringWish,
): Promise<Result<Brought, Refusal>> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const listId = await digestOf(`yinzheng-list\n${kind}\n${turn === 0 ? '' : `${turn}\n`}`, bytes)
  const about = { listId, kind, turn, name: nameOf(file), byteLength: bytes.length }
  let state: ListState = 'arriving'
  for (let at = 0; at * PART_BYTES < bytes.length && state === 'arriving'; at++) {
    const content = base64Of(bytes.subarray(at * PART_BYTES, (at + 1) * PART_BYTES))
    const answer = await server.bringPart({ ...about, at, content })
    if (!answer.ok) return answer
    state = answer.value.state
    const isLast = (at + 1) * PART_BYTES >= bytes.length
    if (at === 0 && state !== 'arriving' && !(isLast && state === 'to-check'))
      return ok({ listId, state, isKnown: true })
    onPart(Math.min(1, ((at + 1) * PART_BYTES) / bytes.length))
  }
  return ok({ listId, state, isKnown: false })
}

const nameOf = (file: File): string => [...file.name].slice(-100).join('') || 'list'

async function digestOf(mark: string, bytes: Uint8Array): Promise<string> {
  const head = new TextEncoder().encode(mark)
  const whole = new Uint8Array(head.length + bytes.length)
  whole.set(head)
  whole.set(bytes, head.length)
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', whole))
  return base64Of(digest).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function base64Of(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}
