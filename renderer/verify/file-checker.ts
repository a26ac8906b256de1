import type { FileCheck } from '../../src/verification/file-check.ts'
import type { RevocationList } from '../../src/verification/revocation-list.ts'
import { trustedScript } from '../web/trusted-script.ts'
import type { CheckReply, CheckRequest } from './check-worker.ts'
import workerUrl from './check-worker.ts?worker&url'

/** What a file may have: the same as the check itself takes. */
export const FILE_BYTES_MAX = 20 * 1024 * 1024
const TIME_MS = 10_000

export interface Checked {
  readonly check: FileCheck
  readonly list: RevocationList | null
}

/** DER of what a check rests on. */
export type Roots = Pick<CheckRequest, 'anchors' | 'timestampAnchors'>

/** Checks files in a worker, one after the other. */
export interface FileChecker {
  /** `gave-up` when a file took too long: its worker was ended and the next file gets a new one. */
  check(bytes: Uint8Array, roots: Roots, nowMs: number): Promise<Checked | 'gave-up'>
}

/** Whether this browser lets a page check signatures: WebCrypto is there over secure connections alone. */
export const canCheck = (): boolean => globalThis.crypto?.subtle !== undefined && typeof Worker !== 'undefined'

export function createFileChecker(): FileChecker {
  let worker: Worker | null = null
  let nextId = 0
  let queue: Promise<unknown> = Promise.resolve()

  const run = (request: CheckRequest) =>
    new Promise<Checked | 'gave-up'>(resolve => {
      worker ??= new Worker(trustedScript(workerUrl), { type: 'module' })
      const current = worker
      const end = (answer: Checked | 'gave-up') => {
        clearTimeout(timer)
        current.removeEventListener('message', hear)
        current.removeEventListener('error', fail)
        if (answer === 'gave-up') {
          current.terminate()
          worker = null
        }
        resolve(answer)
      }
      const hear = ({ data }: MessageEvent<CheckReply>) => {
        if (data.id === request.id) end(data.check ? { check: data.check, list: data.list } : 'gave-up')
      }
      const fail = () => end('gave-up')
      const timer = setTimeout(fail, TIME_MS)
      current.addEventListener('message', hear)
      current.addEventListener('error', fail)
      current.postMessage(request)
    })

  return {
    check: (bytes, { anchors, timestampAnchors }, nowMs) => {
      const result = queue.then(() => run({ id: nextId++, bytes, anchors, timestampAnchors, nowMs }))
      queue = result.catch(() => undefined)
      return result
    },
  }
}
